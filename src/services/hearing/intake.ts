import { and, eq, lt, lte, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { webhookIntake } from "../../db/schema-hearing.ts";
import type { WebhookHint } from "../../desk/desk-feed.ts";
import { sha256Hex } from "../../lib/crypto.ts";

/** What a queue takes at once. */
const MAX_MESSAGES = 100;
/** One attempt; doubled with each that failed, up to ten minutes. */
const LEASE_MS = 30_000;
const MAX_DOUBLINGS = 4;
/** After a day the desk's poll has long said the same. */
const GIVE_UP_MS = 24 * 3_600_000;
/** Longer than any desk sends an event again. */
const KEEP_MS = 3 * 24 * 3_600_000;

/** Written out once, not built for each webhook. */
const STORE = `
	insert into webhook_intake (id, desk_id, ticket_id, state, attempts, next_at, received_at)
	select j.value ->> 'id', ?2, j.value ->> 'ticketId', 'waiting', 0, ?3, ?3
	from json_each(?1) j
	where exists (select 1 from desks d where d.id = ?2 and d.listening_at is not null and d.state <> 'deleting')
	on conflict (id) do nothing
	returning id`;

/**
 * One statement writes down all hints of a body, one message makes them fast. A hint that came before is there
 * already: nothing happens again. Answers how many are new.
 */
export async function storeHints(
	ctx: Context,
	deskId: string,
	hints: readonly WebhookHint[],
): Promise<number> {
	if (hints.length === 0) return 0;
	const now = ctx.now();
	const rows = await Promise.all(
		hints.map(async ({ ticketId, key }) => ({ id: await sha256Hex(`${deskId}\n${key}`), ticketId })),
	);
	const stored = await ctx.db.$client.prepare(STORE).bind(JSON.stringify(rows), deskId, now).raw<[string]>();
	try {
		await ctx.enqueue(stored.slice(0, MAX_MESSAGES).map(([id]) => ({ kind: "look", id })));
	} catch (error) {
		// The sweep of the next minute finds the rows.
		ctx.log.warn("queue.send_failed", { error: (error as Error).name });
	}
	return stored.length;
}

interface ClaimedHint {
	id: string;
	deskId: string;
	ticketId: string;
	/** Nobody listens to the desk any more. */
	isMoot: number;
}

/** Hands hints to their desks' objects: one claim for all, one call and one write per desk. */
export async function handOverHints(ctx: Context, ids: readonly string[]): Promise<void> {
	const claimed = await claimHints(ctx, ids);
	const byDesk = Map.groupBy(claimed, ({ deskId }) => deskId);
	await Promise.all([...byDesk].map(([deskId, hints]) => handOver(ctx, deskId, hints)));
}

async function handOver(ctx: Context, deskId: string, hints: ClaimedHint[]): Promise<void> {
	try {
		const isMoot = hints.every((hint) => hint.isMoot === 1);
		if (!isMoot) await ctx.desk(deskId).look([...new Set(hints.map(({ ticketId }) => ticketId))]);
		const done = JSON.stringify(hints.map(({ id }) => id));
		await ctx.db
			.update(webhookIntake)
			.set({ state: "done" })
			.where(sql`${webhookIntake.id} in (select value from json_each(${done}))`);
	} catch (error) {
		ctx.log.error("intake.failed", { desk: deskId, count: hints.length, error: (error as Error).name });
	}
}

function claimHints(ctx: Context, ids: readonly string[]): Promise<ClaimedHint[]> {
	const now = ctx.now();
	// The plus keeps SQLite from going through all that is due, by that index, for the few that are named.
	return ctx.db.all<ClaimedHint>(sql`
		update webhook_intake
		set attempts = attempts + 1, next_at = ${now} + (${LEASE_MS} << min(attempts, ${MAX_DOUBLINGS}))
		where id in (select value from json_each(${JSON.stringify(ids)}))
			and +state = 'waiting' and next_at <= ${now}
		returning id, desk_id as deskId, ticket_id as ticketId, not exists (select 1 from desks d
			where d.id = desk_id and d.listening_at is not null and d.state <> 'deleting') as isMoot`);
}

/** Rows whose message was lost, or whose attempt failed. */
export function findDueHints(ctx: Context, limit: number) {
	return ctx.db
		.select({ id: webhookIntake.id })
		.from(webhookIntake)
		.where(and(eq(webhookIntake.state, "waiting"), lte(webhookIntake.nextAt, ctx.now())))
		.limit(limit);
}

/** What its desk's object didn't take within a day. */
export function buryHints(ctx: Context) {
	return ctx.db
		.update(webhookIntake)
		.set({ state: "dead" })
		.where(and(eq(webhookIntake.state, "waiting"), lt(webhookIntake.receivedAt, ctx.now() - GIVE_UP_MS)));
}

export function dropOldHints(ctx: Context) {
	return ctx.db.delete(webhookIntake).where(lt(webhookIntake.receivedAt, ctx.now() - KEEP_MS));
}
