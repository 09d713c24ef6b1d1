import { and, eq, ne, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks, workspaces } from "../../db/schema.ts";
import { type Actor, recordChangeIf } from "../audit/record.ts";
import { stopListening } from "../hearing/listen.ts";
import { handOverDefault, markDeleted, tryToFinish } from "../workspaces/delete-workspace.ts";

/** What is cleared away while the administrator waits; the rest is Cron's. */
const FINISHED_AT_ONCE = 1;

/**
 * The desk's whole Slack integration goes: workspaces, channels, switches, agent links, deliveries. The connection
 * to the desk stays. Answers false when there is no such desk; where nothing is left nothing is recorded.
 */
export async function removeSlack(ctx: Context, input: { actor: Actor; deskId: string }): Promise<boolean> {
	const { actor, deskId } = input;
	const its = and(eq(desks.id, deskId), ne(desks.state, "deleting"));
	const [desk] = await ctx.db.select({ id: desks.id }).from(desks).where(its);
	if (!desk) return false;
	const ids = await workspacesOf(ctx, deskId);
	await ctx.db.batch([
		recordChangeIf(
			ctx,
			{ deskId, actor, action: "desk.slack_removed", subject: `desk:${deskId}` },
			sql`exists (select 1 from workspaces w where w.desk_id = ${deskId} and w.state <> 'deleting')`,
		),
		...ids.flatMap((workspaceId) => markDeleted(ctx, { actor, deskId, workspaceId })),
		handOverDefault(ctx),
		ctx.db.update(desks).set({ pausedAt: null, updatedAt: ctx.now() }).where(its),
	]);
	await stopListening(ctx, deskId);
	for (const id of ids.slice(0, FINISHED_AT_ONCE)) await tryToFinish(ctx, id);
	return true;
}

/** Ids of a desk's workspaces, also of those that are being removed. */
export async function workspacesOf(ctx: Context, deskId: string): Promise<string[]> {
	const rows = await ctx.db
		.select({ id: workspaces.id })
		.from(workspaces)
		.where(eq(workspaces.deskId, deskId));
	return rows.map(({ id }) => id);
}
