import { and, eq, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Context } from "../../context.ts";
import { workspaces } from "../../db/schema.ts";
import { type Actor, type Change, recordChangeIf } from "../audit/record.ts";

type WorkspaceRow = typeof workspaces.$inferSelect;

export interface WorkspaceEdit {
	actor: Actor;
	deskId: string;
	workspaceId: string;
	/** `settingsVersion` of what the editor saw. */
	version: number;
}

/** `changed`: somebody else saved something in between. */
export type EditRefusal = { ok: false; reason: "not_found" | "disabled" | "changed" };
export type EditResult = { ok: true } | EditRefusal;

export interface EditPlan {
	action: string;
	details: NonNullable<Change["details"]>;
	set: Partial<WorkspaceRow>;
	/** Writes beside the workspace's own row, each on the given condition. */
	also?: (condition: SQL) => BatchItem<"sqlite">[];
}

/** The workspace as it is now, and why it may not be edited; `row` is null only for `not_found`. */
export async function findEditable(
	ctx: Context,
	edit: WorkspaceEdit,
): Promise<{ row: WorkspaceRow; refusal: "disabled" | "changed" | null } | null> {
	const [row] = await ctx.db
		.select()
		.from(workspaces)
		.where(and(eq(workspaces.id, edit.workspaceId), eq(workspaces.deskId, edit.deskId)));
	if (!row || row.state === "deleting") return null;
	if (row.state === "disabled") return { row, refusal: "disabled" };
	return { row, refusal: row.settingsVersion === edit.version ? null : "changed" };
}

/**
 * Changes a workspace's settings: all of it, with its audit row, or nothing. The condition is checked again where
 * it is written, so two editors at the same moment can't both be right.
 */
export async function writeEdit(ctx: Context, edit: WorkspaceEdit, plan: EditPlan): Promise<EditResult> {
	const { deskId, workspaceId, version } = edit;
	const condition = sql`exists (select 1 from workspaces w where w.id = ${workspaceId}
		and w.desk_id = ${deskId} and w.state = 'active' and w.settings_version = ${version})`;
	const subject = `workspace:${workspaceId}`;
	const { action, details } = plan;
	const results = await ctx.db.batch([
		recordChangeIf(ctx, { deskId, actor: edit.actor, action, subject, details }, condition),
		...(plan.also?.(condition) ?? []),
		// Last: it ends what the condition stands on.
		ctx.db
			.update(workspaces)
			.set({ ...plan.set, settingsVersion: version + 1, updatedAt: ctx.now() })
			.where(and(eq(workspaces.id, workspaceId), condition))
			.returning({ id: workspaces.id }),
	]);
	const written = results.at(-1) as { id: string }[];
	if (written.length > 0) return { ok: true };
	const now = await findEditable(ctx, edit);
	return { ok: false, reason: now ? (now.refusal ?? "changed") : "not_found" };
}

/** Columns of the workspace's own row. What is so already is neither written nor recorded. */
export async function editWorkspace(
	ctx: Context,
	edit: WorkspaceEdit,
	action: string,
	toSet: (row: WorkspaceRow) => Partial<WorkspaceRow>,
): Promise<EditResult> {
	const found = await findEditable(ctx, edit);
	if (!found) return { ok: false, reason: "not_found" };
	const { row, refusal } = found;
	if (refusal === "disabled") return { ok: false, reason: refusal };
	const set = toSet(row);
	const changed = (Object.keys(set) as (keyof WorkspaceRow)[]).filter((key) => set[key] !== row[key]);
	if (changed.length === 0) return { ok: true };
	if (refusal) return { ok: false, reason: refusal };
	const details: EditPlan["details"] = {};
	for (const key of changed) {
		details[`${key}.from`] = row[key];
		details[`${key}.to`] = set[key] ?? null;
	}
	return writeEdit(ctx, edit, { action, details, set });
}
