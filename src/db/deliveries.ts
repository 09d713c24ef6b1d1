/** What a team's object reads and writes in D1. Written out: it runs for every batch of posts. */
import type { DeliveryRecord } from "../core/delivery.ts";
import type { Locale } from "../core/locale.ts";
import type { ProviderName } from "../desk/help-desk.ts";
import type { Statements } from "./client.ts";

export interface TeamNow {
	teamId: string;
	botTokenSealed: string;
	state: "active" | "revoked";
	/** Slack's word for why nothing can be posted, as the settings page shows it. */
	trouble: string | null;
	workspaces: WorkspaceNow[];
}

export interface WorkspaceNow {
	id: string;
	state: "active" | "disabled" | "deleting";
	desk: { id: string; state: string; isPaused: boolean };
}

type TeamRow = [
	teamId: string,
	botTokenSealed: string,
	state: TeamNow["state"],
	trouble: string | null,
	workspaceId: string | null,
	workspaceState: WorkspaceNow["state"],
	deskId: string,
	deskState: string | null,
	pausedAt: number | null,
];

/** A team by the name of its object, and what may be said in it now; null when it is not there any more. */
export async function findTeamNow(db: Statements, objectId: string): Promise<TeamNow | null> {
	const rows = await db
		.prepare(
			`select t.team_id, t.bot_token_sealed, t.state, t.trouble, w.id, w.state, w.desk_id, d.state, d.paused_at
			from slack_teams t
			left join workspaces w on w.team_id = t.team_id
			left join desks d on d.id = w.desk_id
			where t.object_id = ?1`,
		)
		.bind(objectId)
		.raw<TeamRow>();
	const [first] = rows;
	if (!first) return null;
	const [teamId, botTokenSealed, state, trouble] = first;
	return { teamId, botTokenSealed, state, trouble, workspaces: rows.flatMap(toWorkspaceNow) };
}

function toWorkspaceNow([, , , , id, state, deskId, deskState, pausedAt]: TeamRow): WorkspaceNow[] {
	if (id === null) return [];
	return [{ id, state, desk: { id: deskId, state: deskState ?? "deleting", isPaused: pausedAt !== null } }];
}

/** Writes what became of events, all of them in one statement. Of a workspace that is gone nothing is kept. */
export async function recordDeliveries(
	db: Statements,
	teamId: string,
	records: readonly DeliveryRecord[],
): Promise<void> {
	if (records.length === 0) return;
	const rows = records.map(({ destination, ...rest }) => ({
		...rest,
		destination: destination.kind === "channel" ? destination.channelId : destination.slackUserId,
	}));
	await db
		.prepare(
			`insert or replace into deliveries (id, desk_id, team_id, workspace_id, event_id, event_type, ticket_id,
				ticket_number, destination, state, reason, message_ts, happened_at, finished_at)
			select j.value ->> 'id', j.value ->> 'deskId', ?2, j.value ->> 'workspaceId', j.value ->> 'eventId',
				j.value ->> 'eventType', j.value ->> 'ticketId', j.value ->> 'ticketNumber', j.value ->> 'destination',
				j.value ->> 'state', j.value ->> 'reason', j.value ->> 'messageTs', j.value ->> 'at',
				j.value ->> 'finishedAt'
			from json_each(?1) j cross join workspaces w
			where w.id = j.value ->> 'workspaceId' and w.state <> 'deleting'`,
		)
		.bind(JSON.stringify(rows), teamId)
		.run();
}

/** Who is told that a channel is not usable: the administrator of a workspace that maps to it. */
export interface ChannelAdministrator {
	workspaceId: string;
	desk: { id: string; name: string; provider: ProviderName };
	slackUserId: string;
	locale: Locale;
	channelName: string;
}

/** Who is not in a private channel is told that there is none: what Slack's own event said before is more exact. */
const KNOWN_BETTER = "trouble = 'not_in_channel' and ?3 = 'channel_not_found'";

/** Marks a channel's mappings, which an event of Slack's may have done before; answers as what, and whom to tell. */
export async function markChannelTrouble(
	db: Statements,
	input: { teamId: string; channelId: string; code: string; now: number },
): Promise<{ code: string; administrators: ChannelAdministrator[] }> {
	const { teamId, channelId, code, now } = input;
	const marked = await db
		.prepare(
			`update mappings set
				trouble_at = case when trouble = ?3 or (${KNOWN_BETTER}) then trouble_at else ?4 end,
				trouble = case when ${KNOWN_BETTER} then trouble else ?3 end
			where team_id = ?1 and channel_id = ?2 returning desk_id, trouble`,
		)
		.bind(teamId, channelId, code, now)
		.raw<[string, string]>();
	const [first] = marked;
	if (!first) return { code, administrators: [] };
	const deskIds = JSON.stringify([...new Set(marked.map(([deskId]) => deskId))]);
	return { code: first[1], administrators: await findAdministrators(db, { teamId, channelId, deskIds }) };
}

/** A success takes the mark away. */
export async function clearChannelTrouble(db: Statements, teamId: string, channelId: string): Promise<void> {
	await db
		.prepare(
			`update mappings set trouble = null, trouble_at = null
			where team_id = ?1 and channel_id = ?2 and trouble is not null`,
		)
		.bind(teamId, channelId)
		.run();
}

/** Marks the whole team; answers since when it has been so. */
export async function markTeamTrouble(
	db: Statements,
	input: { teamId: string; code: string; now: number },
): Promise<number> {
	const { teamId, code, now } = input;
	const [marked] = await db
		.prepare(
			`update slack_teams set trouble_at = case when trouble = ?2 then trouble_at else ?3 end, trouble = ?2
			where team_id = ?1 returning trouble_at`,
		)
		.bind(teamId, code, now)
		.raw<[number | null]>();
	return marked?.[0] ?? now;
}

export async function clearTeamTrouble(db: Statements, teamId: string): Promise<void> {
	await db
		.prepare("update slack_teams set trouble = null, trouble_at = null where team_id = ?1")
		.bind(teamId)
		.run();
}

type AdministratorRow = [
	workspaceId: string,
	deskId: string,
	deskName: string,
	provider: ProviderName,
	slackUserId: string,
	locale: Locale,
	channelName: string | null,
];

/** One for each active workspace of the team, or of these desks in it. */
export async function findAdministrators(
	db: Statements,
	{ teamId, channelId, deskIds }: { teamId: string; channelId: string | null; deskIds: string | null },
): Promise<ChannelAdministrator[]> {
	const rows = await db
		.prepare(
			`select w.id, d.id, d.name, d.provider, w.connected_by_user_id, coalesce(u.locale, w.locale),
				(select m.channel_name from mappings m
					where m.desk_id = w.desk_id and m.team_id = w.team_id and m.channel_id = ?2 limit 1)
			from workspaces w
			join desks d on d.id = w.desk_id
			left join slack_users u on u.team_id = w.team_id and u.user_id = w.connected_by_user_id
			where w.team_id = ?1 and w.state = 'active'
				and (?3 is null or w.desk_id in (select value from json_each(?3)))
			order by w.created_at`,
		)
		.bind(teamId, channelId, deskIds)
		.raw<AdministratorRow>();
	return rows.map(([workspaceId, id, name, provider, slackUserId, locale, channelName]) => ({
		workspaceId,
		desk: { id, name, provider },
		slackUserId,
		locale,
		channelName: channelName ?? "",
	}));
}
