import type { CrmObject, CrmRecord } from "../core/sync/record.ts";
import type { Filter } from "../core/sync/settings.ts";
import type { ApiClient } from "./client.ts";
import type { Crm } from "./crm.ts";
import type { Shapes } from "./describe.ts";
import type { FieldBook } from "./field-book.ts";
import { toCrmRecord, toText } from "./mapper.ts";
import { askEverything, askQueries } from "./query.ts";
import { type ObjectQuery, orFollowed, selectObjects } from "./selection.ts";
import { among, compare, id, isId, name, select, truth } from "./soql.ts";

/** As many ids as an address has room for. */
const IDS_OF_A_QUERY = 400;
/** Beside a filter's conditions. */
const IDS_BESIDE_FILTER = 200;

/** Soft-deleted ones, too; the order is Salesforce's. With a filter those that it leaves out are as good as gone. */
export async function readRecords(
	client: ApiClient,
	book: FieldBook,
	query: ObjectQuery,
	ids: readonly string[],
): Promise<CrmRecord[]> {
	if (ids.length === 0) return [];
	const [selection] = await selectObjects(book, [query]);
	if (!selection) return [];
	const { from, columns, asked, scope, filter } = selection;
	const queries = inChunks(ids, filter ? IDS_BESIDE_FILTER : IDS_OF_A_QUERY).map((some) =>
		select({
			fields: columns,
			from,
			where: [among(name("Id"), "IN", some.map(id)), ...scope, ...orFollowed(selection)],
		}),
	);
	const rows = await askEverything(client, "queryAll", queries);
	return rows.map((row) => toCrmRecord(query.object, row, asked));
}

/** Of leads, those that still are leads. */
export async function countRecords(
	client: ApiClient,
	book: FieldBook,
	object: CrmObject,
	filter: Filter,
): Promise<number> {
	const [selection] = await selectObjects(book, [{ object, fields: [], filter }]);
	if (!selection) return 0;
	const isLead = object === "lead" && selection.columns.includes(name("IsConverted"));
	const soql = select({
		fields: "COUNT()",
		from: selection.from,
		where: [
			...selection.scope,
			...(selection.filter ? [selection.filter] : []),
			...(isLead ? [compare(name("IsConverted"), "=", truth(false))] : []),
		],
	});
	const [answer] = await askQueries(client, "query", [soql]);
	return answer?.totalSize ?? 0;
}

/** What a contact's own account is told by the contact itself; an org without these relations has none. */
export async function readRelatedAccounts(
	client: ApiClient,
	shapes: Shapes,
	contactIds: readonly string[],
): ReturnType<Crm["relatedAccounts"]> {
	const [shape] = await shapes.load(["AccountContactRelation"]);
	if (!shape || contactIds.length === 0) return [];
	const columns = ["ContactId", "AccountId", "IsActive"].filter((field) => shape.fields.has(field));
	const further = shape.fields.has("IsDirect") ? [compare(name("IsDirect"), "=", truth(false))] : [];
	const queries = inChunks(contactIds, IDS_OF_A_QUERY).map((some) =>
		select({
			fields: columns.map(name),
			from: name(shape.name),
			where: [among(name("ContactId"), "IN", some.map(id)), ...further],
		}),
	);
	return (await askEverything(client, "query", queries)).flatMap((row) => {
		const [contactId, accountId] = [toText(row.ContactId), toText(row.AccountId)];
		return contactId && accountId ? [{ contactId, accountId, isActive: row.IsActive !== false }] : [];
	});
}

function inChunks(ids: readonly string[], most: number): string[][] {
	const distinct = [...new Set(ids)].filter(isId);
	const chunks: string[][] = [];
	for (let start = 0; start < distinct.length; start += most)
		chunks.push(distinct.slice(start, start + most));
	return chunks;
}
