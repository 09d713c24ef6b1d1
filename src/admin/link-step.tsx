import type { LinkStep } from "../services/agent-links/return-from-desk.ts";
import type { PageContext } from "./env.ts";
import { messagesFor, renderMessage } from "./render.tsx";

/** Where an agent goes after a sign-in: on, or to the page that says why not. */
export function answerLinkStep(c: PageContext, result: LinkStep) {
	if (result.step === "confirm") return c.redirect(`/link/confirm/${result.pendingId}`, 302);
	if (result.step === "redirect") return c.redirect(result.url, 302);
	const { link, refusal } = messagesFor(c);
	return renderMessage(c, {
		title: refusal.title,
		text: [link.reasons[result.reason](result.detail), refusal.nothingStored],
		place: "person",
		status: result.reason === "vendor_unavailable" ? 502 : 403,
	});
}
