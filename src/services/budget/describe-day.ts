import { and, eq, isNotNull, lte, ne, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks, workspaces } from "../../db/schema.ts";
import { orgs } from "../../db/schema-sync.ts";
import { type Day, readDay } from "./day.ts";

/** What of one desk's background work waits for the next day. */
export interface Waiting {
	poll: boolean;
	orgs: number;
	digests: number;
}

const NOTHING: Waiting = { poll: false, orgs: 0, digests: 0 };

/** The installation's day, for a desk's page. */
export async function describeDay(ctx: Context, deskId: string): Promise<Day & { waiting: Waiting }> {
	const day = await readDay(ctx);
	return { ...day, waiting: day.spent ? await findWaiting(ctx, deskId) : NOTHING };
}

async function findWaiting(ctx: Context, deskId: string): Promise<Waiting> {
	const now = ctx.now();
	const count = sql<number>`count(*)`;
	const [polls, syncs, digests] = await ctx.db.batch([
		ctx.db
			.select({ id: desks.id })
			.from(desks)
			.where(and(eq(desks.id, deskId), isNotNull(desks.listeningAt), lte(desks.nextPollAt, now))),
		ctx.db
			.select({ count })
			.from(orgs)
			.where(and(eq(orgs.deskId, deskId), eq(orgs.state, "connected"), lte(orgs.nextSyncAt, now))),
		ctx.db
			.select({ count })
			.from(workspaces)
			.where(
				and(
					eq(workspaces.deskId, deskId),
					ne(workspaces.state, "deleting"),
					lte(workspaces.digestNextAt, now),
				),
			),
	]);
	return { poll: polls.length > 0, orgs: syncs[0]?.count ?? 0, digests: digests[0]?.count ?? 0 };
}
