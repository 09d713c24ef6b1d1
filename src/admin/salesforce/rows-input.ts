/** Lists in forms that work without a script: each row's fields are numbered, and a button sends what was entered along. */

/** What was pressed: to save, to look, or to change the list itself. */
export type Press =
	| { do: "save" | "check" }
	/** `what`: the part of the page that gets the row. */
	| { do: "add"; what: string }
	| { do: "remove" | "up" | "down"; at: number };

export type RowFields = Readonly<Record<string, string>>;

const MAX_ROWS = 300;

export function readPress(fields: RowFields): Press {
	const [word = "", rest = ""] = (fields.do ?? "").split(".");
	if (word === "add") return { do: "add", what: rest };
	if (word === "remove" || word === "up" || word === "down") return { do: word, at: Number(rest) };
	return { do: word === "check" ? "check" : "save" };
}

/** The fields of each row by their names without its number: `source.0` is `source` of the first. */
export function readRows(fields: RowFields): Record<string, string>[] {
	const rows = new Map<number, Record<string, string>>();
	for (const [name, value] of Object.entries(fields)) {
		const [, field = "", number = "", rest = ""] = /^([a-z]+)\.(\d{1,3})(\..*)?$/s.exec(name) ?? [];
		if (field === "" || Number(number) >= MAX_ROWS) continue;
		const row = rows.get(Number(number)) ?? {};
		row[`${field}${rest}`] = value;
		rows.set(Number(number), row);
	}
	return [...rows].sort(([one], [other]) => one - other).map(([, row]) => row);
}

/** The list after a button of one of its rows; where it stands in it is what counts. */
export function pressRow<T>(rows: readonly T[], press: Press): T[] {
	if (press.do === "remove") return rows.filter((_, index) => index !== press.at);
	if (press.do !== "up" && press.do !== "down") return [...rows];
	const to = press.do === "up" ? press.at - 1 : press.at + 1;
	const moved = rows[press.at];
	if (moved === undefined || to < 0 || to >= rows.length) return [...rows];
	const others = rows.filter((_, index) => index !== press.at);
	return [...others.slice(0, to), moved, ...others.slice(to)];
}
