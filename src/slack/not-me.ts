import { eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import { agentLinks } from "../db/schema.ts";
import { unlinkAgent } from "../services/agent-links/unlink-agent.ts";
import { resolvePersonLocale } from "../services/commands/locale.ts";
import { findDesk } from "../services/desks/find-desk.ts";
import { answerOutdated } from "./answer-click.ts";
import type { Click } from "./click.ts";
import { respond } from "./client.ts";
import { showHome } from "./home/show-home.ts";
import { buildUnlinkedNotice } from "./views/account.ts";

const RESPOND_TIMEOUT_MS = 5_000;

/** "That wasn't me": ends the link at once, for either of the two people who were told of it. */
export async function handleNotMe(ctx: Context, linkId: string, click: Click): Promise<void> {
	const [link] = await ctx.db.select().from(agentLinks).where(eq(agentLinks.id, linkId));
	const isTold = link?.slackUserId === click.userId || link?.witnessUserId === click.userId;
	if (!link || !isTold || link.teamId !== click.teamId) return answerOutdated(ctx, click);
	const desk = await findDesk(ctx.db, link.deskId);
	await unlinkAgent(ctx, link.id, { kind: "slack", id: click.userId, name: null });
	ctx.later(showHome(ctx, { teamId: link.teamId, userId: link.slackUserId }));
	if (!desk || !click.responseUrl) return;
	const locale = await resolvePersonLocale(ctx, click.teamId, click.userId);
	const view = { locale, provider: desk.provider, deskName: desk.name, now: ctx.now() };
	const message = buildUnlinkedNotice({ ...view, agent: { name: link.agentName, email: null } });
	// The notice is in the reader's own direct messages: nobody else sees it change.
	await respond(click.responseUrl, message, { replaceOriginal: true }, ctx.call(RESPOND_TIMEOUT_MS));
}
