/** What a deployment looks like that has worked for a few days: settings, people, and what became of events. */
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { TEAM_ACME, TEAM_KITA } from "../../sandbox/seed/people.ts";
import { settingsOf } from "../support/hearing-story.ts";
import { linkAgent } from "../support/sign-in.ts";
import { addOrgs } from "./orgs.ts";
import { insertRows, type Row, readId } from "./rows.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const PEOPLE: readonly [name: string, role: string, signedIn: boolean][] = [
	["Ana García", "agent", true],
	["Bram de Vries", "agent", true],
	["Chloé Lefèvre", "commenter", true],
	["Dmitri Volkov", "agent", false],
	["山田 花子", "agent", true],
	["Zoë Wójcik-Hernández", "admin", true],
];

const EVENTS = [
	"ticket.created",
	"reply.received",
	"ticket.assigned",
	"reply.sent",
	"ticket.status_changed",
	"comment.added",
	"ticket.closed",
	"ticket.priority_changed",
	"ticket.reopened",
] as const;

/** How much is told in each of the last 24 hours. */
const BY_HOUR = [1, 0, 2, 1, 3, 6, 9, 12, 8, 5, 7, 11, 14, 10, 6, 4, 3, 5, 2, 1, 0, 1, 4, 8];

/** Fills Zoho Desk's side; answers the ids that addresses of the list name. */
export async function fillWithLife(sandbox: Sandbox): Promise<Record<string, string>> {
	const deskId = await readId(sandbox, "select id from desks where provider = 'zoho'");
	const workspaceOf = (team: string) =>
		readId(sandbox, "select id from workspaces where desk_id = ? and team_id = ?", deskId, team);
	const acme = { id: await workspaceOf(TEAM_ACME), team: TEAM_ACME, channel: "C0BILLING1" };
	const kita = { id: await workspaceOf(TEAM_KITA), team: TEAM_KITA, channel: "C0KITASUP1" };
	await linkAgent(sandbox, "alex", "zoho");
	await linkAgent(sandbox, "priya", "zoho");
	const settings = await settingsOf(sandbox, "zoho", TEAM_ACME);
	await settings.save("when", { quiet_from: "19:00", quiet_to: "08:00", digest: "09:00" });
	await settings.save("filters", { tags: "vip, renewal" });
	const disabled = await addDisabledWorkspace(sandbox, deskId);
	await addPeople(sandbox, deskId);
	await addDeliveries(sandbox, deskId, [acme, kita]);
	await addIntake(sandbox, deskId);
	return {
		...(await addOrgs(sandbox, deskId)),
		desk: deskId,
		workspace: acme.id,
		disabled,
		posted: await readId(sandbox, "select id from deliveries where state = 'posted' limit 1"),
		problem: await readId(sandbox, "select id from deliveries where reason = 'channel' limit 1"),
		agent: await readId(sandbox, "select id from agent_links where agent_name like 'Zo%'"),
	};
}

interface Place {
	id: string;
	team: string;
	channel: string;
}

async function addDeliveries(sandbox: Sandbox, deskId: string, places: readonly Place[]): Promise<void> {
	const now = Date.now();
	const rows: Row[] = [];
	const add = (at: number, over: Row) => {
		const index = rows.length;
		const place = places[index % 3 === 0 ? 1 : 0];
		const type = EVENTS[index % EVENTS.length] ?? "ticket.created";
		const number = String(4680 + ((index * 7) % 40));
		rows.push({
			id: `delivery-${String(index).padStart(4, "0")}`,
			desk_id: deskId,
			team_id: place?.team ?? null,
			workspace_id: place?.id ?? null,
			event_id: `${deskId}:${number}:${type}:${index}`,
			event_type: type,
			ticket_id: `5200000000005${number}`,
			ticket_number: number,
			destination: place?.channel ?? "",
			state: "posted",
			reason: null,
			message_ts: `${Math.floor(at / 1000)}.${String(index).padStart(6, "0")}`,
			happened_at: at - 4000,
			finished_at: at,
			...over,
		});
	};
	BY_HOUR.forEach((count, hour) => {
		for (let index = 0; index < count; index++) {
			const at = now - (BY_HOUR.length - hour) * HOUR_MS + ((index + 1) * HOUR_MS) / (count + 1);
			add(at, index % 5 === 4 ? { state: "not_sent", reason: REASONS[(hour + index) % 4] ?? null } : {});
		}
	});
	const direct = { team_id: TEAM_ACME, workspace_id: places[0]?.id ?? null, destination: "U0ALEX0001" };
	add(now - 9 * MINUTE_MS, direct);
	add(now - 7 * MINUTE_MS, { ...direct, state: "not_sent", reason: "own_action" });
	add(now - 70 * MINUTE_MS, { state: "dead", reason: "channel", message_ts: null });
	add(now - 5 * HOUR_MS, { state: "unknown", message_ts: null });
	add(now - 8 * HOUR_MS, { state: "dead", reason: "too_old", message_ts: null });
	add(now - 3 * DAY_MS, { state: "dead", reason: "token", message_ts: null });
	add(now - 15 * HOUR_MS, { event_type: "digest", ticket_id: null, ticket_number: null });
	await insertRows(sandbox, "deliveries", rows);
}

const REASONS = ["switched_off", "filtered", "unmapped", "paused"] as const;

async function addIntake(sandbox: Sandbox, deskId: string): Promise<void> {
	const now = Date.now();
	const rows = Array.from({ length: 36 }, (_, index): Row => {
		const at = now - (index + 1) * 23 * MINUTE_MS;
		const state = index === 0 ? "waiting" : index === 20 ? "dead" : "done";
		const ticketId = `5200000000005${4680 + ((index * 7) % 40)}`;
		const attempts = state === "done" ? 1 : 4;
		return {
			id: `intake-${index}`,
			desk_id: deskId,
			ticket_id: ticketId,
			state,
			attempts,
			// Nobody takes it up while it is looked at.
			next_at: now + DAY_MS,
			received_at: at,
		};
	});
	await insertRows(sandbox, "webhook_intake", rows);
}

async function addPeople(sandbox: Sandbox, deskId: string): Promise<void> {
	const now = Date.now();
	const ids = PEOPLE.map((_, index) => ({
		agent: `52000000009910${index}`,
		credential: `credential-${index}`,
	}));
	await insertRows(
		sandbox,
		"credentials",
		ids.map(({ agent, credential }, index) => ({
			id: credential,
			desk_id: deskId,
			agent_id: agent,
			state: PEOPLE[index]?.[2] ? "active" : "needs_sign_in",
			generation: 1,
			scopes: "",
			created_at: now,
			updated_at: now,
		})),
	);
	await insertRows(
		sandbox,
		"agent_links",
		PEOPLE.map(([name, role], index) => ({
			id: `link-${index}`,
			desk_id: deskId,
			team_id: index % 3 === 2 ? TEAM_KITA : TEAM_ACME,
			slack_user_id: `U0PERSON0${index}`,
			agent_id: ids[index]?.agent ?? "",
			agent_name: name,
			role,
			credential_id: ids[index]?.credential ?? "",
			linked_at: now - (index * 9 + 1) * DAY_MS,
		})),
	);
}

/** A third company's, each department to its own channel. */
async function addDisabledWorkspace(sandbox: Sandbox, deskId: string): Promise<string> {
	const now = Date.now();
	const id = "workspace-disabled";
	const team = "T0NORTHW01";
	const database = await sandbox.database();
	const granted = await database
		.prepare("select scopes, app_id from slack_teams where team_id = ?")
		.bind(TEAM_ACME)
		.first<{ scopes: string; app_id: string }>();
	const common = { installed_at: now - 40 * DAY_MS, updated_at: now };
	await insertRows(sandbox, "slack_teams", [
		{
			team_id: team,
			object_id: "object-of-northwind",
			name: "Northwind Field Service",
			app_id: granted?.app_id ?? "",
			bot_user_id: "U0NORTHBOT",
			bot_token_sealed: "",
			scopes: granted?.scopes ?? "",
			state: "active",
			...common,
		},
	]);
	await insertRows(sandbox, "workspaces", [
		{
			id,
			desk_id: deskId,
			team_id: team,
			state: "disabled",
			is_default: 1,
			connected_by_user_id: "U0NORTH001",
			mode: "each",
			layout: "flat",
			created_at: now,
			updated_at: now,
		},
	]);
	const departments = [
		["520000000006907", "Support", "field-support"],
		["520000000006908", "Billing", "invoices"],
	] as const;
	await insertRows(
		sandbox,
		"mappings",
		departments.map(([department, name, channel], index) => ({
			desk_id: deskId,
			team_id: team,
			department_id: department,
			department_name: name,
			channel_id: `C0NORTH00${index}`,
			channel_name: channel,
			channel_kind: "public",
			state: "ready",
			updated_at: now,
		})),
	);
	return id;
}
