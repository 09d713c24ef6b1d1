import type { D1Database } from "@cloudflare/workers-types";
import { mappings } from "../src/db/schema.ts";
import { deskWebhooks } from "../src/db/schema-hearing.ts";
import type { Sealer } from "../src/lib/crypto.ts";
import { webhookSecretPlace } from "../src/services/hearing/webhook-secret.ts";
import { insertRows } from "./insert-rows.ts";
import { EVENT_GROUPS, TEAM_ID, WEBHOOK_SECRET, ZENDESK } from "./world.ts";

const HOUR_MS = 3_600_000;

/** The Zendesk desk listens, with the first person's grant, and each of its groups has a channel. */
export async function seedHearing(database: D1Database, sealer: Sealer, now: number): Promise<void> {
	await database
		.prepare("UPDATE desks SET listening_at = ?1, credential_id = ?2 WHERE id = ?3")
		.bind(now - HOUR_MS, `credential-${ZENDESK.id}-0`, ZENDESK.id)
		.run();
	await database.prepare("UPDATE workspaces SET mode = 'each' WHERE desk_id = ?1").bind(ZENDESK.id).run();
	await insertRows(database, deskWebhooks, [
		{
			deskId: ZENDESK.id,
			state: "active",
			webhookId: "01BENCHWEBHOOK",
			secretSealed: await sealer.seal(WEBHOOK_SECRET, webhookSecretPlace(ZENDESK.id)),
			checkedAt: now,
			nextCheckAt: now + 24 * HOUR_MS,
		},
	]);
	await insertRows(
		database,
		mappings,
		EVENT_GROUPS.map(({ groupId, channelId }) => ({
			deskId: ZENDESK.id,
			teamId: TEAM_ID,
			departmentId: groupId,
			channelId,
			channelName: `group-${groupId}`,
			channelKind: "public" as const,
			state: "ready" as const,
			updatedAt: now,
		})),
	);
}
