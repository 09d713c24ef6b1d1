import type { Problem } from "../errors.ts";
import { parseId } from "../ids.ts";
import type { Org } from "../org.ts";
import type { Field, Value } from "../schema/field.ts";
import type { ObjectSchema } from "../schema/schema.ts";
import { parseDate, parseTime } from "../time.ts";
import type { SimUser } from "../users.ts";

export interface Input {
	values: Record<string, Value>;
	problems: Problem[];
}

/** What a caller wants written, field by field, with everything that is wrong about it. */
export function readInput(
	org: Org,
	user: SimUser,
	object: ObjectSchema,
	body: Record<string, unknown>,
	mode: "create" | "update",
): Input {
	const values: Record<string, Value> = {};
	const problems: Problem[] = [];
	for (const [name, given] of Object.entries(body)) {
		if (name === "attributes") continue;
		const field = object.fields.get(name.toLowerCase()) ?? findRelation(object, name);
		if (!field || user.hiddenFields.has(`${object.name}.${field.name}`)) {
			problems.push({
				code: "INVALID_FIELD",
				message: `No such column '${name}' on sobject of type ${object.name}`,
			});
		} else if (mode === "create" ? !field.createable : !field.updateable) {
			problems.push({
				code: "INVALID_FIELD_FOR_INSERT_UPDATE",
				message: `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
				fields: [field.name],
			});
		} else {
			const read = readGiven(org, field, given);
			if (typeof read === "object" && read !== null && "code" in read) problems.push(read as Problem);
			else values[field.name] = read;
		}
	}
	const missing = findMissing(object, values, mode);
	if (missing.length > 0) {
		problems.push({
			code: "REQUIRED_FIELD_MISSING",
			message: `Required fields are missing: [${missing.join(", ")}]`,
			fields: missing,
		});
	}
	return { values, problems };
}

/** A parent may be named by one of its external ids: `{"Account": {"Customer_Number__c": "7"}}`. */
function findRelation(object: ObjectSchema, name: string): Field | undefined {
	return [...object.fields.values()].find((field) => field.relationshipName === name);
}

function findMissing(
	object: ObjectSchema,
	values: Record<string, Value>,
	mode: "create" | "update",
): string[] {
	return [...object.fields.values()].flatMap(({ name, nillable, createable, type, defaultValue }) => {
		if (nillable || !createable || type === "boolean" || name === "OwnerId") return [];
		const value = values[name];
		const isMissing = value === null || (value === undefined && mode === "create" && defaultValue === null);
		return isMissing ? [name] : [];
	});
}

function readGiven(org: Org, field: Field, given: unknown): Value | Problem {
	if (given === null || given === "") return field.type === "boolean" ? false : null;
	const parseProblem: Problem = {
		code: "JSON_PARSER_ERROR",
		message: `Cannot deserialize instance of ${field.type} from value ${JSON.stringify(given)}`,
	};
	switch (field.type) {
		case "boolean":
			return typeof given === "boolean" ? given : parseProblem;
		case "int":
		case "double":
		case "currency":
		case "percent":
			return typeof given === "number" ||
				(typeof given === "string" && given.trim() !== "" && !Number.isNaN(Number(given)))
				? Number(given)
				: parseProblem;
		case "date":
			return (typeof given === "string" ? parseDate(given.slice(0, 10)) : null) ?? parseProblem;
		case "datetime":
			return (typeof given === "string" ? parseTime(given) : null) ?? parseProblem;
		case "reference":
			return readReference(org, field, given);
	}
	if (typeof given !== "string" && typeof given !== "number" && typeof given !== "boolean")
		return parseProblem;
	return checkText(field, String(given));
}

function readReference(org: Org, field: Field, given: unknown): Value | Problem {
	if (typeof given === "object" && given !== null) {
		const [pair] = Object.entries(given).filter(([name]) => name !== "attributes");
		for (const object of field.referenceTo) {
			const key = org.schema.get(object)?.fields.get(pair?.[0].toLowerCase() ?? "");
			if (!key || (!key.externalId && key.type !== "id")) continue;
			const text = String(pair?.[1] ?? "");
			const rows =
				key.type === "id" ? [org.store.find(text)] : [...org.store.table(object).lookUp(key, text)];
			const found = rows.find((row) => row && !row.isDeleted);
			if (found) return found.id;
		}
		return {
			code: "INVALID_FIELD",
			message: `Foreign key external ID: ${String(pair?.[1]).toLowerCase()} not found for field ${pair?.[0]} in entity ${field.referenceTo[0]}`,
		};
	}
	const text = String(given);
	if (parseId(text) === null) {
		return {
			code: "MALFORMED_ID",
			message: `${field.label}: id value of incorrect type: ${text}`,
			fields: [field.name],
		};
	}
	const found = org.store.find(text);
	if (found && field.referenceTo.includes(found.object)) return found.id;
	return { code: "INVALID_CROSS_REFERENCE_KEY", message: "invalid cross reference id", fields: [field.name] };
}

const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/;

function checkText(field: Field, text: string): Value | Problem {
	const fields = [field.name];
	if ([...text].length > field.length) {
		return {
			code: "STRING_TOO_LONG",
			message: `${field.label}: data value too large: ${text.slice(0, 80)} (max length=${field.length})`,
			fields,
		};
	}
	if (field.type === "email" && !EMAIL.test(text)) {
		return {
			code: "INVALID_EMAIL_ADDRESS",
			message: `${field.label}: invalid email address: ${text}`,
			fields,
		};
	}
	if (field.restricted && (field.type === "picklist" || field.type === "multipicklist")) {
		const chosen = field.type === "picklist" ? [text] : text.split(";");
		const wrong = chosen.find((one) => !field.values.some(({ value }) => value === one));
		if (wrong !== undefined) {
			return {
				code: "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
				message: `${field.label}: bad value for restricted picklist field: ${wrong}`,
				fields,
			};
		}
	}
	return text;
}
