import type { D1Database } from "@cloudflare/workers-types";
import { accessTokenPlace } from "../src/db/credentials.ts";
import { agentLinks, credentials, slackUsers } from "../src/db/schema.ts";
import type { Sealer } from "../src/lib/crypto.ts";
import { insertRows } from "./insert-rows.ts";
import {
	EXPIRED,
	expiredCredentialId,
	expiredPersonId,
	PERSONS,
	personId,
	SIGNED_IN,
	TEAM_ID,
	ZENDESK,
	ZOHO,
} from "./world.ts";

const HOUR_MS = 3_600_000;

/** All whose language is known, and the tokens of those who are signed in. */
export async function seedPersons(database: D1Database, sealer: Sealer, now: number): Promise<void> {
	const all = Array.from({ length: PERSONS }, (_, index) => index);
	await insertRows(
		database,
		slackUsers,
		all.map((index) => ({
			teamId: TEAM_ID,
			userId: personId(index),
			locale: index % 2 === 0 ? ("en" as const) : ("ja" as const),
			checkedAt: now,
		})),
	);
	const grants = all.slice(0, SIGNED_IN).flatMap((index) =>
		[ZENDESK.id, ZOHO.id].map((deskId) => ({
			deskId,
			userId: personId(index),
			credentialId: `credential-${deskId}-${index}`,
		})),
	);
	const rows = grants.map(async ({ deskId, credentialId }, index) => ({
		id: credentialId,
		deskId,
		agentId: String(100_000 + index),
		state: "active" as const,
		accessTokenSealed: await sealer.seal(`bench-access-${index}`, accessTokenPlace(credentialId, deskId)),
		generation: 1,
		accessExpiresAt: now + 24 * HOUR_MS,
		renewAt: null,
		scopes: "read",
		createdAt: now,
		updatedAt: now,
	}));
	await insertRows(database, credentials, await Promise.all(rows));
	await insertRows(database, agentLinks, grants.map(toLink(now)));
}

/** Rows only: the pair comes from the `Credential` object, which is given it once the Worker runs. */
export async function seedExpiredPersons(database: D1Database, now: number): Promise<void> {
	const all = Array.from({ length: EXPIRED }, (_, index) => index);
	await insertRows(
		database,
		slackUsers,
		all.map((index) => ({
			teamId: TEAM_ID,
			userId: expiredPersonId(index),
			locale: "en" as const,
			checkedAt: now,
		})),
	);
	await insertRows(
		database,
		credentials,
		all.map((index) => ({
			id: expiredCredentialId(index),
			deskId: ZENDESK.id,
			agentId: String(900_000 + index),
			state: "pending" as const,
			generation: 0,
			scopes: "",
			createdAt: now,
			updatedAt: now,
		})),
	);
	const grants = all.map((index) => ({
		deskId: ZENDESK.id,
		userId: expiredPersonId(index),
		credentialId: expiredCredentialId(index),
	}));
	await insertRows(database, agentLinks, grants.map(toLink(now)));
}

function toLink(now: number) {
	return (grant: { deskId: string; userId: string; credentialId: string }, index: number) => ({
		id: `link-${grant.credentialId}`,
		deskId: grant.deskId,
		teamId: TEAM_ID,
		slackUserId: grant.userId,
		agentId: String(100_000 + index),
		agentName: "Tom Lindqvist",
		role: "agent" as const,
		credentialId: grant.credentialId,
		linkedAt: now,
	});
}
