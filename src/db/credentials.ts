import { and, eq, inArray, lt, lte, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Context } from "../context.ts";
import type { DeskAddress, ProviderName, TokenGrant } from "../desk/help-desk.ts";
import type { Db } from "./client.ts";
import { credentials, desks } from "./schema.ts";
import { orgs } from "./schema-sync.ts";

/** A grant with the desk or the Salesforce org it signs in to: what a refresh needs. */
export interface CredentialRow {
	id: string;
	desk: DeskAddress & { id: string; provider: ProviderName };
	/** null: it signs in to the desk itself. */
	org: { id: string; host: string } | null;
	clientId: string;
	clientSecretSealed: string;
}

/** null when the grant is unknown. */
export async function findCredential(db: Db, id: string): Promise<CredentialRow | null> {
	const [row] = await db
		.select({ credential: credentials, desk: desks, org: orgs })
		.from(credentials)
		.innerJoin(desks, eq(desks.id, credentials.deskId))
		.leftJoin(orgs, eq(orgs.id, credentials.orgId))
		.where(eq(credentials.id, id));
	if (!row) return null;
	// An org that is gone took its client along: its grant can't be renewed as if it were the desk's.
	if (row.credential.orgId !== null && !row.org) return null;
	const { id: deskId, provider, address, portalId } = row.desk;
	const { clientId, clientSecretSealed } = row.org ?? row.desk;
	const org = row.org && { id: row.org.id, host: row.org.host };
	return { id, desk: { id: deskId, provider, address, portalId }, org, clientId, clientSecretSealed };
}

/** Where an access token in D1 is sealed to. */
export function accessTokenPlace(credentialId: string, deskId: string) {
	return { table: "credentials", column: "access_token_sealed", row: credentialId, desk: deskId };
}

/** A grant whose refresh token lives for a while is renewed at a third of that time. */
const RENEW_FRACTION = 1 / 3;

/** The copy that reads use. An older generation never overwrites a newer one. */
export async function publishAccessToken(
	ctx: Context,
	row: CredentialRow,
	grant: TokenGrant,
	generation: number,
): Promise<void> {
	const now = ctx.now();
	const accessTokenSealed = await ctx.sealer.seal(grant.accessToken, accessTokenPlace(row.id, row.desk.id));
	const renewAt = grant.refreshExpiresAt
		? Math.round(now + Math.max(0, grant.refreshExpiresAt - now) * RENEW_FRACTION)
		: null;
	await ctx.db
		.update(credentials)
		.set({
			state: "active",
			accessTokenSealed,
			generation,
			accessExpiresAt: grant.accessExpiresAt,
			renewAt,
			scopes: grant.scopes.join(" "),
			updatedAt: now,
		})
		.where(and(eq(credentials.id, row.id), lt(credentials.generation, generation)));
}

/** The same token of the same generation, sealed with the newest key. */
export async function resealAccessToken(
	ctx: Context,
	row: CredentialRow,
	accessToken: string,
	generation: number,
): Promise<void> {
	const accessTokenSealed = await ctx.sealer.seal(accessToken, accessTokenPlace(row.id, row.desk.id));
	await ctx.db
		.update(credentials)
		.set({ accessTokenSealed })
		.where(
			and(
				eq(credentials.id, row.id),
				eq(credentials.generation, generation),
				eq(credentials.state, "active"),
			),
		);
}

/**
 * Nothing but a new sign-in helps: reads see it at once, and a desk or org that stands on the grant says so; `code` is
 * the vendor's word for why. `record` goes ahead of it, while the desk is still what it was. Answers whether a desk stopped.
 */
export async function markNeedsSignIn(
	db: Db,
	{ id, code, now, record }: { id: string; code: string; now: number; record: BatchItem<"sqlite"> },
): Promise<boolean> {
	const [, , stopped] = await db.batch([
		record,
		db
			.update(credentials)
			.set({ state: "needs_sign_in", accessTokenSealed: null, renewAt: null, updatedAt: now })
			.where(eq(credentials.id, id)),
		db
			.update(desks)
			.set({ state: "needs_sign_in", updatedAt: now })
			.where(and(eq(desks.credentialId, id), eq(desks.state, "connected")))
			.returning({ id: desks.id }),
		db
			.update(orgs)
			.set({
				state: "needs_sign_in",
				trouble: code,
				troubleAt: now,
				nextCheckAt: now,
				updatedAt: now,
			})
			.where(and(eq(orgs.credentialId, id), inArray(orgs.state, ["connected", "needs_admin"]))),
	]);
	return stopped.length > 0;
}

/** How long a renewal that was handed out may take before it is handed out again. */
const RENEWAL_LEASE_MS = 10 * 60_000;

/** Idle grants that are due, each handed out once. */
export function claimDueRenewals(db: Db, now: number, limit: number) {
	const due = db
		.select({ id: credentials.id })
		.from(credentials)
		.where(
			and(
				lte(credentials.renewAt, now),
				eq(credentials.state, "active"),
				// Refused until something is changed: the look at the org finds out when.
				sql`not exists (select 1 from orgs o where o.credential_id = ${credentials.id} and o.state = 'needs_admin')`,
			),
		)
		.limit(limit);
	return db
		.update(credentials)
		.set({ renewAt: now + RENEWAL_LEASE_MS })
		.where(inArray(credentials.id, due))
		.returning({ id: credentials.id, generation: credentials.generation });
}

/** Grants that nothing refers to any more: a confirmation that was interrupted. */
export function findOrphans(
	db: Db,
	{ createdBefore, now, limit }: { createdBefore: number; now: number; limit: number },
) {
	return db
		.select({ id: credentials.id })
		.from(credentials)
		.where(
			and(
				lt(credentials.createdAt, createdBefore),
				// Most have a link, which an index finds.
				sql`not exists (select 1 from agent_links l where l.credential_id = ${credentials.id})`,
				sql`not exists (select 1 from desks d where d.credential_id = ${credentials.id})`,
				sql`not exists (select 1 from orgs o where o.credential_id = ${credentials.id})`,
				// By it the role of whoever is signed in to the pages is read.
				sql`not exists (select 1 from sessions s where s.desk_id = ${credentials.deskId}
					and s.agent_id = ${credentials.agentId} and s.expires_at > ${now})`,
			),
		)
		.limit(limit);
}
