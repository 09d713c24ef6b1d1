import { eq, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks, workspaces } from "../../db/schema.ts";
import { finishErasure } from "../desks/finish-erasure.ts";
import { finishDeletion } from "./finish-deletion.ts";

/** Desks and workspaces that were removed and of which something is left, by id. Each is an invocation's work. */
export async function findRemovals(ctx: Context, limit: number): Promise<string[]> {
	const rows = await ctx.db
		.select({ id: desks.id })
		.from(desks)
		.where(eq(desks.state, "deleting"))
		.unionAll(
			ctx.db
				.select({ id: workspaces.id })
				.from(workspaces)
				// A desk that is erased sees to its own.
				.where(
					sql`${workspaces.state} = 'deleting' and not exists (
						select 1 from desks d where d.id = ${workspaces.deskId} and d.state = 'deleting')`,
				),
		)
		.limit(limit);
	return rows.map(({ id }) => id);
}

/** One step of clearing away a desk or workspace that was removed. */
export async function resumeRemoval(ctx: Context, id: string): Promise<void> {
	await finishDeletion(ctx, id);
	await finishErasure(ctx, id);
}
