import { eq, inArray, lte } from "drizzle-orm";
import * as v from "valibot";
import type { Context } from "../../context.ts";
import { pendingGrants } from "../../db/schema-sign-in.ts";
import { randomToken, sha256Hex } from "../../lib/crypto.ts";
import { isVendorError } from "../../lib/errors.ts";
import { parseJson } from "../../lib/http.ts";
import { findDesk } from "../desks/find-desk.ts";

/** How long a page may wait for its reader's confirmation. */
const CONFIRM_LIFETIME_MS = 10 * 60_000;
const REVOKE_TIMEOUT_MS = 5_000;

const grant = v.object({
	accessToken: v.string(),
	refreshToken: v.nullable(v.string()),
	accessExpiresAt: v.nullable(v.number()),
	refreshExpiresAt: v.nullable(v.number()),
	scopes: v.array(v.string()),
});
const identity = v.object({
	agentId: v.string(),
	name: v.string(),
	email: v.nullable(v.string()),
	isAdmin: v.boolean(),
	isAgent: v.boolean(),
	commentsOnly: v.boolean(),
	locale: v.nullable(v.string()),
});
const portal = v.object({
	id: v.string(),
	name: v.string(),
	url: v.string(),
	edition: v.nullable(v.string()),
});

const payloads = {
	desk_connect: v.object({
		deskId: v.string(),
		grant,
		identity,
		portal,
		/** Given with this sign-in; null when the desk's agreement to the current text is on record. */
		agreement: v.nullable(
			v.object({ textVersion: v.string(), locale: v.picklist(["en", "ja"]), agreedAt: v.number() }),
		),
	}),
	agent_link: v.object({
		deskId: v.string(),
		grant,
		identity,
		portal,
		teamId: v.string(),
		slackUserId: v.string(),
		/** Whether this browser has shown, or need not show, that it is that Slack user. */
		slackUserProven: v.boolean(),
	}),
} as const;

export type PendingKind = keyof typeof payloads;
export type PendingPayload<K extends PendingKind> = v.InferOutput<(typeof payloads)[K]>;
export type Pending = { [K in PendingKind]: { kind: K; payload: PendingPayload<K> } }[PendingKind];

/** Keeps a grant, sealed, until its reader has confirmed what it will be used for. The answer names it. */
export async function holdGrant<K extends PendingKind>(
	ctx: Context,
	kind: K,
	browser: string,
	payload: PendingPayload<K>,
): Promise<string> {
	const id = randomToken();
	const idHash = await sha256Hex(id);
	await ctx.db.insert(pendingGrants).values({
		idHash,
		kind,
		browserHash: await sha256Hex(browser),
		payloadSealed: await ctx.sealer.seal(JSON.stringify(payload), pendingPlace(idHash)),
		expiresAt: ctx.now() + CONFIRM_LIFETIME_MS,
	});
	return id;
}

/** What waits for confirmation in this browser; it goes on waiting. null when there is nothing (any more). */
export async function peekGrant(ctx: Context, id: string, browser: string | null): Promise<Pending | null> {
	const idHash = await sha256Hex(id);
	const [row] = await ctx.db.select().from(pendingGrants).where(eq(pendingGrants.idHash, idHash));
	return row && (await belongsTo(row, browser, ctx.now())) ? openPending(ctx, row) : null;
}

/** Takes the grant: exactly one caller gets it. */
export async function takeGrant(ctx: Context, id: string, browser: string | null): Promise<Pending | null> {
	const idHash = await sha256Hex(id);
	const [row] = await ctx.db.select().from(pendingGrants).where(eq(pendingGrants.idHash, idHash));
	if (!row || !(await belongsTo(row, browser, ctx.now()))) return null;
	const [taken] = await ctx.db.delete(pendingGrants).where(eq(pendingGrants.idHash, idHash)).returning();
	return taken ? openPending(ctx, taken) : null;
}

/** Marks that the browser has proven its Slack user; the grant goes on waiting for the confirmation. */
export async function proveSlackUser(ctx: Context, id: string): Promise<void> {
	const idHash = await sha256Hex(id);
	const [row] = await ctx.db.select().from(pendingGrants).where(eq(pendingGrants.idHash, idHash));
	const pending = row ? await openPending(ctx, row) : null;
	if (pending?.kind !== "agent_link") return;
	const payload = JSON.stringify({ ...pending.payload, slackUserProven: true });
	const payloadSealed = await ctx.sealer.seal(payload, pendingPlace(idHash));
	await ctx.db.update(pendingGrants).set({ payloadSealed }).where(eq(pendingGrants.idHash, idHash));
}

/** Gives a grant back to the vendor that nobody will use. Never throws: it dies by itself otherwise. */
export async function refuseGrant(
	ctx: Context,
	pending: { deskId: string; grant: v.InferOutput<typeof grant> },
) {
	try {
		const desk = await findDesk(ctx.db, pending.deskId);
		if (!desk) return;
		await ctx.provider(desk.provider).revoke(desk, pending.grant, ctx.call(REVOKE_TIMEOUT_MS));
	} catch (error) {
		ctx.log.warn("grant.revoke_failed", { kind: isVendorError(error) ? error.kind : "unknown" });
	}
}

/** There are few: they live ten minutes. */
const MAX_OPENED = 200;

/** Gives back the grants that wait for what is gone. */
export async function dropGrantsOf(
	ctx: Context,
	isGone: (place: { deskId: string; teamId: string | null }) => boolean,
): Promise<void> {
	const rows = await ctx.db.select().from(pendingGrants).limit(MAX_OPENED);
	for (const row of rows) {
		const { kind, payload } = await openPending(ctx, row);
		const teamId = kind === "agent_link" ? payload.teamId : null;
		if (!isGone({ deskId: payload.deskId, teamId })) continue;
		const { idHash } = row;
		const [taken] = await ctx.db.delete(pendingGrants).where(eq(pendingGrants.idHash, idHash)).returning();
		if (taken) await refuseGrant(ctx, payload);
	}
}

/** Grants whose page was never answered go back to their vendors. */
export async function dropExpiredGrants(ctx: Context, limit: number): Promise<void> {
	const late = ctx.db
		.select({ idHash: pendingGrants.idHash })
		.from(pendingGrants)
		.where(lte(pendingGrants.expiresAt, ctx.now()))
		.limit(limit);
	const rows = await ctx.db.delete(pendingGrants).where(inArray(pendingGrants.idHash, late)).returning();
	for (const row of rows) {
		const { payload } = await openPending(ctx, row);
		await refuseGrant(ctx, payload);
	}
}

type Row = typeof pendingGrants.$inferSelect;

async function belongsTo(row: Row, browser: string | null, now: number): Promise<boolean> {
	return browser !== null && row.browserHash === (await sha256Hex(browser)) && row.expiresAt > now;
}

async function openPending(ctx: Context, row: Row): Promise<Pending> {
	const payload = parseJson(await ctx.sealer.open(row.payloadSealed, pendingPlace(row.idHash)));
	return { kind: row.kind, payload: v.parse(payloads[row.kind], payload) } as Pending;
}

function pendingPlace(idHash: string) {
	return { table: "pending_grants", column: "payload_sealed", row: idHash, desk: "" };
}
