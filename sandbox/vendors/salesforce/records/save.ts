import type { ApiCall } from "../app-env.ts";
import { ApiError, notFound, type Problem, refuse } from "../errors.ts";
import { parseId } from "../ids.ts";
import type { Org } from "../org.ts";
import type { Field, Value } from "../schema/field.ts";
import { findObject, type ObjectSchema } from "../schema/schema.ts";
import type { SimRecord } from "../store/record.ts";
import { toApiError } from "../troubles.ts";
import { may } from "../users.ts";
import { changeRecord, deleteRecord, insertRecord } from "./change.ts";
import { readInput } from "./read-input.ts";

export type Body = Record<string, unknown>;

/** The object of a path, for somebody who may see it. */
export function openWritable({ org, user }: ApiCall, name: string): ObjectSchema {
	const object = findObject(org.schema, name);
	if (!object || !may(user, "r", object.name)) throw notFound();
	return object;
}

/** The record of a path. */
export function openRecord(call: ApiCall, object: ObjectSchema, id: string): SimRecord {
	const record = parseId(id) ? call.org.store.get(id) : null;
	if (!record || record.object !== object.name) {
		throw notFound(`Provided external ID field does not exist or is not accessible: ${id}`);
	}
	if (record.isDeleted) throw refuse("ENTITY_IS_DELETED", "entity is deleted");
	return record;
}

export function createByApi(call: ApiCall, object: ObjectSchema, body: Body): SimRecord {
	const { org, user } = call;
	if (!object.writable || !may(user, "c", object.name)) {
		throw refuse("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", `entity type cannot be inserted: ${object.label}`);
	}
	const { values, problems } = readInput(org, user, object, body, "create");
	stopFor(problems);
	meetTrouble(org, object, JSON.stringify(body));
	checkRules(org, object, values, null);
	if (!call.allowsDuplicates) checkDuplicates(org, object, values);
	return insertRecord(org, object.name, { ...values, ...ownerFor(call, object) }, user.id);
}

export function updateByApi(call: ApiCall, object: ObjectSchema, record: SimRecord, body: Body): void {
	const { org, user } = call;
	if (!object.writable || !may(user, "e", object.name)) {
		throw refuse("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
	}
	if (record.values.IsConverted === true) {
		throw refuse("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead");
	}
	const { values, problems } = readInput(org, user, object, body, "update");
	stopFor(problems);
	meetTrouble(org, object, `${record.id} ${JSON.stringify(body)}`);
	checkRules(org, object, values, record);
	changeRecord(org, record, { ...values, ...ownerFor(call, object) }, user.id);
}

export function deleteByApi(call: ApiCall, object: ObjectSchema, record: SimRecord): void {
	const { org, user } = call;
	if (!object.writable || !may(user, "d", object.name)) {
		throw refuse("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
	}
	meetTrouble(org, object, record.id);
	deleteRecord(org, record, user.id);
}

/** The field that an upsert goes by; `Id` or an external id. */
export function openKeyField(call: ApiCall, object: ObjectSchema, name: string): Field {
	const field = object.fields.get(name.toLowerCase());
	if (!field || (!field.externalId && field.type !== "id")) {
		throw notFound(`Provided external ID field does not exist or is not accessible: ${name}`);
	}
	if (call.user.hiddenFields.has(`${object.name}.${field.name}`)) throw notFound();
	return field;
}

export function findByField(org: Org, object: ObjectSchema, field: Field, value: string): SimRecord[] {
	if (field.type === "id") return [org.store.find(value)].filter((record) => record !== null);
	return [...org.store.table(object.name).lookUp(field, value)].filter(({ isDeleted }) => !isDeleted);
}

/** Records that share an external id: nobody can say which one is meant. */
export class SeveralRecords extends Error {
	override readonly name = "SeveralRecords";
	readonly records: readonly SimRecord[];

	constructor(records: readonly SimRecord[]) {
		super(`${records.length} records`);
		this.records = records;
	}
}

export function upsertByApi(
	call: ApiCall,
	object: ObjectSchema,
	field: Field,
	value: string,
	body: Body,
): { record: SimRecord; created: boolean } {
	const [found, ...more] = findByField(call.org, object, field, value);
	if (found && more.length > 0) throw new SeveralRecords([found, ...more]);
	if (found) {
		updateByApi(call, object, found, body);
		return { record: found, created: false };
	}
	if (field.type === "id") throw notFound();
	return { record: createByApi(call, object, { ...body, [field.name]: value }), created: true };
}

function ownerFor({ org, autoAssigns }: ApiCall, { name }: ObjectSchema): Record<string, Value> {
	const isAssigned = autoAssigns && org.policy.assignsOwners && (name === "Case" || name === "Lead");
	return isAssigned ? { OwnerId: org.queueId } : {};
}

function stopFor(problems: readonly Problem[]): void {
	if (problems.length > 0) throw new ApiError(problems);
}

function meetTrouble(org: Org, { name }: ObjectSchema, subject: string): void {
	const trouble = org.troubles.take("record", `${name}:${subject}`);
	if (trouble) throw toApiError(trouble);
}

function checkRules(
	org: Org,
	object: ObjectSchema,
	values: Record<string, Value>,
	record: SimRecord | null,
): void {
	const whole: Record<string, Value> = { ...record?.values, ...values };
	for (const { field, value, message } of org.rules.filter((rule) => rule.object === object.name)) {
		if ((whole[field] ?? null) !== value) continue;
		throw refuse("FIELD_CUSTOM_VALIDATION_EXCEPTION", message, [field]);
	}
	for (const field of object.fields.values()) {
		const value = values[field.name];
		if (!field.unique || typeof value !== "string") continue;
		const others = [...org.store.table(object.name).lookUp(field, value)];
		const other = others.find((one) => one !== record && !one.isDeleted);
		if (other) {
			throw refuse(
				"DUPLICATE_VALUE",
				`duplicate value found: ${field.name} duplicates value on record with id: ${other.id.slice(0, 15)}`,
			);
		}
	}
}

function checkDuplicates(org: Org, object: ObjectSchema, values: Record<string, Value>): void {
	const email = object.fields.get("email");
	if (!org.policy.findsDuplicates || !email || typeof values.Email !== "string") return;
	const found = [...org.store.table(object.name).lookUp(email, values.Email)].filter((one) => !one.isDeleted);
	if (found.length === 0) return;
	const matchRecords = found.map(({ id }) => ({
		record: { attributes: { type: object.name, url: `/services/data/v67.0/sobjects/${object.name}/${id}` } },
	}));
	throw new ApiError([
		{
			code: "DUPLICATES_DETECTED",
			message: "Use one of these records?",
			extra: {
				duplicateResut: { allowSave: true, duplicateRule: "Same_Email", matchResults: [{ matchRecords }] },
			},
		},
	]);
}
