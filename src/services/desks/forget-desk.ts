import { and, eq, isNull } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks } from "../../db/schema.ts";
import { type Actor, recordChange } from "../audit/record.ts";

/** Takes back the registration of a desk that nobody has connected: there is nothing behind it yet. */
export async function forgetDesk(ctx: Context, input: { actor: Actor; deskId: string }): Promise<boolean> {
	const { actor, deskId } = input;
	const [gone] = await ctx.db
		.delete(desks)
		.where(and(eq(desks.id, deskId), eq(desks.state, "registered"), isNull(desks.portalId)))
		.returning({ provider: desks.provider, address: desks.address });
	if (!gone) return false;
	await recordChange(ctx, {
		deskId: null,
		actor,
		action: "desk.registration_removed",
		subject: `desk:${deskId}`,
		details: gone,
	});
	return true;
}
