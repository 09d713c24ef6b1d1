/** Queries whose every part has passed through here: names by their form, values quoted. */

declare const checked: unique symbol;
/** A piece of a query that nobody's input has been pasted into. */
export type Soql = string & { readonly [checked]: true };

const NAME = /^[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*){0,5}$/;
const ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;
const NUMBER = /^-?\d{1,18}(?:\.\d{1,18})?$/;

/** The only escapes that Salesforce knows; any other backslash is an error. */
const ESCAPES: Readonly<Record<string, string>> = {
	"\\": "\\\\",
	"'": "\\'",
	'"': '\\"',
	"\n": "\\n",
	"\r": "\\r",
	"\t": "\\t",
	"\b": "\\b",
	"\f": "\\f",
};

export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=" | "LIKE";

/** A field or object by its name, or a path of names. */
export function name(text: string): Soql {
	if (!NAME.test(text)) throw new TypeError("not a name of a field");
	return text as Soql;
}

export function quoted(text: string): Soql {
	return `'${escapeText(text)}'` as Soql;
}

/** A pattern of LIKE around `text`, whose own `%` and `_` stand for themselves. */
export function pattern(text: string, where: "anywhere" | "start"): Soql {
	const literal = escapeText(text).replace(/[%_]/g, "\\$&");
	return `'${where === "anywhere" ? "%" : ""}${literal}%'` as Soql;
}

export function isId(text: string): boolean {
	return ID.test(text);
}

export function id(text: string): Soql {
	if (!isId(text)) throw new TypeError("not an id");
	return `'${text}'` as Soql;
}

/** What an earlier part of the same call found, such as `contact.records[0].AccountId`. */
export function reference(to: string): Soql {
	if (!/^\w+(?:\[\d+\])?(?:\.\w+(?:\[\d+\])?)*$/.test(to)) throw new TypeError("not a reference");
	return `'@{${to}}'` as Soql;
}

/** null for what SOQL would not read as a number. */
export function number(text: string): Soql | null {
	return NUMBER.test(text) ? (text as Soql) : null;
}

export function truth(value: boolean): Soql {
	return String(value) as Soql;
}

export const nothing = "null" as Soql;

/** Without the fraction where there is none: stamps rarely have one. */
export function moment(at: number): Soql {
	return new Date(at).toISOString().replace(".000Z", "Z") as Soql;
}

/** `YYYY-MM-DD` of a day that exists, or null. */
export function day(text: string): Soql | null {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
	const at = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? (text as Soql) : null;
}

export function compare(field: Soql, operator: Comparison, value: Soql): Soql {
	return `${field} ${operator} ${value}` as Soql;
}

export function among(
	field: Soql,
	operator: "IN" | "NOT IN" | "INCLUDES" | "EXCLUDES",
	values: readonly Soql[],
): Soql {
	if (values.length === 0) throw new TypeError("among nothing");
	return `${field} ${operator} (${values.join(", ")})` as Soql;
}

/** SOQL has no precedence between AND and OR: mixed, each group needs its parentheses. */
export function all(conditions: readonly Soql[]): Soql {
	return join(conditions, " AND ");
}

export function any(conditions: readonly Soql[]): Soql {
	return join(conditions, " OR ");
}

export interface Selection {
	fields: readonly Soql[] | "COUNT()";
	from: Soql;
	/** All of them. */
	where: readonly Soql[];
	orderBy?: readonly { field: Soql; direction?: "DESC" }[];
	limit?: number;
}

export function select({ fields, from, where, orderBy = [], limit }: Selection): Soql {
	const columns = fields === "COUNT()" ? fields : fields.join(", ");
	const order = orderBy.map(({ field, direction }) => (direction ? `${field} ${direction}` : field));
	return [
		`SELECT ${columns} FROM ${from}`,
		where.length === 0 ? "" : ` WHERE ${where.join(" AND ")}`,
		order.length === 0 ? "" : ` ORDER BY ${order.join(", ")}`,
		limit === undefined ? "" : ` LIMIT ${Math.trunc(limit)}`,
	].join("") as Soql;
}

function join(conditions: readonly Soql[], word: " AND " | " OR "): Soql {
	const [first, ...others] = conditions;
	if (!first) throw new TypeError("a condition of nothing");
	return others.length === 0 ? first : (`(${conditions.join(word)})` as Soql);
}

/**
 * Other control characters by their number, and what a composite call would take for a reference; half a surrogate
 * pair can't be sent at all.
 */
function escapeText(text: string): string {
	return text
		.toWellFormed()
		.replace(/[\\'"\p{Cc}\u2028\u2029]|@(?=\{)/gu, (character) => ESCAPES[character] ?? byNumber(character));
}

function byNumber(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
