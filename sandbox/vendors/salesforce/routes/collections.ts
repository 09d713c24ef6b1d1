import { Hono } from "hono";
import * as v from "valibot";
import type { ApiCall, SalesforceContext, SalesforceEnv } from "../app-env.ts";
import { ApiError, notFound, type Problem, refuse } from "../errors.ts";
import {
	type Body,
	createByApi,
	deleteByApi,
	openKeyField,
	openRecord,
	openWritable,
	SeveralRecords,
	updateByApi,
	upsertByApi,
} from "../records/save.ts";
import { readBody, showRecord } from "./records.ts";

const MAX_RECORDS = 200;
const MAX_READ = 2000;

const writeSchema = v.object({
	allOrNone: v.optional(v.boolean(), false),
	records: v.array(v.looseObject({ attributes: v.looseObject({ type: v.string() }) })),
});
const readSchema = v.object({ ids: v.array(v.string()), fields: v.array(v.string()) });

interface Saved {
	id?: string;
	success: boolean;
	created?: boolean;
	errors: { statusCode: string; message: string; fields: readonly string[] }[];
}

/** Up to 200 records in one call, each with its own outcome. */
export const collectionRoutes = new Hono<SalesforceEnv>()
	.post("/composite/sobjects", (c) =>
		write(c, (call, body, type) => {
			const { attributes: _, ...fields } = body;
			return { id: createByApi(call, openWritable(call, type), fields).id };
		}),
	)
	.patch("/composite/sobjects", (c) =>
		write(c, (call, body, type) => {
			const { attributes: _, id, Id, ...fields } = body;
			const object = openWritable(call, type);
			const given = id ?? Id;
			if (typeof given !== "string") throw refuse("MISSING_ARGUMENT", "Id not specified in an update call");
			const record = openRecord(call, object, given);
			updateByApi(call, object, record, fields);
			return { id: record.id };
		}),
	)
	.delete("/composite/sobjects", (c) => {
		const ids = (c.req.query("ids") ?? "").split(",").filter(Boolean);
		checkSize(ids.length);
		const { call } = c.var;
		const saved = saveAll(call, ids, c.req.query("allOrNone") === "true", (id) => {
			const record = call.org.store.get(id);
			const object = record && openWritable(call, record.object);
			if (!object) throw refuse("MALFORMED_ID", `bad id ${id}`);
			deleteByApi(call, object, openRecord(call, object, id));
			return { id: record.id };
		});
		return c.json(saved);
	})
	.post("/composite/sobjects/:object", async (c) => {
		const { call } = c.var;
		const object = openWritable(call, c.req.param("object"));
		const parsed = v.safeParse(readSchema, await readBody(c));
		if (!parsed.success) throw refuse("JSON_PARSER_ERROR", "ids and fields are required");
		const { ids, fields } = parsed.output;
		if (ids.length > MAX_READ) throw tooMany(MAX_READ);
		return c.json(
			ids.map((id) => {
				const record = call.org.store.find(id);
				return record?.object === object.name ? showRecord(call, object, record, fields.join(",")) : null;
			}),
		);
	})
	.patch("/composite/sobjects/:object/:field", (c) => {
		const { call } = c.var;
		const object = openWritable(call, c.req.param("object"));
		const field = openKeyField(call, object, c.req.param("field"));
		const keys = new Set<string>();
		return write(c, (_, body, type) => {
			const { attributes: __, [field.name]: key, ...fields } = body;
			if (type !== object.name) throw refuse("INVALID_TYPE", `sObject type '${type}' does not match`);
			if (typeof key !== "string" || key === "") {
				throw refuse("MISSING_ARGUMENT", `${field.name} not specified`);
			}
			if (keys.has(key)) throw refuse("DUPLICATE_VALUE", `Duplicate external id specified: ${key}`);
			keys.add(key);
			const { record, created } = upsertByApi(call, object, field, key, fields);
			return { id: record.id, created };
		});
	});

async function write(
	c: SalesforceContext,
	save: (call: ApiCall, body: Body, type: string) => { id: string; created?: boolean },
): Promise<Response> {
	const { call } = c.var;
	const parsed = v.safeParse(writeSchema, await readBody(c));
	if (!parsed.success) throw refuse("JSON_PARSER_ERROR", "records with attributes.type are required");
	const { records, allOrNone } = parsed.output;
	checkSize(records.length);
	const saved = saveAll(call, records, allOrNone, (record) => save(call, record, record.attributes.type));
	return c.json(saved);
}

function saveAll<T>(
	{ org }: ApiCall,
	inputs: readonly T[],
	allOrNone: boolean,
	save: (input: T) => { id: string; created?: boolean },
): Saved[] {
	return org.store.attempt((undo) => {
		const saved = inputs.map((input) => saveOne(() => save(input)));
		if (!allOrNone || saved.every(({ success }) => success)) return saved;
		undo();
		return saved.map((one) => (one.success ? rolledBack() : one));
	});
}

function saveOne(save: () => { id: string; created?: boolean }): Saved {
	try {
		return { ...save(), success: true, errors: [] };
	} catch (error) {
		if (error instanceof ApiError) return { success: false, errors: error.problems.map(toRecordError) };
		if (error instanceof SeveralRecords) {
			const message = "More than one record found for external id field";
			return { success: false, errors: [toRecordError({ code: "DUPLICATE_EXTERNAL_ID", message })] };
		}
		throw error;
	}
}

function toRecordError({ code, message, fields }: Problem) {
	return { statusCode: code, message, fields: fields ?? [] };
}

function rolledBack(): Saved {
	const code = "ALL_OR_NONE_OPERATION_ROLLED_BACK";
	const message =
		"Record rolled back because not all records were valid and the request was using AllOrNone header";
	return { success: false, errors: [toRecordError({ code, message })] };
}

function checkSize(count: number): void {
	if (count > MAX_RECORDS) throw tooMany(MAX_RECORDS);
	if (count === 0) throw notFound("no records were given");
}

function tooMany(limit: number): ApiError {
	return refuse(
		"EXCEEDED_ID_LIMIT",
		`record limit reached. cannot submit more than ${limit} records in this call`,
	);
}
