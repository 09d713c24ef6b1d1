import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { deliveries } from "../../db/schema-hearing.ts";
import { type Actor, recordChange } from "../audit/record.ts";
import { findWorkspace } from "./find-workspace.ts";

export type Delivery = typeof deliveries.$inferSelect;

/** What became of the last events, newest first. */
export function listDeliveries(
	ctx: Context,
	place: { deskId: string; workspaceId: string },
	limit: number,
): Promise<Delivery[]> {
	return (
		ctx.db
			.select()
			.from(deliveries)
			// The `+` keeps SQLite from reading all of a workspace's rows to sort them: the desk's are in order.
			.where(and(eq(deliveries.deskId, place.deskId), sql`+${deliveries.workspaceId} = ${place.workspaceId}`))
			.orderBy(desc(deliveries.finishedAt))
			.limit(limit)
	);
}

/** How many still wait for their turn, a channel or a time; null when nobody can tell right now. */
export async function countWaiting(
	ctx: Context,
	place: { objectId: string; workspaceId: string },
): Promise<number | null> {
	try {
		return await ctx.slackTeam(place.objectId).waiting(place.workspaceId);
	} catch (error) {
		ctx.log.warn("slack_team.not_asked", { error: (error as Error).name });
		return null;
	}
}

export type SendAgain =
	| { ok: true }
	/** `gone`: its content is kept no longer. */
	| { ok: false; reason: "not_found" | "disabled" | "gone" };

/** A dead letter, or one of which nobody knows whether it arrived, by an administrator's wish. */
export async function sendDeliveryAgain(
	ctx: Context,
	input: { actor: Actor; deskId: string; workspaceId: string; deliveryId: string },
): Promise<SendAgain> {
	const { actor, deskId, workspaceId, deliveryId } = input;
	const view = await findWorkspace(ctx, deskId, workspaceId);
	const [delivery] = await ctx.db
		.select()
		.from(deliveries)
		.where(
			and(
				eq(deliveries.id, deliveryId),
				eq(deliveries.workspaceId, workspaceId),
				eq(deliveries.deskId, deskId),
				inArray(deliveries.state, ["dead", "unknown"]),
			),
		);
	if (!view || !delivery) return { ok: false, reason: "not_found" };
	if (view.workspace.state === "disabled") return { ok: false, reason: "disabled" };
	if (!(await ctx.slackTeam(view.team.objectId).sendAgain(deliveryId))) return { ok: false, reason: "gone" };
	await recordChange(ctx, {
		deskId,
		actor,
		action: "delivery.sent_again",
		subject: `workspace:${workspaceId}`,
		details: { delivery: deliveryId, state: delivery.state },
	});
	return { ok: true };
}
