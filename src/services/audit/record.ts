import { type SQL, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { auditLog } from "../../db/schema.ts";

/** Who did something. */
export interface Actor {
	kind: "setup" | "admin" | "agent" | "slack" | "system";
	id: string | null;
	name: string | null;
}

export interface Change {
	deskId: string | null;
	actor: Actor;
	/** `noun.verb`, such as `desk.connected`. */
	action: string;
	/** What it was done to, as `kind:id`. */
	subject: string;
	/** From and to; never a secret. */
	details?: Record<string, string | number | boolean | null>;
}

/** The statement that records a change: it goes into the same batch as the change. */
export function recordChange(ctx: Context, change: Change) {
	return ctx.db.insert(auditLog).values(toRow(ctx, change));
}

/** As `recordChange`, where the change itself may turn out to be none: ahead of it in the batch, on its condition. */
export function recordChangeIf(
	ctx: Context,
	/** `deskId`: or where it is read. */
	change: Omit<Change, "deskId"> & { deskId: Change["deskId"] | SQL },
	condition: SQL,
) {
	const row = toRow(ctx, { ...change, deskId: null });
	// In the order of the table's columns.
	return ctx.db.insert(auditLog).select(sql`
		select ${row.id}, ${change.deskId}, ${row.actorKind}, ${row.actorId}, ${row.actorName}, ${row.action},
			${row.subject}, ${row.details}, ${row.happenedAt}
		where ${condition}`);
}

function toRow(ctx: Context, change: Change): typeof auditLog.$inferSelect {
	return {
		id: ctx.newId(),
		deskId: change.deskId,
		actorKind: change.actor.kind,
		actorId: change.actor.id,
		actorName: change.actor.name,
		action: change.action,
		subject: change.subject,
		details: change.details ? JSON.stringify(change.details) : null,
		happenedAt: ctx.now(),
	};
}
