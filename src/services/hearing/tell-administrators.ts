import { and, eq, inArray, ne } from "drizzle-orm";
import type { Context } from "../../context.ts";
import type { ConnectionTrouble, NewDelivery } from "../../core/delivery.ts";
import { agentLinks, slackTeams, slackUsers, workspaces } from "../../db/schema.ts";
import { orgs } from "../../db/schema-sync.ts";
import type { Desk } from "../desks/find-desk.ts";
import { requireOrigin } from "../settings/settings.ts";

/**
 * What stops a desk's connection is told in Slack, once however often this is called, to every administrator who has
 * linked their account and can take it over: not to somebody who is none any more. Never throws: the pages say it, too.
 */
export async function tellAdministrators(
	ctx: Context,
	desk: Desk,
	trouble: ConnectionTrouble,
): Promise<void> {
	try {
		const origin = await requireOrigin(ctx);
		const lost = trouble === "administrator_lost" ? desk.connectedByAgentId : null;
		const others = await findAdministrators(ctx, desk.id, lost);
		if (others.length === 0) return;
		const withSyncs = await hasOrgs(ctx, desk.id);
		const told = { trouble, withSyncs, settingsUrl: `${origin}/admin` };
		for (const [objectId, links] of Map.groupBy(others, (other) => other.objectId)) {
			await ctx.slackTeam(objectId).accept(links.map((link) => toDelivery(ctx, desk, link, told)));
		}
	} catch (error) {
		ctx.log.error("desk.administrators_not_told", { desk: desk.id, error: (error as Error).name });
	}
}

async function hasOrgs(ctx: Context, deskId: string): Promise<boolean> {
	const isTheirs = and(
		eq(orgs.deskId, deskId),
		inArray(orgs.state, ["connected", "needs_sign_in", "needs_admin"]),
	);
	return (await ctx.db.select({ id: orgs.id }).from(orgs).where(isTheirs).limit(1)).length > 0;
}

export type Administrator = Awaited<ReturnType<typeof findAdministrators>>[number];

/** A desk's linked administrators, but for one, with where they are spoken to. */
export function findAdministrators(ctx: Context, deskId: string, exceptAgentId: string | null) {
	return ctx.db
		.select({
			objectId: slackTeams.objectId,
			workspaceId: workspaces.id,
			workspaceLocale: workspaces.locale,
			slackUserId: agentLinks.slackUserId,
			locale: slackUsers.locale,
		})
		.from(agentLinks)
		.innerJoin(
			workspaces,
			and(eq(workspaces.deskId, agentLinks.deskId), eq(workspaces.teamId, agentLinks.teamId)),
		)
		.innerJoin(slackTeams, eq(slackTeams.teamId, agentLinks.teamId))
		.leftJoin(
			slackUsers,
			and(eq(slackUsers.teamId, agentLinks.teamId), eq(slackUsers.userId, agentLinks.slackUserId)),
		)
		.where(
			and(
				eq(agentLinks.deskId, deskId),
				eq(agentLinks.role, "admin"),
				ne(agentLinks.agentId, exceptAgentId ?? ""),
				eq(workspaces.state, "active"),
			),
		);
}

function toDelivery(
	ctx: Context,
	desk: Desk,
	{ workspaceId, slackUserId, locale, workspaceLocale }: Administrator,
	{ trouble, ...told }: { trouble: ConnectionTrouble; withSyncs: boolean; settingsUrl: string },
): NewDelivery {
	return {
		key: `trouble:${trouble}:${desk.id}:${desk.credentialId}:${slackUserId}`,
		workspaceId,
		desk: { id: desk.id, name: desk.name, provider: desk.provider },
		destination: { kind: "direct", slackUserId },
		locale: locale ?? workspaceLocale,
		at: ctx.now(),
		notBefore: 0,
		content: { kind: "trouble", code: trouble, channelId: null, channelName: null, ...told },
		notSent: null,
	};
}
