import { sql } from "drizzle-orm";
import type { CrmObject, DirectoryKind } from "../core/sync/record.ts";
import type { Db } from "./client.ts";
import { LIST_SIZE, listRows, listValues, partsOf } from "./list-rows.ts";

/** The org whose records and the desk whose records they are tied to. */
export interface LinkScope {
	orgId: string;
	deskId: string;
}

export interface Link {
	recordId: string;
	kind: DirectoryKind;
	object: CrmObject;
	deskRecordId: string;
	role: "owner" | "member";
	hash: string;
	accountId: string | null;
}

const COLUMNS = `l.record_id as recordId, l.kind, l.object, l.desk_record_id as deskRecordId, l.role, l.hash,
	l.account_id as accountId`;

/**
 * The links of these records, of one kind or of both. `cross join` keeps SQLite from reading the sets against each other;
 * with a kind the key is whole, and no row beside the one that is asked for is read.
 */
export async function findLinks(
	{ $client }: Db,
	{ orgId }: LinkScope,
	recordIds: readonly string[],
	kind?: DirectoryKind,
): Promise<Link[]> {
	if (recordIds.length === 0) return [];
	const statements = partsOf(recordIds, LIST_SIZE).map((part) =>
		$client
			.prepare(
				`with j (id) as (values ${listValues(part.length)}) select ${COLUMNS} from j cross join links l
				where l.org_id = ?2 and l.record_id = j.id ${kind ? "and l.kind = ?3" : ""}`,
			)
			.bind(JSON.stringify(part), orgId, ...(kind ? [kind] : [])),
	);
	return (await $client.batch<Link>(statements)).flatMap(({ results }) => results);
}

/** A desk record and the record that owns it, of whichever org. */
export interface Owner {
	deskRecordId: string;
	orgId: string;
	recordId: string;
}

export async function findOwners(
	{ $client }: Db,
	{ deskId }: LinkScope,
	kind: DirectoryKind,
	deskRecordIds: readonly string[],
): Promise<Owner[]> {
	if (deskRecordIds.length === 0) return [];
	const statements = partsOf(deskRecordIds, LIST_SIZE).map((part) =>
		$client
			.prepare(
				`with j (id) as (values ${listValues(part.length)})
				select l.desk_record_id as deskRecordId, l.org_id as orgId, l.record_id as recordId from j cross join links l
				where l.desk_id = ?2 and l.kind = ?3 and l.desk_record_id = j.id and l.role = 'owner'`,
			)
			.bind(JSON.stringify(part), deskId, kind),
	);
	return (await $client.batch<Owner>(statements)).flatMap(({ results }) => results);
}

/** What is stored of a record that was written, or is about to be. */
export type NewLink = Omit<Link, "kind">;

/** As many as one write at a desk has. */
const ROWS_AT_ONCE = 100;

function insertLinks(
	{ $client }: Db,
	{ orgId, deskId }: LinkScope,
	kind: DirectoryKind,
	links: readonly NewLink[],
	now: number,
	ending: string,
) {
	const statements = partsOf(links.map(toRow), ROWS_AT_ONCE).map((part) =>
		$client
			.prepare(
				`insert into links (record_id, object, desk_record_id, role, hash, account_id, org_id, desk_id, kind, synced_at)
				values ${listRows(part.length, 6, "?2, ?3, ?4, ?5")} ${ending}`,
			)
			.bind(JSON.stringify(part), orgId, deskId, kind, now),
	);
	return $client.batch<{ recordId: string }>(statements);
}

function toRow({ recordId, object, deskRecordId, role, hash, accountId }: NewLink) {
	return [recordId, object, deskRecordId, role, hash, accountId];
}

/**
 * Ties records to desk records before these are written: of two orgs that find the same one, the first has it. Answers
 * the records that are tied now as asked.
 */
export async function claimLinks(
	db: Db,
	scope: LinkScope,
	kind: DirectoryKind,
	links: readonly NewLink[],
	now: number,
): Promise<Set<string>> {
	if (links.length === 0) return new Set();
	const ending = "on conflict do nothing returning record_id as recordId";
	const answers = await insertLinks(db, scope, kind, links, now, ending);
	return new Set(answers.flatMap(({ results }) => results.map(({ recordId }) => recordId)));
}

/** After a write: what the desk now holds of these records. Answers those that are tied to what was written. */
export async function keepLinks(
	db: Db,
	scope: LinkScope,
	kind: DirectoryKind,
	links: readonly NewLink[],
	now: number,
): Promise<Set<string>> {
	if (links.length === 0) return new Set();
	const ending = `on conflict do update set
		hash = excluded.hash, account_id = excluded.account_id, synced_at = excluded.synced_at
		where org_id = excluded.org_id and record_id = excluded.record_id and desk_record_id = excluded.desk_record_id`;
	const answers = await insertLinks(db, scope, kind, links, now, ending);
	const kept = answers.reduce((sum, { meta }) => sum + meta.changes, 0);
	if (kept === links.length) return new Set(links.map(({ recordId }) => recordId));
	// Asked for with the write, every row would be read twice more.
	const recordIds = links.map(({ recordId }) => recordId);
	const tied = new Map((await findLinks(db, scope, recordIds, kind)).map((link) => [link.recordId, link]));
	const isKept = (link: NewLink) => tied.get(link.recordId)?.deskRecordId === link.deskRecordId;
	return new Set(links.filter(isKept).map(({ recordId }) => recordId));
}

/** The records' counterparts are gone, or theirs no more. */
export async function dropLinks(
	db: Db,
	{ orgId }: LinkScope,
	kind: DirectoryKind,
	recordIds: readonly string[],
): Promise<void> {
	if (recordIds.length === 0) return;
	await db.run(sql`delete from links where org_id = ${orgId} and kind = ${kind}
		and record_id in (select value from json_each(${JSON.stringify(recordIds)}))`);
}

/** A record's counterpart is to be another record's. */
export interface Move {
	kind: DirectoryKind;
	from: string;
	to: { recordId: string; object: CrmObject };
}

/**
 * Merged or converted: the counterpart is the other record's, unless that has one of its own. Answers which moved. One call
 * of the database, however many.
 */
export async function moveLinks(
	{ $client }: Db,
	{ orgId }: LinkScope,
	moves: readonly Move[],
): Promise<boolean[]> {
	if (moves.length === 0) return [];
	// An empty hash has its fields written again, as the other record has them.
	const statements = moves.map(({ kind, from, to }) =>
		$client
			.prepare(
				`update or ignore links set record_id = ?1, object = ?2, hash = ''
				where org_id = ?3 and kind = ?4 and record_id = ?5 returning record_id`,
			)
			.bind(to.recordId, to.object, orgId, kind, from),
	);
	return (await $client.batch(statements)).map(({ results }) => results.length > 0);
}

/** Links of one object in the order of their records, for reconciling. */
export function listLinks(
	db: Db,
	{ orgId }: LinkScope,
	object: CrmObject,
	after: string,
	limit: number,
): Promise<Link[]> {
	return db.all<Link>(sql`select ${sql.raw(COLUMNS)} from links l
		where l.org_id = ${orgId} and l.object = ${object} and l.record_id > ${after} order by l.record_id limit ${limit}`);
}

export async function dropLinksOf(db: Db, orgId: string, limit: number): Promise<number> {
	const rows = await db.all(sql`delete from links where (org_id, record_id, kind) in
		(select org_id, record_id, kind from links where org_id = ${orgId} limit ${limit}) returning record_id`);
	return rows.length;
}
