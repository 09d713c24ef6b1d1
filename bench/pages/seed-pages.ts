import type { D1Database } from "@cloudflare/workers-types";
import { accessTokenPlace } from "../../src/db/credentials.ts";
import { agentLinks, credentials, mappings, slackTeams, workspaces } from "../../src/db/schema.ts";
import { deskWebhooks } from "../../src/db/schema-hearing.ts";
import { sessions } from "../../src/db/schema-sign-in.ts";
import { sha256Hex } from "../../src/lib/crypto.ts";
import { botTokenPlace } from "../../src/services/workspaces/bot-token.ts";
import { insertRows } from "../insert-rows.ts";
import { createBenchSealer, seedBase } from "../seed.ts";
import { personId, TEAM_ID, ZENDESK } from "../world.ts";
import {
	agentName,
	channelId,
	channelName,
	departmentId,
	departmentName,
	linkId,
	SECOND_TEAM_ID,
	SESSION_TOKEN,
	WORKSPACE_ID,
} from "./page-world.ts";
import type { PageSize } from "./sizes.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A desk that its administrator has set up whole: everything but the logs. */
export async function seedPages(database: D1Database, size: PageSize): Promise<void> {
	const now = Date.now();
	await seedBase(database);
	const sealer = createBenchSealer();
	await insertRows(database, slackTeams, [
		{
			teamId: SECOND_TEAM_ID,
			objectId: "team-object-second",
			name: "Bench Partners",
			enterpriseId: null,
			appId: "A0BENCH0001",
			botUserId: "U0BENCHBOT2",
			botTokenSealed: await sealer.seal("bench-second-token", botTokenPlace(SECOND_TEAM_ID)),
			scopes: "commands chat:write users:read",
			state: "active",
			installedAt: now,
			updatedAt: now,
		},
	]);
	await insertRows(database, workspaces, [
		{
			id: `${WORKSPACE_ID}-second`,
			deskId: ZENDESK.id,
			teamId: SECOND_TEAM_ID,
			state: "active",
			isDefault: true,
			connectedByUserId: personId(1),
			createdAt: now + 10,
			updatedAt: now,
		},
	]);
	const listening = database
		.prepare(
			`UPDATE desks SET listening_at = ?1, credential_id = 'credential-0', connected_by_agent_id = '0',
				connected_by_name = ?2, admin_checked_at = ?1 WHERE id = ?3`,
		)
		.bind(now - HOUR_MS, agentName(0), ZENDESK.id);
	const each = database.prepare("UPDATE workspaces SET mode = 'each' WHERE id = ?1").bind(WORKSPACE_ID);
	await database.batch([listening, each]);
	await insertRows(database, deskWebhooks, [
		{
			deskId: ZENDESK.id,
			state: "active",
			webhookId: "01BENCHWEBHOOK",
			secretSealed: null,
			checkedAt: now - HOUR_MS,
			nextCheckAt: now + DAY_MS,
		},
	]);
	await insertRows(database, sessions, [
		{
			tokenHash: await sha256Hex(SESSION_TOKEN),
			deskId: ZENDESK.id,
			agentId: "0",
			agentName: agentName(0),
			createdAt: now,
			expiresAt: now + DAY_MS,
		},
	]);
	await seedMappings(database, size, now);
	await seedAgents(database, size, now);
}

async function seedMappings(database: D1Database, size: PageSize, now: number): Promise<void> {
	const shared = { deskId: ZENDESK.id, channelKind: "public", state: "ready", updatedAt: now } as const;
	const own = Array.from({ length: size.departments }, (_, index) => ({
		...shared,
		teamId: TEAM_ID,
		departmentId: departmentId(index),
		departmentName: departmentName(index),
		channelId: channelId(index),
		channelName: channelName(index),
	}));
	const all = {
		...shared,
		teamId: SECOND_TEAM_ID,
		departmentId: "*",
		departmentName: "",
		channelId: "C0SECONDALL",
		channelName: "partners",
	};
	await insertRows(database, mappings, [...own, all]);
}

/** The first one's grant carries the desk. */
async function seedAgents(database: D1Database, size: PageSize, now: number): Promise<void> {
	const sealer = createBenchSealer();
	const all = Array.from({ length: size.agents }, (_, index) => index);
	const grants = all.map(async (index) => ({
		id: `credential-${index}`,
		deskId: ZENDESK.id,
		agentId: String(index),
		state: "active" as const,
		accessTokenSealed: await sealer.seal("bench-access", accessTokenPlace(`credential-${index}`, ZENDESK.id)),
		generation: 1,
		accessExpiresAt: now + DAY_MS,
		renewAt: null,
		scopes: "read write",
		createdAt: now,
		updatedAt: now,
	}));
	await insertRows(database, credentials, await Promise.all(grants));
	await insertRows(
		database,
		agentLinks,
		all.map((index) => ({
			id: linkId(index),
			deskId: ZENDESK.id,
			teamId: TEAM_ID,
			slackUserId: personId(index),
			agentId: String(index),
			agentName: agentName(index),
			role: index === 0 ? ("admin" as const) : ("agent" as const),
			credentialId: `credential-${index}`,
			linkedAt: now - index * HOUR_MS,
		})),
	);
}
