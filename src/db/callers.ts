import type { AgentRole } from "../core/ticket-actions.ts";
import type { ProviderName } from "../desk/help-desk.ts";
import { type CallerOrg, ORGS_OF_DESK, toCallerOrgs } from "./caller-orgs.ts";
import type { Statements } from "./client.ts";

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
	/** Whose facts can be shown beside the desk's. */
	orgs: CallerOrg[];
	link: CallerLink | null;
}

export interface CallerLink {
	id: string;
	agentId: string;
	agentName: string;
	role: AgentRole;
	credential: {
		id: string;
		state: "pending" | "active" | "needs_sign_in" | "deleting";
		accessTokenSealed: string | null;
		generation: number;
		accessExpiresAt: number | null;
	};
}

/** Written out once, not built for each command. */
const QUERY = `
	select t.state, t.name, t.bot_token_sealed, u.locale, u.checked_at,
		d.id, d.provider, d.address, d.portal_id, d.portal_url, d.name, d.state,
		w.id, w.state, w.is_default,
		exists (select 1 from mappings m
			where m.desk_id = w.desk_id and m.team_id = w.team_id and m.channel_id = ?3),
		${ORGS_OF_DESK},
		l.id, l.agent_id, l.agent_name, l.role,
		c.id, c.state, c.access_token_sealed, c.generation, c.access_expires_at
	from slack_teams t
	left join slack_users u on u.team_id = t.team_id and u.user_id = ?2
	left join workspaces w on w.team_id = t.team_id and w.state <> 'deleting'
	left join desks d on d.id = w.desk_id and d.state <> 'deleting'
	left join agent_links l on l.desk_id = d.id and l.team_id = t.team_id and l.slack_user_id = ?2
	left join credentials c on c.id = l.credential_id
	where t.team_id = ?1
	order by w.created_at`;

type TeamColumns = [
	state: "active" | "revoked",
	name: string,
	botTokenSealed: string,
	locale: "en" | "ja" | null,
	checkedAt: number | null,
];
type DeskColumns = [
	id: string | null,
	provider: ProviderName,
	address: string,
	portalId: string | null,
	portalUrl: string | null,
	name: string,
	state: CallerDesk["state"],
];
type WorkspaceColumns = [id: string, state: "active" | "disabled", isDefault: number, isMapped: number];
type OrgColumns = [orgs: string];
type LinkColumns = [id: string | null, agentId: string, agentName: string, role: CallerLink["role"]];
type CredentialColumns = [
	id: string,
	state: CallerLink["credential"]["state"],
	accessTokenSealed: string | null,
	generation: number,
	accessExpiresAt: number | null,
];
type Row = [
	...TeamColumns,
	...DeskColumns,
	...WorkspaceColumns,
	...OrgColumns,
	...LinkColumns,
	...CredentialColumns,
];

/** The hot path's only query. A team nobody connected has a null `team` and no desks. */
export async function findCaller(
	statements: Statements,
	{ teamId, userId, channelId }: { teamId: string; userId: string; channelId: string },
): Promise<Caller> {
	const rows = await statements.prepare(QUERY).bind(teamId, userId, channelId).raw<Row>();
	const [first] = rows;
	return {
		teamId,
		userId,
		channelId,
		team: first ? { state: first[0], name: first[1], botTokenSealed: first[2] } : null,
		locale: first?.[3] ?? null,
		localeCheckedAt: first?.[4] ?? null,
		desks: rows.flatMap(toCallerDesk),
	};
}

function toCallerDesk(row: Row): CallerDesk[] {
	const [, , , , , id, provider, address, portalId, portalUrl, name, state, ...rest] = row;
	if (id === null) return [];
	const [workspaceId, workspaceState, isDefault, isMapped, orgs, ...link] = rest;
	const workspace = { id: workspaceId, state: workspaceState, isDefault: isDefault === 1 };
	const desk = { id, provider, address, portalId, portalUrl, name, state, workspace };
	return [{ ...desk, isMapped: isMapped === 1, orgs: toCallerOrgs(orgs), link: toCallerLink(link) }];
}

function toCallerLink(columns: [...LinkColumns, ...CredentialColumns]): CallerLink | null {
	const [id, agentId, agentName, role, credentialId, state, accessTokenSealed, generation, accessExpiresAt] =
		columns;
	if (id === null) return null;
	const credential = { id: credentialId, state, accessTokenSealed, generation, accessExpiresAt };
	return { id, agentId, agentName, role, credential };
}
