import { takesValues } from "../../core/sync/filter-operators.ts";
import { FILTER_OPERATORS, type Filter, type FilterCondition } from "../../core/sync/settings.ts";
import { type Press, pressRow, type RowFields, readRows } from "./rows-input.ts";

const MAX_VALUES = 100;
const MAX_VALUE = 1000;
const MAX_CONDITIONS = 50;

/** The conditions as they were entered, without the one whose button took it away. */
export function readFilter(fields: RowFields, press: Press): { filter: Filter; newPath?: string } {
	const rows = pressRow(readRows(fields), press);
	const group = (name: string) =>
		rows
			.filter((row) => row.group === name)
			.slice(0, MAX_CONDITIONS)
			.map(toCondition);
	const newPath = press.do === "add" ? { newPath: (fields.new_path ?? "").trim().slice(0, 200) } : {};
	return { filter: { all: group("all"), any: group("any") }, ...newPath };
}

function toCondition(row: Record<string, string>): FilterCondition {
	const operator = FILTER_OPERATORS.find((one) => one === row.operator) ?? "is";
	const values = (row.values ?? "")
		.split(/\r?\n/)
		.map((value) => value.trim().slice(0, MAX_VALUE))
		.filter((value) => value !== "");
	return {
		path: (row.path ?? "").slice(0, 200),
		operator,
		values: takesValues(operator) ? [...new Set(values)].slice(0, MAX_VALUES) : [],
	};
}
