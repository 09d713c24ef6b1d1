import type { RecordPosition } from "../core/sync/record.ts";
import { isVendorError } from "../lib/errors.ts";
import type { ApiClient } from "./client.ts";
import { COMPOSITE_QUERIES } from "./composite.ts";
import type { ChangePage, ChangeQuery } from "./crm.ts";
import type { FieldBook } from "./field-book.ts";
import { toCrmRecord } from "./mapper.ts";
import { askNext, askQueries, isTooLarge } from "./query.ts";
import type { QueryAnswer, SalesforceRecord } from "./schema.ts";
import { type ObjectSelection, orFollowed, selectObjects } from "./selection.ts";
import { all, any, compare, id, moment, name, type Soql, select } from "./soql.ts";

const MOST_ROWS = 2_000;
/** A page that would be too large to be read is asked for again by half, down to this. */
const LEAST_ROWS = 125;
/** Pages that are fetched behind short ones within one call; what is left then comes by position. */
const MORE_PAGES = 4;

const STAMP = name("SystemModstamp");
const ID = name("Id");

const NOTHING: ChangePage = { records: [], more: false };

/** Oldest first, ties by id, from a position on. Up to five objects with one call. */
export async function readChanges(
	client: ApiClient,
	book: FieldBook,
	queries: readonly ChangeQuery[],
): Promise<ChangePage[]> {
	if (queries.length > COMPOSITE_QUERIES) throw new RangeError("more queries than one call takes");
	const selections = await selectObjects(book, queries);
	const windows = queries.flatMap((query, index) => {
		const selection = selections[index];
		return selection ? [{ query, selection }] : [];
	});
	const pages = await askWindows(client, windows);
	return selections.map((selection) => (selection ? (pages.shift() ?? NOTHING) : NOTHING));
}

interface Window {
	query: ChangeQuery;
	selection: ObjectSelection;
}

async function askWindows(client: ApiClient, windows: readonly Window[]): Promise<ChangePage[]> {
	if (windows.length === 0) return [];
	try {
		const firsts = await askQueries(client, "queryAll", windows.map(toSoql));
		const budget = { pages: MORE_PAGES };
		const pages: ChangePage[] = [];
		for (const [index, window] of windows.entries()) {
			const first = firsts[index];
			if (first) pages.push(await toPage(client, window, first, budget));
		}
		return pages;
	} catch (error) {
		if (!isTooLarge(error)) throw error;
		return askLess(client, windows, error);
	}
}

/** The first window alone, or half of it; the others are told to hold more. */
async function askLess(client: ApiClient, windows: readonly Window[], error: unknown): Promise<ChangePage[]> {
	const [first, ...others] = windows;
	if (!first) return [];
	const limit = others.length > 0 ? rows(first.query) : Math.floor(rows(first.query) / 2);
	if (limit < LEAST_ROWS) throw error;
	const [page] = await askWindows(client, [{ ...first, query: { ...first.query, limit } }]);
	return [page ?? NOTHING, ...others.map(() => ({ records: [], more: true }))];
}

async function toPage(
	client: ApiClient,
	{ query, selection }: Window,
	first: QueryAnswer,
	budget: { pages: number },
): Promise<ChangePage> {
	const found: SalesforceRecord[] = [...first.records];
	let last = first;
	while (!last.done && budget.pages > 0) {
		budget.pages -= 1;
		const next = await nextOrNull(client, last);
		if (!next) break;
		for (const record of next.records) found.push(record);
		last = next;
	}
	return {
		records: found.map((record) => toCrmRecord(query.object, record, selection.asked)),
		more: !last.done || found.length >= rows(query),
	};
}

/** A locator may have ended meanwhile: the position behind the last record goes on from there. */
async function nextOrNull(client: ApiClient, page: QueryAnswer): Promise<QueryAnswer | null> {
	try {
		return await askNext(client, "queryAll", page);
	} catch (error) {
		if (isVendorError(error) && /QUERY_LOCATOR/.test(error.code ?? "")) return null;
		throw error;
	}
}

function toSoql({ query, selection }: Window): Soql {
	const { from, columns, scope } = selection;
	return select({
		fields: columns,
		from,
		where: [...window(query), ...scope, ...orFollowed(selection)],
		orderBy: [{ field: STAMP }, { field: ID }],
		limit: rows(query),
	});
}

/** Whole seconds: nothing is said about the order below them. */
function window({ from, to, after }: ChangeQuery): Soql[] {
	const start = after ? Math.max(wholeSecond(from), after.stampAt) : wholeSecond(from);
	return [
		compare(STAMP, ">=", moment(start)),
		compare(STAMP, "<", moment(wholeSecond(to))),
		...(after ? [behind(after)] : []),
	];
}

function behind({ stampAt, id: recordId }: RecordPosition): Soql {
	const stamp = moment(stampAt);
	return any([compare(STAMP, ">", stamp), all([compare(STAMP, "=", stamp), compare(ID, ">", id(recordId))])]);
}

function wholeSecond(at: number): number {
	return Math.floor(at / 1000) * 1000;
}

function rows({ limit }: ChangeQuery): number {
	return Math.max(1, Math.min(MOST_ROWS, Math.trunc(limit)));
}
