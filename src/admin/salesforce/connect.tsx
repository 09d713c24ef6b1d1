import { Hono } from "hono";
import * as v from "valibot";
import { SALESFORCE_TERMS_VERSION } from "../../locales/pages/salesforce-terms.ts";
import { isOrgName } from "../../services/orgs/edit-org.ts";
import { registerOrg, replaceOrgClient } from "../../services/orgs/register-org.ts";
import { beginOrgSignIn } from "../../services/orgs/sign-in-to-org.ts";
import { describeSettings } from "../../services/settings/describe-settings.ts";
import { findOrgOf, type Org } from "../../services/sync/find-org.ts";
import { ensureBrowser } from "../browser.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { type FormProblem, optionalText, parseForm, requiredText } from "../form.ts";
import { leaveFor } from "../leave.tsx";
import { messagesFor, renderNotFound, renderPage } from "../render.tsx";
import { actorOf } from "../workspace/frame.tsx";
import { ConnectForm } from "./connect-form.tsx";
import { orgPath } from "./list.tsx";
import { signInWord } from "./org-page.tsx";

const ticked = v.literal("yes", "needed");
const app = { host: optionalText(200), client_id: requiredText(500), terms: ticked, session: ticked };
const newForm = v.object({
	...app,
	name: v.pipe(requiredText(200), v.check(isOrgName, "invalid")),
	environment: v.picklist(["production", "sandbox"], "invalid"),
	client_secret: requiredText(500),
});
const againForm = v.object({ ...app, client_secret: optionalText(500) });

/** From the form to Salesforce's sign-in. Without the terms' tick nothing of it is stored or begun. */
export function createConnectRoutes() {
	const routes = new Hono<AdminEnv>();
	routes.get("/admin/salesforce/new", (c) => renderForm(c, null, null));
	routes.post("/admin/salesforce/new", async (c) => {
		const { ctx, session } = c.var;
		const form = await parseForm(c, newForm);
		if (!form.ok) return renderForm(c, null, form);
		const { name, environment, host, client_id: clientId, client_secret: clientSecret } = form.values;
		const client = { clientId, clientSecret };
		const { deskId } = session;
		const result = await registerOrg(ctx, { actor: actorOf(c), deskId, name, environment, host, client });
		if (!result.ok) return renderForm(c, null, { input: toInput(form.values), errors: { host: "invalid" } });
		const org = await findOrgOf(ctx, deskId, result.orgId);
		return org ? leave(c, org) : renderNotFound(c);
	});
	routes.get("/admin/salesforce/:org/sign-in", async (c) => {
		const org = await findOrgOf(c.var.ctx, c.var.session.deskId, c.req.param("org"));
		return org ? renderForm(c, org, null) : renderNotFound(c);
	});
	routes.post("/admin/salesforce/:org/sign-in", async (c) => {
		const { ctx, session } = c.var;
		const org = await findOrgOf(ctx, session.deskId, c.req.param("org"));
		if (!org) return renderNotFound(c);
		const form = await parseForm(c, againForm);
		if (!form.ok) return renderForm(c, org, form);
		const { host, client_id: clientId, client_secret: clientSecret } = form.values;
		const isSame = clientSecret === "" && clientId === org.clientId && host === org.host;
		if (!isSame) {
			const client = { clientId, clientSecret };
			const result = await replaceOrgClient(ctx, org, { actor: actorOf(c), host, client });
			if (!result.ok) return renderForm(c, org, { input: toInput(form.values), errors: { host: "invalid" } });
		}
		const saved = await findOrgOf(ctx, session.deskId, org.id);
		return saved ? leave(c, saved) : renderNotFound(c);
	});
	return routes;
}

async function leave(c: PageContext, org: Org) {
	const { ctx, session } = c.var;
	const address = await beginOrgSignIn(ctx, {
		org,
		browser: ensureBrowser(c),
		by: { agentId: session.agentId, agentName: session.agentName },
		terms: { version: SALESFORCE_TERMS_VERSION, agreedAt: ctx.now() },
	});
	return leaveFor(c, "Salesforce", address);
}

async function renderForm(c: PageContext, org: Org | null, problem: FormProblem | null) {
	const { ctx, locale } = c.var;
	const { salesforce: words } = messagesFor(c);
	const origin = (await describeSettings(ctx)).origin ?? new URL(c.req.url).origin;
	const body = <ConnectForm {...{ locale, origin, org, problem }} />;
	const up = org ? { to: orgPath(org), label: org.name } : { to: "/admin/salesforce", label: words.title };
	const title = org ? signInWord(c, org) : words.wizard.title;
	return renderPage(c, { title, body, up, place: "salesforce", status: problem ? 422 : 200 });
}

function toInput(values: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
	);
}
