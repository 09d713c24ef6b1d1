import { parseQuery } from "@jetstreamapp/soql-parser-js";

/** A parser that is not ours reads the query, then every value in it as Salesforce would. */
export interface ReadCondition {
	field: string;
	operator: string;
	/** What the quotes hold, unescaped; other literals as they are written. */
	values: string[];
}

export interface ReadQuery {
	object: string;
	fields: string[];
	conditions: ReadCondition[];
	orderBy: string[];
	limit: number | null;
}

type Where = { left?: unknown; operator?: string; right?: unknown } | null | undefined;

export function readQuery(soql: string): ReadQuery {
	const parsed = parseQuery(soql);
	return {
		object: parsed.sObject ?? "",
		fields: (parsed.fields ?? []).map((one) => nameOf(one)),
		conditions: conditionsOf(parsed.where as Where),
		orderBy: [parsed.orderBy ?? []].flat().map((one) => nameOf(one)),
		limit: parsed.limit ?? null,
	};
}

/** Reads a condition as part of a query. */
export function readCondition(soql: string): ReadCondition[] {
	return readQuery(`SELECT Id FROM Account WHERE ${soql}`).conditions;
}

const ESCAPES: Readonly<Record<string, string>> = {
	n: "\n",
	r: "\r",
	t: "\t",
	b: "\b",
	f: "\f",
	'"': '"',
	"'": "'",
	"\\": "\\",
	_: "_",
	"%": "%",
};

/** What quotes hold. An escape that Salesforce doesn't know throws. */
export function unquote(literal: string): string {
	if (!literal.startsWith("'")) return literal;
	return literal.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (_, escaped: string) => {
		if (escaped.length === 5) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
		const character = ESCAPES[escaped];
		if (character === undefined) throw new Error(`no escape of SOQL: \\${escaped}`);
		return character;
	});
}

function conditionsOf(where: Where): ReadCondition[] {
	if (!where) return [];
	const left = where.left as { field?: string; operator?: string; value?: string | string[] } | undefined;
	const own =
		left?.field === undefined
			? []
			: [
					{
						field: left.field,
						operator: left.operator ?? "",
						values: [left.value ?? []].flat().map(unquote),
					},
				];
	return [...own, ...conditionsOf(where.right as Where)];
}

function nameOf(one: object): string {
	const { rawValue, field } = one as { rawValue?: string; field?: string };
	return rawValue ?? field ?? "";
}
