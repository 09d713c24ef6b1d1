import { and, desc, eq, gt, ne, type SQL, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { sessions } from "../../db/schema-sign-in.ts";
import { type Actor, recordChangeIf } from "../audit/record.ts";

export interface DeskSession {
	id: string;
	agentId: string;
	agentName: string;
	createdAt: number;
	expiresAt: number;
}

/** Far more than administrators have open in half a day. */
const MOST = 100;

/** Who is signed in to the desk's pages now, newest first. */
export function listSessions(ctx: Context, deskId: string): Promise<DeskSession[]> {
	const { tokenHash: id, agentId, agentName, createdAt, expiresAt } = sessions;
	return ctx.db
		.select({ id, agentId, agentName, createdAt, expiresAt })
		.from(sessions)
		.where(and(eq(sessions.deskId, deskId), gt(sessions.expiresAt, ctx.now())))
		.orderBy(desc(sessions.createdAt), desc(sessions.tokenHash))
		.limit(MOST);
}

/** Signs one browser out. One that is out already is left alone, and nothing is recorded. */
export async function revokeSession(
	ctx: Context,
	input: { actor: Actor; deskId: string; sessionId: string },
): Promise<void> {
	const { actor, deskId, sessionId } = input;
	const its = and(
		eq(sessions.deskId, deskId),
		eq(sessions.tokenHash, sessionId),
		gt(sessions.expiresAt, ctx.now()),
	);
	const [row] = await ctx.db.select().from(sessions).where(its);
	if (!row) return;
	await ctx.db.batch([
		recordChangeIf(
			ctx,
			{
				deskId,
				actor,
				action: "admin.session_ended",
				subject: `agent:${row.agentId}`,
				details: { agent: row.agentId, name: row.agentName, since: row.createdAt },
			},
			isThere(its),
		),
		ctx.db.delete(sessions).where(its),
	]);
}

/** Signs every browser out but the one that asks for it. */
export async function revokeOtherSessions(
	ctx: Context,
	input: { actor: Actor; deskId: string; sessionId: string },
): Promise<void> {
	const { actor, deskId, sessionId } = input;
	const others = and(
		eq(sessions.deskId, deskId),
		ne(sessions.tokenHash, sessionId),
		gt(sessions.expiresAt, ctx.now()),
	);
	const count = await ctx.db.$count(sessions, others);
	if (count === 0) return;
	await ctx.db.batch([
		recordChangeIf(
			ctx,
			{
				deskId,
				actor,
				action: "admin.other_sessions_ended",
				subject: `desk:${deskId}`,
				details: { sessions: count },
			},
			isThere(others),
		),
		ctx.db.delete(sessions).where(others),
	]);
}

export function isThere(condition: SQL | undefined): SQL {
	return sql`exists (select 1 from ${sessions} where ${condition})`;
}
