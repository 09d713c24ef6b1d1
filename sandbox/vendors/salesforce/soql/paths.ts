import { type ApiError, refuse } from "../errors.ts";
import type { Field, Value } from "../schema/field.ts";
import { findObject, type ObjectSchema, type Schema } from "../schema/schema.ts";
import { readValue, type SimRecord } from "../store/record.ts";
import type { Store } from "../store/store.ts";

/** Who asks, and of what. */
export interface QueryContext {
	schema: Schema;
	/** What a reference to several kinds leads to. */
	nameObject: ObjectSchema;
	store: Store;
	now: number;
	/** The version that record addresses carry. */
	version: string;
	canRead(object: string): boolean;
	canReadField(object: string, field: string): boolean;
	/** Rows that are not kept in a table. */
	virtualRows(object: string): SimRecord[] | null;
}

const MAX_PARENTS = 5;

export interface Step {
	/** As it is shown in the answer. */
	name: string;
	through: Field;
	target: ObjectSchema;
}

export interface Path {
	object: ObjectSchema;
	steps: readonly Step[];
	field: Field;
	read(record: SimRecord): Value;
}

export function openObject(context: QueryContext, name: string): ObjectSchema {
	const object = findObject(context.schema, name);
	if (object && context.canRead(object.name)) return object;
	throw refuse(
		"INVALID_TYPE",
		`sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name.`,
	);
}

/** `Account.Owner.Name`, seen from a Contact. */
export function resolvePath(context: QueryContext, root: ObjectSchema, text: string, alias?: string): Path {
	const parts = text.split(".");
	const [first = ""] = parts;
	const names = [root.name.toLowerCase(), alias?.toLowerCase()];
	if (parts.length > 1 && names.includes(first.toLowerCase()) && !relationOf(root, first)) parts.shift();
	const steps: Step[] = [];
	let object = root;
	for (const part of parts.slice(0, -1)) {
		const through = relationOf(object, part);
		const target = through && targetOf(context, through);
		if (!through || !target) throw unknownRelationship(part);
		steps.push({ name: through.relationshipName ?? part, through, target });
		object = target;
	}
	if (steps.length > MAX_PARENTS) throw unknownRelationship(text);
	const name = parts.at(-1) ?? "";
	const field = object.fields.get(name.toLowerCase());
	if (!field || !context.canReadField(object.name, field.name)) throw unknownField(name, object.name);
	return { object, steps, field, read: (record) => readThrough(context, steps, field, record) };
}

/** The record that a look-up leads to; null when it is empty or leads nowhere. */
export function follow(context: QueryContext, { through }: Step, record: SimRecord): SimRecord | null {
	const id = record.values[through.name];
	return typeof id === "string" ? context.store.get(id) : null;
}

function readThrough(context: QueryContext, steps: readonly Step[], field: Field, record: SimRecord): Value {
	let current: SimRecord | null = record;
	for (const step of steps) {
		current = follow(context, step, current);
		if (!current) return null;
	}
	return readValue(current, field, context.store.find);
}

function relationOf(object: ObjectSchema, name: string): Field | null {
	const wanted = name.toLowerCase();
	for (const field of object.fields.values())
		if (field.relationshipName?.toLowerCase() === wanted) return field;
	return null;
}

function targetOf(context: QueryContext, through: Field): ObjectSchema | null {
	const [only = ""] = through.referenceTo;
	if (through.referenceTo.length > 1) return context.nameObject;
	return context.canRead(only) ? (context.schema.get(only) ?? null) : null;
}

export function unknownField(name: string, object: string): ApiError {
	return refuse(
		"INVALID_FIELD",
		`No such column '${name}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`,
	);
}

function unknownRelationship(name: string): ApiError {
	return refuse(
		"INVALID_FIELD",
		`Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.`,
	);
}
