import type { SourceField } from "../core/sync/fields.ts";
import { day, id, isId, moment, number, quoted, type Soql, truth } from "./soql.ts";

/** A typed value as SOQL compares it. A whole day of a moment reaches from midnight until, not at, the next one. */
export interface Literal {
	from: Soql;
	until: Soql | null;
}

export type LiteralKind =
	| "text"
	| "choice"
	| "choices"
	| "id"
	| "boolean"
	| "integer"
	| "decimal"
	| "date"
	| "moment"
	| "none";

const DAY_MS = 86_400_000;
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?$/i;

/** How a field's values are written in SOQL. */
export function literalKind({ path, type }: Pick<SourceField, "path" | "type">): LiteralKind {
	// Shown as text, compared as what it is.
	if (path === "Id" || path.endsWith(".Id")) return "id";
	switch (type) {
		case "text":
		case "long_text":
		case "phone":
		case "email":
		case "url":
			return "text";
		case "currency":
		case "percent":
			return "decimal";
		case "reference":
			return "id";
		case "other":
			return "none";
		default:
			return type;
	}
}

/** null for what a field of that kind can't hold. Times without a zone are taken as UTC. */
export function toLiteral(kind: LiteralKind, text: string): Literal | null {
	const typed = text.normalize("NFKC").trim();
	switch (kind) {
		case "text":
		case "choice":
		case "choices":
			return exactly(quoted(text));
		case "id":
			return exactly(isId(typed) ? id(typed) : null);
		case "boolean":
			return exactly(/^(?:true|false)$/i.test(typed) ? truth(typed.toLowerCase() === "true") : null);
		case "integer":
			return exactly(/[.]/.test(typed) ? null : number(typed));
		case "decimal":
			return exactly(number(typed));
		case "date":
			return exactly(day(typed));
		case "moment":
			return toMoment(typed);
		default:
			return null;
	}
}

function toMoment(typed: string): Literal | null {
	if (day(typed)) {
		const start = Date.parse(`${typed}T00:00:00Z`);
		return { from: moment(start), until: moment(start + DAY_MS) };
	}
	const [, date, time, zone = "Z"] = MOMENT.exec(typed) ?? [];
	if (!date || !time || !day(date)) return null;
	const at = Date.parse(`${date}T${time}${zone.toUpperCase()}`);
	return exactly(Number.isNaN(at) ? null : moment(at));
}

function exactly(from: Soql | null): Literal | null {
	return from === null ? null : { from, until: null };
}
