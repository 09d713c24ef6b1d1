import { and, desc, eq, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import type { CrmObject } from "../../core/sync/record.ts";
import { auditLog } from "../../db/schema.ts";
import { links } from "../../db/schema-sync.ts";
import { isVendorError } from "../../lib/errors.ts";
import type { CrmMemory } from "../../salesforce/crm.ts";
import type { Entry } from "../activity/audit.ts";
import type { Org } from "./find-org.ts";
import { findRecordIssues, type IssueView } from "./issues.ts";
import { openSync } from "./open-sync.ts";
import { noteOrgFailure } from "./org-failure.ts";
import { findStanding, type LinkRow, type Stood } from "./record-standing.ts";
import { objectsOfId } from "./sync-record.ts";

/** One record from both ends: how it stands, what it is tied to, what is wrong, and what people did about it. */
export interface RecordLook extends Stood {
	recordId: string;
	links: LinkRow[];
	issues: IssueView[];
	entries: Entry[];
}

const NO_MEMORY: CrmMemory = { recall: () => undefined, keep: () => {}, forget: () => {} };
const UNREAD: Stood = { standing: "unread", object: null, record: null };
const MAX_ENTRIES = 50;
/** Of the desk's log, newest first: what is further back is not looked for. */
const MAX_LOOKED_AT = 2_000;

/** null: an id that is of nothing that is synced. */
export async function lookAtRecord(ctx: Context, org: Org, recordId: string): Promise<RecordLook | null> {
	const objects = objectsOfId(recordId);
	if (objects.length === 0) return null;
	const [own, issues, entries] = await Promise.all([
		ctx.db
			.select()
			.from(links)
			.where(and(eq(links.orgId, org.id), eq(links.recordId, recordId))),
		findRecordIssues(ctx, org, recordId),
		listEntries(ctx, org, recordId),
	]);
	const stood = await readStanding(ctx, org, objects, recordId, own);
	const object = stood.object ?? own[0]?.object ?? issues[0]?.object ?? objects[0] ?? null;
	return { ...stood, object, recordId, links: own, issues, entries };
}

async function readStanding(
	ctx: Context,
	org: Org,
	objects: readonly CrmObject[],
	recordId: string,
	own: readonly LinkRow[],
): Promise<Stood> {
	const opened = await openSync(ctx, org.id, NO_MEMORY);
	if ("obstacle" in opened) return UNREAD;
	try {
		return await findStanding(opened.open, objects, recordId, own);
	} catch (error) {
		if (!isVendorError(error)) throw error;
		ctx.log.warn("sync.record_unread", { org: org.id, vendor: error.vendor, code: error.code ?? error.kind });
		if (error.vendor === "salesforce") await noteOrgFailure(ctx, opened.open.org, error);
		return UNREAD;
	}
}

function listEntries(ctx: Context, org: Org, recordId: string): Promise<Entry[]> {
	const recent = sql`(select rowid from ${auditLog} where ${auditLog.deskId} = ${org.deskId}
		order by ${auditLog.happenedAt} desc, rowid desc limit ${MAX_LOOKED_AT})`;
	return ctx.db
		.select()
		.from(auditLog)
		.where(
			sql`rowid in ${recent} and ${auditLog.subject} = ${`org:${org.id}`}
				and json_valid(${auditLog.details}) and json_extract(${auditLog.details}, '$.record') = ${recordId}`,
		)
		.orderBy(desc(auditLog.happenedAt))
		.limit(MAX_ENTRIES);
}
