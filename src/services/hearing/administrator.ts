import { and, eq, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks } from "../../db/schema.ts";
import { isVendorError, type VendorError } from "../../lib/errors.ts";
import { recordChange } from "../audit/record.ts";
import type { Desk } from "../desks/find-desk.ts";
import { endSessionsOfGrant } from "../sessions/end-sessions.ts";
import { noteFeedFailure } from "./feed-failure.ts";
import { openFeed } from "./open-feed.ts";
import { tellAdministrators } from "./tell-administrators.ts";

const INTERVAL_MS = 3_600_000;
/** A desk that doesn't answer is asked again sooner. */
const RETRY_MS = 10 * 60_000;

/** Somebody is signed in to the pages of a desk that waits for a sign-in itself. */
const hasSession = (now: number) =>
	sql`exists (select 1 from sessions s where s.desk_id = ${desks.id} and s.expires_at > ${now})`;

/**
 * Desks whose administrators' roles were last read an hour ago, each handed out once: of connected ones the one
 * it stands on, and of all desks those who are signed in.
 */
export function claimDueAdministrators(ctx: Context, limit: number) {
	const now = ctx.now();
	const isDue = or(isNull(desks.adminCheckedAt), lte(desks.adminCheckedAt, now - INTERVAL_MS));
	const due = ctx.db
		.select({ id: desks.id })
		.from(desks)
		.where(
			and(
				or(
					and(eq(desks.state, "connected"), isNotNull(desks.credentialId)),
					and(eq(desks.state, "needs_sign_in"), hasSession(now)),
				),
				isDue,
			),
		)
		.limit(limit);
	return ctx.db
		.update(desks)
		.set({ adminCheckedAt: now })
		.where(inArray(desks.id, due))
		.returning({ id: desks.id });
}

/**
 * Whether the one who connected the desk still is its administrator. If not, everything that stands on their grant
 * stops until an administrator signs in; agents' own commands go on.
 */
export async function checkAdministrator(ctx: Context, deskId: string): Promise<void> {
	const opened = await openFeed(ctx, deskId);
	if (!opened) return;
	const { desk, helpDesk } = opened;
	try {
		const { isAdmin } = await helpDesk.identify();
		if (isAdmin) return;
		// Before it is written down: once it is, nobody asks again.
		await tellAdministrators(ctx, desk, "administrator_lost");
		await stopUntilSignIn(ctx, desk);
	} catch (error) {
		if (!isVendorError(error)) throw error;
		ctx.log.warn("desk.administrator_unknown", { desk: deskId, kind: error.kind, code: error.code });
		if (error.kind === "auth") return noteFeedFailure(ctx, desk, error);
		if (error.kind === "forbidden") {
			await endSessionsOfGrant(ctx, desk.credentialId, "admin.sign_in_refused");
		}
		await ctx.db
			.update(desks)
			.set({ adminCheckedAt: ctx.now() - INTERVAL_MS + RETRY_MS })
			.where(eq(desks.id, deskId));
	}
}

/**
 * A page's own call was refused, while its reader waits: what that means for those who are signed in is found out
 * at once, not with the next Cron.
 */
export async function doubtAdministrator(ctx: Context, desk: Desk, error: VendorError): Promise<void> {
	if (error.kind === "auth") await noteFeedFailure(ctx, desk, error);
	if (error.kind === "forbidden" || error.kind === "missing_scope") await checkAdministrator(ctx, desk.id);
}

async function stopUntilSignIn(ctx: Context, desk: Desk): Promise<void> {
	const stopped = await ctx.db
		.update(desks)
		.set({ state: "needs_sign_in", updatedAt: ctx.now() })
		.where(
			and(
				eq(desks.id, desk.id),
				eq(desks.state, "connected"),
				sql`${desks.credentialId} = ${desk.credentialId}`,
			),
		)
		.returning({ id: desks.id });
	await endSessionsOfGrant(ctx, desk.credentialId, "admin.role_lost");
	if (stopped.length === 0) return;
	ctx.log.warn("desk.administrator_lost", { desk: desk.id });
	await recordChange(ctx, {
		deskId: desk.id,
		actor: { kind: "system", id: null, name: null },
		action: "desk.administrator_lost",
		subject: `desk:${desk.id}`,
		details: { agent: desk.connectedByAgentId },
	});
}
