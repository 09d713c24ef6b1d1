import { and, eq, isNotNull, isNull, ne, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks, workspaces } from "../../db/schema.ts";
import { type Actor, recordChangeIf } from "../audit/record.ts";
import { wakeTeam } from "../workspaces/wake-team.ts";

/**
 * Nothing is told in Slack by itself any more: no channel messages, direct messages or digests. Commands go on.
 * What waits ends as not sent. Answers false when there is no such desk; pausing again changes nothing.
 */
export async function pauseSlack(ctx: Context, input: { actor: Actor; deskId: string }): Promise<boolean> {
	if (!(await setPaused(ctx, { ...input, pausedAt: ctx.now() }))) return false;
	const teams = await ctx.db
		.selectDistinct({ teamId: workspaces.teamId })
		.from(workspaces)
		.where(eq(workspaces.deskId, input.deskId));
	for (const { teamId } of teams) await wakeTeam(ctx, teamId);
	return true;
}

/** What happens from now on is told again; what happened meanwhile never is. */
export function resumeSlack(ctx: Context, input: { actor: Actor; deskId: string }): Promise<boolean> {
	return setPaused(ctx, { ...input, pausedAt: null });
}

async function setPaused(
	ctx: Context,
	input: { actor: Actor; deskId: string; pausedAt: number | null },
): Promise<boolean> {
	const { actor, deskId, pausedAt } = input;
	const isOther = pausedAt === null ? isNotNull(desks.pausedAt) : isNull(desks.pausedAt);
	const its = and(eq(desks.id, deskId), ne(desks.state, "deleting"), isOther);
	const action = pausedAt === null ? "desk.slack_resumed" : "desk.slack_paused";
	const [, , found] = await ctx.db.batch([
		recordChangeIf(
			ctx,
			{ deskId, actor, action, subject: `desk:${deskId}` },
			sql`exists (select 1 from ${desks} where ${its})`,
		),
		ctx.db.update(desks).set({ pausedAt, updatedAt: ctx.now() }).where(its),
		ctx.db
			.select({ id: desks.id })
			.from(desks)
			.where(and(eq(desks.id, deskId), ne(desks.state, "deleting"))),
	]);
	return found.length > 0;
}
