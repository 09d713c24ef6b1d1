import { and, eq, ne, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks } from "../../db/schema.ts";
import { sessions } from "../../db/schema-sign-in.ts";
import { orgs } from "../../db/schema-sync.ts";
import { type Actor, recordChangeIf } from "../audit/record.ts";
import { stopListening } from "../hearing/listen.ts";
import { handOverDefault, markDeleted } from "../workspaces/delete-workspace.ts";
import { finishErasure } from "./finish-erasure.ts";
import { workspacesOf } from "./remove-slack.ts";

/**
 * The desk goes with everything of it: workspaces, Salesforce orgs, everybody's sign-ins, given back at the vendor, agreements, the
 * log but for one row. Whoever is signed in to its pages is signed out. Answers false when there is no such desk.
 */
export async function eraseDesk(ctx: Context, input: { actor: Actor; deskId: string }): Promise<boolean> {
	const { actor, deskId } = input;
	const its = and(eq(desks.id, deskId), ne(desks.state, "deleting"));
	const [desk] = await ctx.db.select({ id: desks.id }).from(desks).where(its);
	if (!desk) return false;
	// While the desk still takes our token: what it holds of ours can't be cleared away later.
	await stopListening(ctx, deskId);
	const ids = await workspacesOf(ctx, deskId);
	await ctx.db.batch([
		recordChangeIf(
			ctx,
			{ deskId, actor, action: "desk.erased", subject: `desk:${deskId}` },
			sql`exists (select 1 from ${desks} where ${its})`,
		),
		ctx.db.update(desks).set({ state: "deleting", updatedAt: ctx.now() }).where(its),
		ctx.db.delete(sessions).where(eq(sessions.deskId, deskId)),
		// Syncs stop with their next step.
		ctx.db
			.update(orgs)
			.set({ state: "deleting", nextSyncAt: null, nextCheckAt: null, updatedAt: ctx.now() })
			.where(eq(orgs.deskId, deskId)),
		...ids.flatMap((workspaceId) => markDeleted(ctx, { actor, deskId, workspaceId })),
		handOverDefault(ctx),
	]);
	try {
		await finishErasure(ctx, deskId);
	} catch (error) {
		ctx.log.warn("desk.erasure_interrupted", { desk: deskId, error: (error as Error).name });
	}
	return true;
}
