import type { SourceField } from "../core/sync/fields.ts";
import type { CrmObject, FieldValue } from "../core/sync/record.ts";
import { VendorError } from "../lib/errors.ts";
import { apiPath } from "./address.ts";
import { type ApiClient, readAnswer } from "./client.ts";
import type { WriteBack } from "./crm.ts";
import type { FieldBook } from "./field-book.ts";
import { apiName } from "./objects.ts";
import { collectionAnswer } from "./schema.ts";
import { isId } from "./soql.ts";

const OPERATION = "PATCH /composite/sobjects";
const MOST_ITEMS = 200;

/** Nobody is assigned anew by what we note on a record, and a rule that only warns of duplicates doesn't stop it. */
const HEADERS = {
	"sforce-auto-assign": "FALSE",
	"sforce-duplicate-rule-header": "allowSave=true; includeRecordDetails=false; runAsCurrentUser=true",
};

type Item = Pick<WriteBack, "recordId"> & { values: Record<string, unknown>; indexes: number[] };

/** Per item null, or Salesforce's code; one item's refusal leaves the others alone. */
export async function writeFields(
	client: ApiClient,
	book: FieldBook,
	object: CrmObject,
	items: readonly WriteBack[],
): Promise<(string | null)[]> {
	if (items.length === 0) return [];
	if (items.length > MOST_ITEMS) throw new RangeError("more records than one call takes");
	const type = apiName(object);
	const [fields] = await book.open([{ object, paths: [...new Set(items.map(({ field }) => field))] }]);
	const outcomes: (string | null)[] = items.map(() => null);
	const records = new Map<string, Item>();
	for (const [index, { recordId, field, value }] of items.entries()) {
		const written = toWritten(fields?.get(field), value);
		if ("code" in written || !isId(recordId)) {
			outcomes[index] = "code" in written ? written.code : "MALFORMED_ID";
			continue;
		}
		// One record twice in one call is refused both times.
		const item = records.get(recordId) ?? { recordId, values: {}, indexes: [] };
		item.values[field] = written.value;
		item.indexes.push(index);
		records.set(recordId, item);
	}
	const codes = await patch(client, type, [...records.values()]);
	for (const [position, { indexes }] of [...records.values()].entries()) {
		for (const index of indexes) outcomes[index] = codes[position] ?? null;
	}
	return outcomes;
}

async function patch(client: ApiClient, type: string, items: readonly Item[]): Promise<(string | null)[]> {
	if (items.length === 0) return [];
	const answer = await client.ask({
		method: "PATCH",
		operation: OPERATION,
		path: apiPath("/composite/sobjects"),
		headers: HEADERS,
		json: {
			allOrNone: false,
			records: items.map(({ recordId, values }) => ({ attributes: { type }, Id: recordId, ...values })),
		},
	});
	const results = readAnswer(collectionAnswer, answer, { operation: OPERATION, now: client.call.now() });
	if (results.length !== items.length) throw malformed(answer.status);
	return results.map(({ success, errors }) =>
		success ? null : (errors?.[0]?.statusCode ?? errors?.[0]?.errorCode ?? "UNKNOWN_EXCEPTION"),
	);
}

/** A desk's id is text to us; a field of numbers takes it where no digit is lost. */
function toWritten(field: SourceField | undefined, value: FieldValue): { value: unknown } | { code: string } {
	if (!field) return { code: "INVALID_FIELD" };
	if (!field.isWritable) return { code: "INVALID_FIELD_FOR_INSERT_UPDATE" };
	if (Array.isArray(value)) return { value: value.join(";") };
	const isNumber = field.type === "integer" || field.type === "decimal";
	if (!isNumber || typeof value !== "string") return { value };
	const number = Number(value);
	return value !== "" && Number.isSafeInteger(number)
		? { value: number }
		: { code: "NUMBER_OUTSIDE_VALID_RANGE" };
}

function malformed(status: number): VendorError {
	return new VendorError({
		vendor: "salesforce",
		kind: "malformed",
		status,
		code: "results",
		operation: OPERATION,
	});
}
