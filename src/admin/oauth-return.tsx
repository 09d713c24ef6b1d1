import { Hono } from "hono";
import { vendorName } from "../locales/slack/vendor-name.ts";
import { returnFromDesk } from "../services/agent-links/return-from-desk.ts";
import { returnFromSignIn, type SignInStep } from "../services/desks/return-from-sign-in.ts";
import { endFlow } from "../services/sign-in/flows.ts";
import { readBrowser } from "./browser.ts";
import type { AdminEnv, PageContext } from "./env.ts";
import { leadOn } from "./kept-form.ts";
import { answerLinkStep } from "./link-step.tsx";
import { messagesFor, renderMessage, renderNotFound } from "./render.tsx";
import { startSession } from "./session.ts";
import { parseProvider } from "./vendors.ts";

/** Where the desks' sign-ins come back to, an administrator's and an agent's alike. */
export function createReturnRoutes() {
	return new Hono<AdminEnv>().get("/oauth/:provider/callback", async (c) => {
		if (!parseProvider(c.req.param("provider"))) return renderNotFound(c);
		const { ctx } = c.var;
		const callback = new URL(c.req.url).searchParams;
		const browser = readBrowser(c);
		const flow = await endFlow(ctx, callback.get("state") ?? "", browser);
		if (!flow || !browser) return renderStale(c);
		if (flow.kind === "agent_link") {
			return answerLinkStep(c, await returnFromDesk(ctx, flow.payload, callback, browser));
		}
		if (flow.kind !== "desk_connect") return renderStale(c);
		const { deskId } = flow.payload;
		return answerSignIn(c, deskId, await returnFromSignIn(ctx, flow.payload, callback, browser));
	});
}

async function answerSignIn(c: PageContext, deskId: string, result: SignInStep) {
	if (result.step === "confirm") return c.redirect(`/admin/confirm/${result.pendingId}`, 302);
	if (result.step === "signed_in") {
		startSession(c, result.sessionToken);
		return c.redirect(await leadOn(c, deskId), 302);
	}
	const { refusal, common } = messagesFor(c);
	const { desk, reason, detail } = result;
	const vendor = desk ? vendorName(desk.provider) : "";
	const isWord = reason !== "not_administrator" && reason !== "other_portal";
	const again = desk?.portalId ? "/admin/sign-in" : `/admin/desks/${desk?.id}/agreement`;
	const path = reason === "client_refused" ? `/setup/desks/${desk?.id}` : again;
	return renderMessage(c, {
		title: refusal.title,
		text: [
			refusal.reasons[reason](vendor, detail),
			detail && isWord ? refusal.word(detail) : null,
			refusal.nothingStored,
		],
		...(desk ? { link: { to: path, label: common.startAgain } } : {}),
		status: reason === "vendor_unavailable" ? 502 : 403,
	});
}

/** The state of the return is unknown, used, too old or another browser's. */
export function renderStale(c: PageContext) {
	const { stale, common } = messagesFor(c);
	return renderMessage(c, {
		title: stale.title,
		text: [stale.text],
		link: { to: "/", label: common.startAgain },
		status: 400,
	});
}
