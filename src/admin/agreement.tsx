import { Hono } from "hono";
import * as v from "valibot";
import { AGREEMENT, AGREEMENT_VERSION } from "../locales/pages/agreement.ts";
import { vendorName } from "../locales/slack/vendor-name.ts";
import { beginSignIn } from "../services/desks/begin-sign-in.ts";
import { type Desk, findDesk } from "../services/desks/find-desk.ts";
import { hasAgreed } from "../services/desks/has-agreed.ts";
import { ensureBrowser } from "./browser.ts";
import type { AdminEnv, PageContext } from "./env.ts";
import { parseForm } from "./form.ts";
import { leaveFor } from "./leave.tsx";
import { mayGoOn } from "./limits.ts";
import { Tick } from "./parts.tsx";
import { messagesFor, renderMessage, renderNotFound, renderPage } from "./render.tsx";
import { hasSetup } from "./setup-access.ts";
import { deskLabel } from "./vendors.ts";

const intent = v.optional(v.picklist(["connect", "session"]), "connect");
const agreementForm = v.object({ agreed: v.literal("yes", "required"), intent });
const signInForm = v.object({ intent });

/** From a desk of ours to its vendor's sign-in, by way of the agreement where there is none yet. */
export function createAgreementRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/admin/desks/:desk/agreement", async (c) => {
		const desk = await findOpenDesk(c, c.req.param("desk"));
		if (!desk) return c.redirect("/setup", 303);
		return renderAgreement(c, desk, { intent: c.req.query("intent") });
	});
	app.post("/admin/desks/:desk/agreement", async (c) => {
		if (!(await mayGoOn(c, c.env.SIGN_IN_LIMIT, "sign-in"))) return renderLimited(c);
		const desk = await findOpenDesk(c, c.req.param("desk"));
		if (!desk) return c.redirect("/setup", 303);
		const form = await parseForm(c, agreementForm);
		if (!form.ok) {
			const error = messagesFor(c).agreement.needed;
			return renderAgreement(c, desk, { intent: form.input.intent, error });
		}
		const { ctx, locale } = c.var;
		const agreement = { textVersion: AGREEMENT_VERSION, locale, agreedAt: ctx.now() };
		const start = { desk, browser: ensureBrowser(c), intent: form.values.intent, agreement };
		return leaveFor(c, vendorName(desk.provider), await beginSignIn(ctx, start));
	});
	app.post("/admin/desks/:desk/sign-in", async (c) => {
		if (!(await mayGoOn(c, c.env.SIGN_IN_LIMIT, "sign-in"))) return renderLimited(c);
		const { ctx } = c.var;
		const desk = await findOpenDesk(c, c.req.param("desk"));
		const form = await parseForm(c, signInForm);
		if (!desk || !form.ok) return renderNotFound(c);
		if (!(await hasAgreed(ctx, desk.id, AGREEMENT_VERSION))) {
			return c.redirect(`/admin/desks/${desk.id}/agreement?intent=${form.values.intent}`, 303);
		}
		const start = { desk, browser: ensureBrowser(c), intent: form.values.intent, agreement: null };
		return leaveFor(c, vendorName(desk.provider), await beginSignIn(ctx, start));
	});
	return app;
}

/**
 * Whoever signs in proves at the vendor that they administer the desk's portal. A desk without a portal would
 * take any, so its first sign-in is for whoever knows the setup token.
 */
async function findOpenDesk(c: PageContext, id: string): Promise<Desk | null> {
	const desk = await findDesk(c.var.ctx.db, id);
	if (!desk) return null;
	return desk.portalId !== null || (await hasSetup(c)) ? desk : null;
}

/** Anybody may begin, and each beginning is a row: an address gets far more than people need. */
function renderLimited(c: PageContext) {
	const { signIn } = messagesFor(c);
	return renderMessage(c, { title: signIn.limitedTitle, text: [signIn.limited], status: 429 });
}

function renderAgreement(
	c: PageContext,
	desk: Desk,
	{ intent: asked, error }: { intent: string | undefined; error?: string },
) {
	const { agreement: words } = messagesFor(c);
	const text = AGREEMENT[c.var.locale];
	const parts = [
		[words.read, text.read],
		[words.kept, text.kept],
		[words.sent, text.sent],
	] as const;
	const body = (
		<>
			<p class="lead">{words.lead}</p>
			<section class="card">
				{parts.map(([heading, lines]) => (
					<>
						<h2>{heading}</h2>
						<ul>
							{lines.map((line) => (
								<li>{line}</li>
							))}
						</ul>
					</>
				))}
				<p class="quiet small">{words.version(AGREEMENT_VERSION)}</p>
			</section>
			<form method="post" action={`/admin/desks/${desk.id}/agreement`}>
				<input type="hidden" name="intent" value={asked === "session" ? "session" : "connect"} />
				<Tick name="agreed" label={words.tick} error={error} />
				<button type="submit">{words.submit(vendorName(desk.provider))}</button>
			</form>
		</>
	);
	return renderPage(c, { title: words.title(deskLabel(desk)), body, status: error ? 422 : 200 });
}
