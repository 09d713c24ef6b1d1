import { Hono } from "hono";
import type { ApiCall, SalesforceContext, SalesforceEnv } from "../app-env.ts";
import { ApiError, notFound, refuse } from "../errors.ts";
import { createQueryContext } from "../query-context.ts";
import {
	type Body,
	createByApi,
	deleteByApi,
	findByField,
	openKeyField,
	openRecord,
	openWritable,
	SeveralRecords,
	updateByApi,
	upsertByApi,
} from "../records/save.ts";
import type { ObjectSchema } from "../schema/schema.ts";
import { resolvePath } from "../soql/paths.ts";
import { addressOf, type Shown } from "../soql/select.ts";
import { readValue, type SimRecord } from "../store/record.ts";

/** One record by its id, or by one of its external ids. */
export const recordRoutes = new Hono<SalesforceEnv>()
	.post("/sobjects/:object", async (c) => {
		const object = openWritable(c.var.call, c.req.param("object"));
		const record = createByApi(c.var.call, object, await readBody(c));
		return c.json({ id: record.id, success: true, errors: [] }, 201);
	})
	.get("/sobjects/:object/:id", (c) => {
		const { call } = c.var;
		const object = openWritable(call, c.req.param("object"));
		return c.json(
			showRecord(call, object, openRecord(call, object, c.req.param("id")), c.req.query("fields")),
		);
	})
	.patch("/sobjects/:object/:id", async (c) => {
		const { call } = c.var;
		const object = openWritable(call, c.req.param("object"));
		const record = openRecord(call, object, c.req.param("id"));
		const since = Date.parse(c.req.header("if-unmodified-since") ?? "");
		if (!Number.isNaN(since) && record.stamp > since) {
			throw new ApiError([{ code: "PRECONDITION_FAILED", message: "the record has changed" }], 412);
		}
		updateByApi(call, object, record, await readBody(c));
		return c.body(null, 204);
	})
	.delete("/sobjects/:object/:id", (c) => {
		const { call } = c.var;
		const object = openWritable(call, c.req.param("object"));
		deleteByApi(call, object, openRecord(call, object, c.req.param("id")));
		return c.body(null, 204);
	})
	.get("/sobjects/:object/:field/:value", (c) => {
		const { call } = c.var;
		const { object, record } = openByField(c);
		return c.json(showRecord(call, object, record, c.req.query("fields")));
	})
	.patch("/sobjects/:object/:field/:value", async (c) => {
		const { call } = c.var;
		const object = openWritable(call, c.req.param("object"));
		const field = openKeyField(call, object, c.req.param("field"));
		const body = await readBody(c);
		if (field.name in body) {
			throw refuse("INVALID_FIELD", `The ${field.name} field should not be specified in the sobject data.`);
		}
		const { record, created } = upsertByApi(call, object, field, c.req.param("value"), body);
		return c.json({ id: record.id, success: true, errors: [], created }, created ? 201 : 200);
	})
	.delete("/sobjects/:object/:field/:value", (c) => {
		const { object, record } = openByField(c);
		deleteByApi(c.var.call, object, record);
		return c.body(null, 204);
	});

function openByField(c: SalesforceContext): { object: ObjectSchema; record: SimRecord } {
	const { call } = c.var;
	const object = openWritable(call, c.req.param("object") ?? "");
	const field = openKeyField(call, object, c.req.param("field") ?? "");
	const [record, ...more] = findByField(call.org, object, field, c.req.param("value") ?? "");
	if (!record) throw notFound();
	if (more.length > 0) throw new SeveralRecords([record, ...more]);
	return { object, record };
}

export async function readBody(c: SalesforceContext): Promise<Body> {
	if (!c.req.header("content-type")?.startsWith("application/json")) {
		throw refuse("UNSUPPORTED_MEDIA_TYPE", "Unsupported media type; send application/json");
	}
	const body: unknown = await c.req.json().catch(() => null);
	if (typeof body !== "object" || body === null || Array.isArray(body)) {
		throw refuse("JSON_PARSER_ERROR", "The HTTP entity body is required to be a JSON object.");
	}
	return body as Body;
}

/** With the named fields, or with all that the caller may see. */
export function showRecord(
	call: ApiCall,
	object: ObjectSchema,
	record: SimRecord,
	fields: string | undefined,
): Shown {
	const context = createQueryContext(call);
	const shown: Shown = { attributes: { type: object.name, url: addressOf(record, call.version) } };
	// Compound addresses come only where they are asked for; their parts always.
	const names = fields
		? [...new Set(fields.split(",").map((name) => name.trim()))]
		: [...object.fields.values()].flatMap(({ name, type }) => (type === "address" ? [] : [name]));
	for (const name of names) {
		if (!fields && !context.canReadField(object.name, name)) continue;
		const { field } = resolvePath(context, object, name);
		shown[field.name] = readValue(record, field, call.org.store.find);
	}
	// The id comes along, asked for or not.
	shown.Id = record.id;
	return shown;
}
