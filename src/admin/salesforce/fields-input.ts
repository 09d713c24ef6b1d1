import { FIELD_POLICIES, type FieldMapping } from "../../core/sync/fields.ts";
import { type Press, pressRow, type RowFields, readRows } from "./rows-input.ts";

const MAX_SOURCE = 1000;
const CHOICE = "choice.";
/** What a choice's list sends: nothing for the same word, this to leave the field empty, else the desk's choice. */
export const LEFT_EMPTY = "none";
export const CHOSEN = "is:";

/** The mappings as they were entered, right or wrong. */
export function readMappings(fields: RowFields): FieldMapping[] {
	return readRows(fields)
		.filter(({ target }) => target !== undefined && target !== "")
		.map((row): FieldMapping => {
			const text = (row.source ?? "").trim().slice(0, MAX_SOURCE);
			const isTemplate = text.includes("{");
			return {
				target: (row.target ?? "").slice(0, 200),
				source: isTemplate ? { kind: "template", text } : { kind: "field", path: text },
				policy: FIELD_POLICIES.find((one) => one === row.policy) ?? "overwrite",
				choices: readChoices(row),
			};
		});
}

function readChoices(row: Record<string, string>): Record<string, string> {
	const chosen = Object.entries(row).flatMap(([name, value]): [string, string][] => {
		if (!name.startsWith(CHOICE) || value === "") return [];
		const theirs = name.slice(CHOICE.length);
		if (value === LEFT_EMPTY) return [[theirs, ""]];
		return value.startsWith(CHOSEN) ? [[theirs, value.slice(CHOSEN.length)]] : [];
	});
	return Object.fromEntries(chosen);
}

/** After a button: a line more at the end, or one less. */
export function pressMapping(
	mappings: readonly FieldMapping[],
	press: Press,
	fields: RowFields,
): FieldMapping[] {
	if (press.do !== "add") return pressRow(mappings, press);
	const target = (fields.new_target ?? "").slice(0, 200);
	if (target === "" || mappings.some((one) => one.target === target)) return [...mappings];
	return [...mappings, { target, source: { kind: "field", path: "" }, policy: "overwrite", choices: {} }];
}

export function textOf({ source }: FieldMapping): string {
	return source.kind === "field" ? source.path : source.text;
}
