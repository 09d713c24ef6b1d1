import { and, eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import { workspaces } from "../db/schema.ts";
import { isVendorError } from "../lib/errors.ts";
import type { AgentLinkView } from "../services/agent-links/list-links.ts";
import { openSlack } from "../services/agent-links/slack-person.ts";
import { resolvePersonLocale } from "../services/commands/locale.ts";
import type { Desk } from "../services/desks/find-desk.ts";
import { showHome } from "./home/show-home.ts";
import { buildUnlinkedByNotice } from "./views/account.ts";

/** Tells a person that an administrator ended their link. Where nothing is told by itself, only their Home says so. */
export async function sendUnlinkedNotice(
	ctx: Context,
	desk: Desk,
	link: AgentLinkView,
	administrator: string,
): Promise<void> {
	try {
		await tell(ctx, desk, link, administrator);
	} catch (error) {
		const [kind, code] = isVendorError(error) ? [error.kind, error.code] : ["broken", (error as Error).name];
		ctx.log.warn("agent_link.notice_failed", { link: link.id, kind, code });
	}
	await showHome(ctx, { teamId: link.teamId, userId: link.slackUserId });
}

async function tell(ctx: Context, desk: Desk, link: AgentLinkView, administrator: string): Promise<void> {
	const { teamId, slackUserId, agentName: agent } = link;
	if (desk.pausedAt !== null || !(await isActive(ctx, desk.id, teamId))) return;
	const slack = await openSlack(ctx, teamId);
	if (!slack) return;
	const locale = await resolvePersonLocale(ctx, teamId, slackUserId);
	const view = { locale, provider: desk.provider, deskName: desk.name, now: ctx.now() };
	const message = buildUnlinkedByNotice({ ...view, administrator, agent });
	await slack.say(await slack.openDirect(slackUserId), message);
}

async function isActive(ctx: Context, deskId: string, teamId: string): Promise<boolean> {
	const [workspace] = await ctx.db
		.select({ state: workspaces.state })
		.from(workspaces)
		.where(and(eq(workspaces.deskId, deskId), eq(workspaces.teamId, teamId)));
	return workspace?.state === "active";
}
