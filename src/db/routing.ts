import { and, eq, ne, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { parseFilters, parseSwitches, type QuietHours } from "../core/notification-settings.ts";
import type { RoutingLink, RoutingRows, RoutingWorkspace } from "../core/route-notice.ts";
import type { CallerLink } from "./callers.ts";
import type { Db } from "./client.ts";
import { agentLinks, credentials, desks, mappings, slackTeams, slackUsers, workspaces } from "./schema.ts";

/** What notices of one desk are routed by, and how to reach who hears of them. */
export interface Routing extends RoutingRows {
	workspaces: RoutedWorkspace[];
}

interface RoutedWorkspace extends RoutingWorkspace {
	teamId: string;
	/** Names the team's `SlackTeam` object. */
	objectId: string;
	links: OpenableLink[];
}

/** With the grant to read as that agent. */
export interface OpenableLink extends RoutingLink {
	credential: CallerLink["credential"] | null;
}

export interface RoutedBy {
	departmentIds: readonly string[];
	agentIds: readonly string[];
}

/** One round trip, however many notices. null when the desk is gone. */
export async function findRouting(db: Db, deskId: string, by: RoutedBy): Promise<Routing | null> {
	const [[desk], teams, channels, links] = await db.batch([
		db
			.select({ id: desks.id, name: desks.name, provider: desks.provider, pausedAt: desks.pausedAt })
			.from(desks)
			.where(and(eq(desks.id, deskId), ne(desks.state, "deleting"))),
		db
			.select({ workspace: workspaces, objectId: slackTeams.objectId })
			.from(workspaces)
			.innerJoin(slackTeams, eq(slackTeams.teamId, workspaces.teamId))
			.where(and(eq(workspaces.deskId, deskId), ne(workspaces.state, "deleting"))),
		db
			.select({
				teamId: mappings.teamId,
				departmentId: mappings.departmentId,
				channelId: mappings.channelId,
			})
			.from(mappings)
			.where(and(eq(mappings.deskId, deskId), isOneOf(mappings.departmentId, ["*", ...by.departmentIds]))),
		db
			// In a batch no two columns may have the same name: they are read by it.
			.select({
				link: {
					teamId: agentLinks.teamId,
					slackUserId: agentLinks.slackUserId,
					agentId: agentLinks.agentId,
					role: agentLinks.role,
					dmSwitches: agentLinks.dmSwitches,
					quietFrom: agentLinks.quietFrom,
					quietTo: agentLinks.quietTo,
					timezone: agentLinks.timezone,
				},
				locale: slackUsers.locale,
				credential: {
					id: credentials.id,
					state: credentials.state,
					accessTokenSealed: credentials.accessTokenSealed,
					generation: credentials.generation,
					accessExpiresAt: credentials.accessExpiresAt,
				},
			})
			.from(agentLinks)
			.leftJoin(
				slackUsers,
				and(eq(slackUsers.teamId, agentLinks.teamId), eq(slackUsers.userId, agentLinks.slackUserId)),
			)
			.leftJoin(credentials, eq(credentials.id, agentLinks.credentialId))
			.where(and(eq(agentLinks.deskId, deskId), isOneOf(agentLinks.agentId, by.agentIds))),
	]);
	if (!desk) return null;
	const { id, name, provider, pausedAt } = desk;
	return {
		desk: { id, name, provider, isPaused: pausedAt !== null },
		workspaces: teams.map(({ workspace, objectId }) => ({
			id: workspace.id,
			teamId: workspace.teamId,
			objectId,
			isDisabled: workspace.state !== "active",
			mode: workspace.mode,
			layout: workspace.layout,
			locale: workspace.locale,
			timezone: workspace.timezone,
			switches: parseSwitches(workspace.switches),
			filters: parseFilters(workspace.filters),
			quiet: toQuietHours(workspace),
			channels: channels.filter(({ teamId }) => teamId === workspace.teamId),
			links: links.filter(({ link }) => link.teamId === workspace.teamId).map(toLink),
		})),
	};
}

interface LinkRow {
	link: Pick<
		typeof agentLinks.$inferSelect,
		"slackUserId" | "agentId" | "role" | "dmSwitches" | "quietFrom" | "quietTo" | "timezone"
	>;
	locale: "en" | "ja" | null;
	credential: CallerLink["credential"] | null;
}

function toLink({ link, locale, credential }: LinkRow): OpenableLink {
	const { slackUserId, agentId, role, timezone } = link;
	const switches = parseSwitches(link.dmSwitches);
	return { slackUserId, agentId, role, locale, switches, quiet: toQuietHours(link), timezone, credential };
}

export function toQuietHours(row: { quietFrom: number | null; quietTo: number | null }): QuietHours | null {
	return row.quietFrom === null || row.quietTo === null ? null : { from: row.quietFrom, to: row.quietTo };
}

function isOneOf(column: SQLiteColumn, values: readonly string[]) {
	return sql`${column} in (select value from json_each(${JSON.stringify(values)}))`;
}
