import { and, eq, ne } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { ADMINISTRATOR_LOST, type NewDelivery } from "../../core/delivery.ts";
import { agentLinks, slackTeams, slackUsers, workspaces } from "../../db/schema.ts";
import type { Desk } from "../desks/find-desk.ts";
import { requireOrigin } from "../settings/settings.ts";

/**
 * Every other administrator who has linked their account can take the connection over: each is told in Slack, once
 * however often this is called. Never throws: the pages say it, too.
 */
export async function tellAdministrators(ctx: Context, desk: Desk): Promise<void> {
	try {
		const origin = await requireOrigin(ctx);
		const others = await findAdministrators(ctx, desk.id, desk.connectedByAgentId);
		for (const [objectId, links] of Map.groupBy(others, (other) => other.objectId)) {
			await ctx.slackTeam(objectId).accept(links.map((link) => toDelivery(ctx, desk, link, origin)));
		}
	} catch (error) {
		ctx.log.error("desk.administrators_not_told", { desk: desk.id, error: (error as Error).name });
	}
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

function toDelivery(ctx: Context, desk: Desk, other: Administrator, origin: string): NewDelivery {
	const { workspaceId, slackUserId, locale, workspaceLocale } = other;
	return {
		key: `trouble:${ADMINISTRATOR_LOST}:${desk.id}:${desk.credentialId}:${slackUserId}`,
		workspaceId,
		desk: { id: desk.id, name: desk.name, provider: desk.provider },
		destination: { kind: "direct", slackUserId },
		locale: locale ?? workspaceLocale,
		at: ctx.now(),
		notBefore: 0,
		content: {
			kind: "trouble",
			code: ADMINISTRATOR_LOST,
			channelId: null,
			channelName: null,
			settingsUrl: `${origin}/admin`,
		},
		notSent: null,
	};
}
