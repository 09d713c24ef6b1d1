import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { agentLinks, credentials, desks, slackTeams } from "../../db/schema.ts";

/** A Slack user tied to an agent, as administrators see it. */
export interface AgentLinkView {
	id: string;
	agentName: string;
	role: "admin" | "agent" | "commenter";
	teamId: string;
	teamName: string;
	slackUserId: string;
	linkedAt: number;
	/** Whether the desk still takes the sign-in; the person themselves can mend it. */
	isSignedIn: boolean;
	/** The desk's own connection stands on the same sign-in. */
	carriesDesk: boolean;
}

export interface LinkQuery {
	deskId: string;
	/** Part of an agent's name, or a Slack user's id; empty for everybody. */
	search: string;
	/** The last one of the page before. */
	after: LinkPosition | null;
	limit: number;
}

export interface LinkPosition {
	name: string;
	id: string;
}

const VIEW = {
	id: agentLinks.id,
	agentName: agentLinks.agentName,
	role: agentLinks.role,
	teamId: agentLinks.teamId,
	teamName: slackTeams.name,
	slackUserId: agentLinks.slackUserId,
	linkedAt: agentLinks.linkedAt,
	isSignedIn: sql<boolean>`coalesce(${credentials.state} = 'active', 0)`.mapWith(Boolean),
	carriesDesk: sql<boolean>`coalesce(${desks.credentialId} = ${agentLinks.credentialId}, 0)`.mapWith(Boolean),
};

/** By name, then id. `next` is null on the last page. */
export async function listAgentLinks(
	ctx: Context,
	{ deskId, search, after, limit }: LinkQuery,
): Promise<{ links: AgentLinkView[]; next: LinkPosition | null }> {
	const name = sql`${agentLinks.agentName} collate nocase`;
	const wanted = and(
		eq(agentLinks.deskId, deskId),
		search
			? sql`(instr(lower(${agentLinks.agentName}), lower(${search})) > 0 or ${agentLinks.slackUserId} = ${search})`
			: undefined,
		// The first one is for the index, which does not take a pair's collation.
		after
			? sql`${name} >= ${after.name} and (${name}, ${agentLinks.id}) > (${after.name}, ${after.id})`
			: undefined,
	);
	// The page first: what belongs to a link is looked up for those that are shown.
	const page = ctx.db
		.select({ id: agentLinks.id })
		.from(agentLinks)
		.where(wanted)
		.orderBy(name, agentLinks.id)
		.limit(limit + 1);
	const rows = await select(ctx).where(inArray(agentLinks.id, page)).orderBy(name, agentLinks.id);
	const links = rows.slice(0, limit);
	const last = links.at(-1);
	return { links, next: rows.length > limit && last ? { name: last.agentName, id: last.id } : null };
}

/** null when the desk has no such link (any more). */
export async function findAgentLink(
	ctx: Context,
	deskId: string,
	linkId: string,
): Promise<AgentLinkView | null> {
	const [link] = await select(ctx).where(and(eq(agentLinks.deskId, deskId), eq(agentLinks.id, linkId)));
	return link ?? null;
}

function select(ctx: Context) {
	return ctx.db
		.select(VIEW)
		.from(agentLinks)
		.innerJoin(desks, eq(desks.id, agentLinks.deskId))
		.innerJoin(slackTeams, eq(slackTeams.teamId, agentLinks.teamId))
		.leftJoin(credentials, eq(credentials.id, agentLinks.credentialId));
}
