import type { FieldType as Selected } from "@jetstreamapp/soql-parser-js";
import type { Value } from "../schema/field.ts";
import type { ObjectSchema } from "../schema/schema.ts";
import { readValue, type SimRecord } from "../store/record.ts";
import { findRows } from "./find-rows.ts";
import { follow, openObject, type Path, type QueryContext, resolvePath, type Step } from "./paths.ts";
import { malformed } from "./syntax.ts";

export type Shown = Record<string, unknown>;

/** Writes one selected thing into the answer's record. */
type Writer = (record: SimRecord, shown: Shown) => void;

export function addressOf({ object, id }: SimRecord, version: string): string {
	return `/services/data/v${version}/sobjects/${object}/${id}`;
}

/** Shows records with the selected fields, and no others. */
export function compileSelect(
	context: QueryContext,
	object: ObjectSchema,
	selected: readonly Selected[],
	alias?: string,
): (record: SimRecord) => Shown {
	const writers = selected.map((one) => compileOne(context, object, one, alias));
	return (record) => {
		const url = addressOf(record, context.version);
		const shown: Shown = { attributes: { type: record.object, url } };
		for (const write of writers) write(record, shown);
		return shown;
	};
}

function compileOne(context: QueryContext, object: ObjectSchema, selected: Selected, alias?: string): Writer {
	switch (selected.type) {
		case "Field":
			return writePath(context, resolvePath(context, object, selected.field, alias));
		case "FieldRelationship":
			return writePath(
				context,
				resolvePath(context, object, [...selected.relationships, selected.field].join("."), alias),
			);
		case "FieldSubquery":
			return compileChildren(context, object, selected.subquery);
		case "FieldFunctionExpression":
			return compileFunction(context, object, selected, alias);
		default:
			throw malformed(`${selected.type} is not understood here`);
	}
}

function writePath(context: QueryContext, { steps, field }: Path): Writer {
	return (record, shown) => {
		let current: SimRecord = record;
		let place = shown;
		for (const step of steps) {
			const parent = follow(context, step, current);
			if (!parent) {
				place[step.name] = null;
				return;
			}
			place = openParent(place, step, parent, context.version);
			current = parent;
		}
		place[field.name] = readValue(current, field, context.store.find);
	};
}

function openParent(place: Shown, { name, target }: Step, parent: SimRecord, version: string): Shown {
	const there = place[name];
	if (typeof there === "object" && there !== null) return there as Shown;
	const opened: Shown = { attributes: { type: target.name, url: addressOf(parent, version) } };
	place[name] = opened;
	return opened;
}

function compileFunction(
	context: QueryContext,
	object: ObjectSchema,
	selected: Extract<Selected, { type: "FieldFunctionExpression" }>,
	alias?: string,
): Writer {
	const [parameter] = selected.parameters;
	const name = selected.functionName.toLowerCase();
	if (typeof parameter !== "string" || (name !== "tolabel" && name !== "format")) {
		throw malformed(`unexpected token: ${selected.functionName}`);
	}
	const path = resolvePath(context, object, parameter, alias);
	const labels = new Map(path.field.values.map(({ value, label }) => [value, label]));
	const shownAs = selected.alias ?? parameter;
	return (record, shown) => {
		const value: Value = path.read(record);
		if (name === "format") shown[shownAs] = value === null ? null : String(value);
		else shown[shownAs] = typeof value === "string" ? toLabels(value, labels) : value;
	};
}

function toLabels(value: string, labels: ReadonlyMap<string, string>): string {
	return value
		.split(";")
		.map((one) => labels.get(one) ?? one)
		.join(";");
}

/** `(SELECT Id FROM Contacts)`: the rows whose look-up leads here. */
function compileChildren(
	context: QueryContext,
	parent: ObjectSchema,
	subquery: Extract<Selected, { type: "FieldSubquery" }>["subquery"],
): Writer {
	const relation = childRelations(context, parent).find(
		({ name }) => name.toLowerCase() === subquery.relationshipName.toLowerCase(),
	);
	if (!relation)
		throw malformed(`Didn't understand relationship '${subquery.relationshipName}' in FROM part`);
	const child = openObject(context, relation.object.name);
	const show = compileSelect(context, child, subquery.fields ?? []);
	const fieldName = relation.field.name;
	return (record, shown) => {
		const mine = new Set(context.store.table(child.name).lookUp(relation.field, record.id));
		const rows = findRows(
			context,
			child,
			subquery,
			false,
			(row) => mine.has(row) && row.values[fieldName] !== null,
		);
		const records = rows.map(show);
		shown[relation.name] = records.length > 0 ? { totalSize: records.length, done: true, records } : null;
	};
}

/** Who leads to an object by which look-up, and under what name its rows are asked for. */
export function childRelations(context: Pick<QueryContext, "schema" | "canRead">, parent: ObjectSchema) {
	return [...context.schema.values()].flatMap((object) =>
		!context.canRead(object.name) || !object.writable
			? []
			: [...object.fields.values()]
					.filter(({ referenceTo }) => referenceTo.includes(parent.name))
					.map((field) => ({ object, field, name: childName(parent, object, field.name) })),
	);
}

function childName(parent: ObjectSchema, child: ObjectSchema, through: string): string {
	const isMain = through === `${parent.name}Id`;
	const plural = child.name === "Opportunity" ? "Opportunities" : `${child.name}s`;
	return isMain ? plural : `${through.replace(/(Id|__c)$/, "")}${plural}`;
}
