import { sql } from "drizzle-orm";
import type { ProviderName } from "../desk/help-desk.ts";
import type { Db } from "./client.ts";

/** Everything an answer to one person in one channel needs, from one query. */
export interface Caller {
	teamId: string;
	userId: string;
	channelId: string;
	team: { state: "active" | "revoked"; botTokenSealed: string; name: string } | null;
	/** null when we have not met this person yet. */
	locale: "en" | "ja" | null;
	localeCheckedAt: number | null;
	desks: CallerDesk[];
}

/** One desk of the caller's workspace, as the caller may use it. */
export interface CallerDesk {
	id: string;
	provider: ProviderName;
	address: string;
	portalId: string | null;
	portalUrl: string | null;
	name: string;
	state: "registered" | "connected" | "needs_sign_in" | "deleting";
	workspace: { id: string; state: "active" | "disabled"; isDefault: boolean };
	/** Whether the channel is one this desk posts to. */
	isMapped: boolean;
	link: CallerLink | null;
}

export interface CallerLink {
	id: string;
	agentId: string;
	agentName: string;
	role: "admin" | "agent" | "commenter";
	credential: {
		id: string;
		state: "pending" | "active" | "needs_sign_in" | "deleting";
		accessTokenSealed: string | null;
		generation: number;
		accessExpiresAt: number | null;
	};
}

interface Row {
	team_state: "active" | "revoked";
	team_name: string;
	bot_token_sealed: string;
	locale: "en" | "ja" | null;
	checked_at: number | null;
	desk_id: string | null;
	provider: ProviderName;
	address: string;
	portal_id: string | null;
	portal_url: string | null;
	desk_name: string;
	desk_state: CallerDesk["state"];
	workspace_id: string;
	workspace_state: "active" | "disabled";
	is_default: number;
	is_mapped: number;
	link_id: string | null;
	agent_id: string;
	agent_name: string;
	role: CallerLink["role"];
	credential_id: string;
	credential_state: CallerLink["credential"]["state"];
	access_token_sealed: string | null;
	generation: number;
	access_expires_at: number | null;
}

/** The hot path's only query. A team nobody connected has a null `team` and no desks. */
export async function findCaller(
	db: Db,
	{ teamId, userId, channelId }: { teamId: string; userId: string; channelId: string },
): Promise<Caller> {
	const rows = await db.all<Row>(sql`
		select t.state team_state, t.name team_name, t.bot_token_sealed, u.locale, u.checked_at,
			d.id desk_id, d.provider, d.address, d.portal_id, d.portal_url, d.name desk_name, d.state desk_state,
			w.id workspace_id, w.state workspace_state, w.is_default,
			exists (select 1 from mappings m
				where m.desk_id = w.desk_id and m.team_id = w.team_id and m.channel_id = ${channelId}) is_mapped,
			l.id link_id, l.agent_id, l.agent_name, l.role,
			c.id credential_id, c.state credential_state, c.access_token_sealed, c.generation, c.access_expires_at
		from slack_teams t
		left join slack_users u on u.team_id = t.team_id and u.user_id = ${userId}
		left join workspaces w on w.team_id = t.team_id
		left join desks d on d.id = w.desk_id and d.state <> 'deleting'
		left join agent_links l on l.desk_id = d.id and l.team_id = t.team_id and l.slack_user_id = ${userId}
		left join credentials c on c.id = l.credential_id
		where t.team_id = ${teamId}
		order by w.created_at`);
	const [first] = rows;
	return {
		teamId,
		userId,
		channelId,
		team: first
			? { state: first.team_state, botTokenSealed: first.bot_token_sealed, name: first.team_name }
			: null,
		locale: first?.locale ?? null,
		localeCheckedAt: first?.checked_at ?? null,
		desks: rows.flatMap((row) => (row.desk_id === null ? [] : [toCallerDesk(row, row.desk_id)])),
	};
}

function toCallerDesk(row: Row, id: string): CallerDesk {
	return {
		id,
		provider: row.provider,
		address: row.address,
		portalId: row.portal_id,
		portalUrl: row.portal_url,
		name: row.desk_name,
		state: row.desk_state,
		workspace: { id: row.workspace_id, state: row.workspace_state, isDefault: row.is_default === 1 },
		isMapped: row.is_mapped === 1,
		link: row.link_id === null ? null : toCallerLink(row, row.link_id),
	};
}

function toCallerLink(row: Row, id: string): CallerLink {
	return {
		id,
		agentId: row.agent_id,
		agentName: row.agent_name,
		role: row.role,
		credential: {
			id: row.credential_id,
			state: row.credential_state,
			accessTokenSealed: row.access_token_sealed,
			generation: row.generation,
			accessExpiresAt: row.access_expires_at,
		},
	};
}
