import { sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { type Actor, recordChange } from "../audit/record.ts";

const MOST_AT_ONCE = 500;

/** Tickets of webhooks that were given up are looked at once more, as if they had just been told of. Answers how many. */
export async function lookAgain(ctx: Context, deskId: string, actor: Actor): Promise<number> {
	const now = ctx.now();
	const { meta } = await ctx.db.run(sql`update webhook_intake
		set state = 'waiting', attempts = 0, next_at = ${now}, received_at = ${now}
		where rowid in (select rowid from webhook_intake where state = 'dead' and desk_id = ${deskId} limit ${MOST_AT_ONCE})`);
	const count = meta.changes;
	if (count > 0) {
		await recordChange(ctx, {
			deskId,
			actor,
			action: "webhook.looked_again",
			subject: `desk:${deskId}`,
			details: { count },
		});
	}
	return count;
}
