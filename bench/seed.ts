import type { D1Database } from "@cloudflare/workers-types";
import { drizzle } from "drizzle-orm/d1";
import { parseConfig } from "../src/config.ts";
import type { Context } from "../src/context.ts";
import { desks, mappings, slackTeams, workspaces } from "../src/db/schema.ts";
import { createSealer, type Sealer } from "../src/lib/crypto.ts";
import { clientSecretPlace } from "../src/services/desks/client-secret.ts";
import { saveSettings } from "../src/services/settings/save-settings.ts";
import { botTokenPlace } from "../src/services/workspaces/bot-token.ts";
import { insertRows } from "./insert-rows.ts";
import { seedHearing } from "./seed-hearing.ts";
import { seedExpiredPersons, seedPersons } from "./seed-persons.ts";
import {
	personId,
	SEAL_KEY_TEXT,
	SETUP_TOKEN,
	SIGNING_SECRET,
	TEAM_ID,
	ZENDESK,
	ZOHO,
	ZOHO_CHANNEL,
} from "./world.ts";

/** Fills a migrated, empty database, sealed as the product seals. */
export async function seedDatabase(database: D1Database): Promise<void> {
	const sealer = createBenchSealer();
	const now = Date.now();
	await seedBase(database);
	await seedHearing(database, sealer, now);
	await seedPersons(database, sealer, now);
	await seedExpiredPersons(database, now);
}

/** The team, both desks and a workspace of each. */
export async function seedBase(database: D1Database): Promise<void> {
	const sealer = createBenchSealer();
	const now = Date.now();
	await seedSettings(database, sealer, now);
	await seedTeam(database, sealer, now);
	await seedDesks(database, sealer, now);
}

export function createBenchSealer(): Sealer {
	const parsed = parseConfig({ SEAL_KEYS: SEAL_KEY_TEXT, SETUP_TOKEN });
	if (!parsed.ok) throw new Error("the bench's own configuration is refused");
	return createSealer(parsed.config.sealKeys);
}

async function seedSettings(database: D1Database, sealer: Sealer, now: number): Promise<void> {
	const ctx: Pick<Context, "db" | "sealer" | "now" | "newId"> = {
		db: drizzle(database as never) as unknown as Context["db"],
		sealer,
		now: () => now,
		newId: () => crypto.randomUUID(),
	};
	await saveSettings(ctx as Context, {
		origin: "https://deskbridge.example",
		slack_app_id: "A0BENCH0001",
		slack_client_id: "1111.2222",
		slack_client_secret: "bench-client-secret",
		slack_signing_secret: SIGNING_SECRET,
	});
}

async function seedTeam(database: D1Database, sealer: Sealer, now: number): Promise<void> {
	await insertRows(database, slackTeams, [
		{
			teamId: TEAM_ID,
			objectId: "team-object-bench",
			name: "Bench",
			enterpriseId: null,
			appId: "A0BENCH0001",
			botUserId: "U0BENCHBOT1",
			botTokenSealed: await sealer.seal("bench-bot-token", botTokenPlace(TEAM_ID)),
			scopes: "commands chat:write users:read",
			state: "active",
			installedAt: now,
			updatedAt: now,
		},
	]);
}

async function seedDesks(database: D1Database, sealer: Sealer, now: number): Promise<void> {
	const seal = (deskId: string) => sealer.seal("bench-oauth-secret", clientSecretPlace(deskId));
	const shared = { state: "connected", clientId: "bench-client", createdAt: now, updatedAt: now } as const;
	await insertRows(database, desks, [
		{
			id: ZENDESK.id,
			provider: "zendesk",
			address: ZENDESK.subdomain,
			portalId: ZENDESK.subdomain,
			name: "Benchco",
			portalUrl: `https://${ZENDESK.subdomain}.zendesk.com/agent`,
			clientSecretSealed: await seal(ZENDESK.id),
			...shared,
		},
		{
			id: ZOHO.id,
			provider: "zoho",
			address: ZOHO.dataCentre,
			portalId: ZOHO.organization,
			name: "Benchco Europe",
			portalUrl: "https://desk.zoho.eu/support/benchco",
			clientSecretSealed: await seal(ZOHO.id),
			...shared,
		},
	]);
	await insertRows(
		database,
		workspaces,
		[ZENDESK.id, ZOHO.id].map((deskId, index) => ({
			id: `workspace-${deskId}`,
			deskId,
			teamId: TEAM_ID,
			state: "active" as const,
			isDefault: index === 0,
			connectedByUserId: personId(0),
			createdAt: now + index,
			updatedAt: now,
		})),
	);
	await insertRows(database, mappings, [
		{
			deskId: ZOHO.id,
			teamId: TEAM_ID,
			departmentId: "*",
			channelId: ZOHO_CHANNEL,
			channelName: "europe",
			channelKind: "public",
			state: "ready",
			updatedAt: now,
		},
	]);
}
