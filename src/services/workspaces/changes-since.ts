import { inArray, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { auditLog } from "../../db/schema.ts";
import type { WorkspaceView } from "./find-workspace.ts";

export type SettingsChange = typeof auditLog.$inferSelect;

/** Each of these raises a workspace's `settingsVersion` by one, in the batch that writes its row. */
const COUNTED = [
	"workspace.mapping_changed",
	"workspace.switches_changed",
	"workspace.filters_changed",
	"workspace.times_changed",
	"workspace.look_changed",
	"workspace.reauthorized",
];
/** More than these nobody compares with what they entered. */
const MAX_CHANGES = 20;
/** Of the desk's log, newest first: what is further back is not looked for. */
const MAX_LOOKED_AT = 500;

/** What was saved since somebody saw this version of a workspace's settings, newest first. */
export async function listChangesSince(
	ctx: Context,
	{ workspace }: WorkspaceView,
	version: number,
): Promise<SettingsChange[]> {
	const count = Math.min(workspace.settingsVersion - version, MAX_CHANGES);
	if (count <= 0) return [];
	const recent = sql`(select rowid from ${auditLog} where ${auditLog.deskId} = ${workspace.deskId}
		order by ${auditLog.happenedAt} desc, rowid desc limit ${MAX_LOOKED_AT})`;
	return ctx.db
		.select()
		.from(auditLog)
		.where(
			sql`rowid in ${recent} and ${auditLog.subject} = ${`workspace:${workspace.id}`}
				and ${inArray(auditLog.action, COUNTED)}`,
		)
		.orderBy(sql`${auditLog.happenedAt} desc, rowid desc`)
		.limit(count);
}
