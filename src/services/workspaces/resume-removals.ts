import { eq, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks, workspaces } from "../../db/schema.ts";
import { orgs } from "../../db/schema-sync.ts";
import { finishErasure } from "../desks/finish-erasure.ts";
import { finishOrgRemoval } from "../orgs/finish-org-removal.ts";
import { finishDeletion } from "./finish-deletion.ts";

/** Desks, workspaces and Salesforce orgs that were removed and of which something is left, by id. Each is an invocation's work. */
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
		.unionAll(
			ctx.db
				.select({ id: orgs.id })
				.from(orgs)
				.where(
					sql`${orgs.state} = 'deleting' and not exists (
						select 1 from desks d where d.id = ${orgs.deskId} and d.state = 'deleting')`,
				),
		)
		.limit(limit);
	return rows.map(({ id }) => id);
}

/** One step of clearing away a desk, workspace or org that was removed. */
export async function resumeRemoval(ctx: Context, id: string): Promise<void> {
	await finishDeletion(ctx, id);
	await finishErasure(ctx, id);
	await finishOrgRemoval(ctx, id);
}
