import { inArray, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { auditLog } from "../../db/schema.ts";
import type { Org } from "./find-org.ts";

/** Each of these raises an org's `settingsVersion` by one. */
const COUNTED = [
	"org.renamed",
	"org.features",
	"org.object_changed",
	"org.memberships_changed",
	"org.shown_changed",
];
const MAX_CHANGES = 20;
/** Of the desk's log, newest first: what is further back is not looked for. */
const MAX_LOOKED_AT = 500;

/** What was saved since somebody saw this version of an org's settings, newest first. */
export async function listOrgChangesSince(
	ctx: Context,
	org: Pick<Org, "id" | "deskId" | "settingsVersion">,
	version: number,
): Promise<(typeof auditLog.$inferSelect)[]> {
	const count = Math.min(org.settingsVersion - version, MAX_CHANGES);
	if (count <= 0) return [];
	const recent = sql`(select rowid from ${auditLog} where ${auditLog.deskId} = ${org.deskId}
		order by ${auditLog.happenedAt} desc, rowid desc limit ${MAX_LOOKED_AT})`;
	return ctx.db
		.select()
		.from(auditLog)
		.where(
			sql`rowid in ${recent} and ${auditLog.subject} = ${`org:${org.id}`} and ${inArray(auditLog.action, COUNTED)}`,
		)
		.orderBy(sql`${auditLog.happenedAt} desc, rowid desc`)
		.limit(count);
}
