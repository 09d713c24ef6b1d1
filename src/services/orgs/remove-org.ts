import { and, asc, eq, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { orgs } from "../../db/schema-sync.ts";
import { type Actor, recordChangeIf } from "../audit/record.ts";
import { finishOrgRemoval } from "./finish-org-removal.ts";

/** What an org that was removed leaves: who, when and an id that means nothing elsewhere. */
export const ORG_REMOVED = "org.removed";

/**
 * A disconnected org goes with its settings, links, runs and issues. From the first write on it is gone for everybody;
 * what can't be cleared away now is done by Cron. Answers false when the desk has no such org, or it isn't disconnected.
 */
export async function removeOrg(
	ctx: Context,
	{ actor, deskId, orgId }: { actor: Actor; deskId: string; orgId: string },
): Promise<boolean> {
	const its = and(eq(orgs.id, orgId), eq(orgs.deskId, deskId), eq(orgs.state, "disconnected"));
	const [, marked] = await ctx.db.batch([
		recordChangeIf(
			ctx,
			{ deskId, actor, action: ORG_REMOVED, subject: `org:${orgId}` },
			sql`exists (select 1 from ${orgs} where ${its})`,
		),
		ctx.db
			.update(orgs)
			.set({ state: "deleting", nextSyncAt: null, nextCheckAt: null, updatedAt: ctx.now() })
			.where(its)
			.returning({ id: orgs.id }),
	]);
	if (marked.length === 0) return false;
	try {
		await finishOrgRemoval(ctx, orgId);
	} catch (error) {
		ctx.log.warn("org.removal_interrupted", { org: orgId, error: (error as Error).name });
	}
	return true;
}

/** More aren't counted for a page. */
export const MOST_COUNTED = 10_000;

export interface OrgRemoval {
	id: string;
	name: string;
	/** Links that are still to be cleared away, `MOST_COUNTED` at most. */
	left: number;
}

/** A desk's orgs that are being removed, with what is left of them. */
export function listOrgRemovals(ctx: Context, deskId: string): Promise<OrgRemoval[]> {
	return ctx.db
		.select({
			id: orgs.id,
			name: orgs.name,
			left: sql<number>`(select count(*) from
				(select 1 from links l where l.org_id = ${orgs.id} limit ${MOST_COUNTED}))`,
		})
		.from(orgs)
		.where(and(eq(orgs.deskId, deskId), eq(orgs.state, "deleting")))
		.orderBy(asc(orgs.name));
}
