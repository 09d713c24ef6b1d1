import { sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import type { deskWebhooks, webhookIntake } from "../../db/schema-hearing.ts";
import { type Cursor, type Page, scan } from "./scan.ts";

export type Hint = Pick<
	typeof webhookIntake.$inferSelect,
	"id" | "ticketId" | "state" | "attempts" | "nextAt" | "receivedAt"
>;

/** Beyond it "at least so many" says as much. */
export const MAX_COUNTED = 500;
/** What waits or was given up is listed up to here. */
const MAX_RARE = 1000;
const DAY_MS = 24 * 3_600_000;

/** What a desk told by webhook, newest first. The indexes are of all desks: this one's are looked for in them. */
export function findHints(
	ctx: Context,
	deskId: string,
	state: Hint["state"] | null,
	page: { after: Cursor | null; limit: number },
): Promise<Page<Hint>> {
	const its = sql`desk_id = ${deskId}`;
	// What is done is nearly everything; the others are few, and found however old they are.
	const isRare = state === "waiting" || state === "dead";
	return scan<Hint>(
		ctx,
		{
			table: sql`webhook_intake`,
			at: sql`received_at`,
			parts: [
				isRare
					? sql`${its} and rowid in (select rowid from webhook_intake where state = ${state}
						order by next_at desc limit ${MAX_RARE})`
					: sql`true`,
			],
			fits: isRare ? null : state === null ? its : sql`${its} and state = ${state}`,
			columns: sql`id, ticket_id as ticketId, state, attempts, next_at as nextAt, received_at as receivedAt`,
		},
		{ from: null, to: null, ...page },
	);
}

export interface IntakeCounts {
	/** Of the last 24 hours. */
	accepted: number;
	waiting: number;
	dead: number;
}

export type Subscription = Pick<
	typeof deskWebhooks.$inferSelect,
	"state" | "reason" | "checkedAt" | "nextCheckAt"
>;

/** What there is of each, up to `MAX_COUNTED`, and how the desk is subscribed to; null while nobody listens. */
export async function findIntake(
	ctx: Context,
	deskId: string,
): Promise<{ counts: IntakeCounts; subscription: Subscription | null }> {
	const since = ctx.now() - DAY_MS;
	const ofState = (state: string) => sql`(select count(*) from (select desk_id from webhook_intake
		where state = ${state} limit ${MAX_COUNTED}) where desk_id = ${deskId})`;
	const [row] = await ctx.db.all<IntakeCounts & Nullable<Subscription>>(sql`select
		(select count(*) from (select desk_id from webhook_intake where received_at > ${since}
			order by received_at desc limit ${MAX_COUNTED}) where desk_id = ${deskId}) as accepted,
		${ofState("waiting")} as waiting, ${ofState("dead")} as dead,
		state, reason, checked_at as checkedAt, next_check_at as nextCheckAt
		from (select ${deskId} as id) left join desk_webhooks on desk_id = id`);
	if (!row) return { counts: { accepted: 0, waiting: 0, dead: 0 }, subscription: null };
	const { accepted, waiting, dead, state, reason, checkedAt, nextCheckAt } = row;
	const subscription =
		state === null || nextCheckAt === null ? null : { state, reason, checkedAt, nextCheckAt };
	return { counts: { accepted, waiting, dead }, subscription };
}

type Nullable<T> = { [Key in keyof T]: T[Key] | null };
