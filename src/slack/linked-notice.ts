import { eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import { agentLinks } from "../db/schema.ts";
import { isVendorError } from "../lib/errors.ts";
import type { ConfirmedLink } from "../services/agent-links/confirm-link.ts";
import { findSlackPerson, openSlack } from "../services/agent-links/slack-person.ts";
import { resolvePersonLocale } from "../services/commands/locale.ts";
import type { SlackClient } from "./client.ts";
import { showHome } from "./home/show-home.ts";
import { buildLinkedNotice, type LinkedNoticeInput } from "./views/account.ts";

/**
 * Tells both sides of a new link: the Slack user, and the Slack user whom the desk account's e-mail address
 * belongs to when that is somebody else. Either may end it. A message that can't be sent doesn't undo the link.
 */
export async function sendLinkedNotices(ctx: Context, link: ConfirmedLink): Promise<void> {
	const { linkId, teamId, slackUserId, agentName, agentEmail, deskName, provider } = link;
	const slack = await openSlack(ctx, teamId);
	if (!slack) return;
	// Whoever came from App Home finds their tickets there when they are back.
	ctx.later(showHome(ctx, { teamId, userId: slackUserId }));
	const notice = {
		linkId,
		deskName,
		provider,
		agent: { name: agentName, email: agentEmail },
		now: ctx.now(),
	};
	const send = async (userId: string, signedInBy?: LinkedNoticeInput["signedInBy"]) => {
		const locale = await resolvePersonLocale(ctx, teamId, userId);
		const message = buildLinkedNotice({ ...notice, locale, ...(signedInBy ? { signedInBy } : {}) });
		await slack.say(await slack.openDirect(userId), message);
	};
	const tellWitness = async () => {
		const witness = agentEmail ? await findWitness(slack, agentEmail) : null;
		if (!witness || witness === slackUserId) return;
		await ctx.db.update(agentLinks).set({ witnessUserId: witness }).where(eq(agentLinks.id, linkId));
		await send(witness, await findSlackPerson(ctx, teamId, slackUserId));
	};
	// One side's message must not depend on the other's.
	for (const tell of [tellWitness, () => send(slackUserId)]) {
		try {
			await tell();
		} catch (error) {
			if (!isVendorError(error)) throw error;
			ctx.log.warn("agent_link.notice_failed", { link: linkId, kind: error.kind, code: error.code });
		}
	}
}

async function findWitness(slack: SlackClient, email: string): Promise<string | null> {
	try {
		return (await slack.userByEmail(email)).id;
	} catch (error) {
		if (isVendorError(error) && error.kind === "not_found") return null;
		throw error;
	}
}
