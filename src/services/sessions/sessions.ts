import { and, eq, gt, lt } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { sessions } from "../../db/schema-sign-in.ts";
import { randomToken, sha256Hex } from "../../lib/crypto.ts";

/** A working day: longer than a sitting, shorter than a forgotten browser. */
export const SESSION_LIFETIME_MS = 12 * 60 * 60_000;

/** Who is signed in, and to which desk. */
export interface SessionPerson {
	deskId: string;
	agentId: string;
	agentName: string;
}

/** An administrator signed in to the pages, for one desk. */
export interface Session extends SessionPerson {
	/** Names it; opens nothing. */
	id: string;
}

/** A session's cookie value, and the statement that makes it valid: it goes into the batch that grants it. */
export async function prepareSession(ctx: Context, { deskId, agentId, agentName }: SessionPerson) {
	const token = randomToken();
	const createdAt = ctx.now();
	const tokenHash = await sha256Hex(token);
	const expiresAt = createdAt + SESSION_LIFETIME_MS;
	const row = { tokenHash, deskId, agentId, agentName, createdAt, expiresAt };
	return { token, statement: ctx.db.insert(sessions).values(row) };
}

/** null when the cookie is unknown, late or was signed out. */
export async function findSession(ctx: Context, token: string): Promise<Session | null> {
	const [row] = await ctx.db
		.select({
			id: sessions.tokenHash,
			deskId: sessions.deskId,
			agentId: sessions.agentId,
			agentName: sessions.agentName,
		})
		.from(sessions)
		.where(and(eq(sessions.tokenHash, await sha256Hex(token)), gt(sessions.expiresAt, ctx.now())));
	return row ?? null;
}

export async function endSession(ctx: Context, token: string): Promise<void> {
	await ctx.db.delete(sessions).where(eq(sessions.tokenHash, await sha256Hex(token)));
}

export function dropExpiredSessions(ctx: Context) {
	return ctx.db.delete(sessions).where(lt(sessions.expiresAt, ctx.now()));
}
