import { Hono } from "hono";
import * as v from "valibot";
import { vendorName } from "../locales/slack/vendor-name.ts";
import { findDesk } from "../services/desks/find-desk.ts";
import { forgetDesk } from "../services/desks/forget-desk.ts";
import { registerDesk, replaceClient } from "../services/desks/register-desk.ts";
import { describeSettings } from "../services/settings/describe-settings.ts";
import { DeskForm, type DeskFormProps } from "./desk-form.tsx";
import type { AdminEnv, PageContext } from "./env.ts";
import { optionalText, parseForm, requiredText } from "./form.ts";
import { messagesFor, renderNotFound, renderPage } from "./render.tsx";
import { requireSetup } from "./setup-access.ts";
import { deskLabel, parseProvider } from "./vendors.ts";

const registerForm = v.object({
	address: requiredText(300),
	client_id: requiredText(200),
	client_secret: requiredText(500),
});
const clientForm = v.object({ client_id: requiredText(200), client_secret: optionalText(500) });
const OPERATOR = { kind: "setup", id: null, name: null } as const;

/** A desk's address and OAuth client: entered by whoever operates the deployment. */
export function createRegisterRoutes() {
	const app = new Hono<AdminEnv>();
	app.use("/setup/desks/*", requireSetup);

	app.get("/setup/desks/new/:provider", async (c) => {
		const provider = parseProvider(c.req.param("provider"));
		return provider ? renderForm(c, { provider, desk: null, problem: null }) : renderNotFound(c);
	});
	app.post("/setup/desks/new/:provider", async (c) => {
		const provider = parseProvider(c.req.param("provider"));
		if (!provider) return renderNotFound(c);
		const form = await parseForm(c, registerForm);
		if (!form.ok) return renderForm(c, { provider, desk: null, problem: form });
		const { address, client_id: clientId, client_secret: clientSecret } = form.values;
		const client = { clientId, clientSecret };
		const result = await registerDesk(c.var.ctx, { actor: OPERATOR, provider, address, client });
		if (!result.ok) {
			const problem = { input: form.values, errors: { address: result.reason } };
			return renderForm(c, { provider, desk: null, problem });
		}
		return c.redirect(`/admin/desks/${result.deskId}/agreement`, 303);
	});
	app.get("/setup/desks/:desk", async (c) => {
		const desk = await findDesk(c.var.ctx.db, c.req.param("desk"));
		return desk ? renderForm(c, { provider: desk.provider, desk, problem: null }) : renderNotFound(c);
	});
	app.post("/setup/desks/:desk", async (c) => {
		const desk = await findDesk(c.var.ctx.db, c.req.param("desk"));
		if (!desk) return renderNotFound(c);
		const form = await parseForm(c, clientForm);
		if (!form.ok) return renderForm(c, { provider: desk.provider, desk, problem: form });
		const client = { clientId: form.values.client_id, clientSecret: form.values.client_secret };
		await replaceClient(c.var.ctx, { actor: OPERATOR, deskId: desk.id, client });
		return c.redirect("/setup?saved=desk", 303);
	});
	app.post("/setup/desks/:desk/remove", async (c) => {
		const isGone = await forgetDesk(c.var.ctx, { actor: OPERATOR, deskId: c.req.param("desk") });
		return isGone ? c.redirect("/setup", 303) : renderNotFound(c);
	});
	return app;
}

async function renderForm(c: PageContext, props: Pick<DeskFormProps, "provider" | "desk" | "problem">) {
	const { desk: words } = messagesFor(c);
	const { ctx, locale } = c.var;
	const origin = (await describeSettings(ctx)).origin ?? new URL(c.req.url).origin;
	const scopes = ctx.provider(props.provider).scopes("admin");
	const title = props.desk
		? words.editTitle(deskLabel(props.desk))
		: words.newTitle(vendorName(props.provider));
	const body = <DeskForm locale={locale} origin={origin} scopes={scopes} {...props} />;
	return renderPage(c, { title, body, place: "setup", status: props.problem ? 422 : 200 });
}
