import type { JudgedRow } from "./rows.ts";

export function formatTable(rows: readonly JudgedRow[]): string {
	return align([
		["name", "value", "against", "ratio", "target", "holds", ""],
		...rows.map((row) => [
			row.name,
			`${round(row.value)} ${row.unit}`,
			row.against === null ? "" : `${round(row.against)}`,
			row.ratio === null ? "" : round(row.ratio),
			row.target ?? "",
			row.holds === null ? "" : row.holds ? "yes" : "NO",
			row.note,
		]),
	]);
}

/** One line for each page, whose figures are rows named `<page>.ms`, `<page>.cpu` and `<page>.d1_rows_read`. */
export function formatPages(rows: readonly JudgedRow[]): string {
	const named = new Map(rows.map((row) => [row.name, row]));
	const pages = rows.flatMap(({ name }) => (name.endsWith(".ms") ? [name.slice(0, -3)] : []));
	const lines = pages.map((page) => {
		const [ms, cpu, read] = ["ms", "cpu", "d1_rows_read"].map((figure) => named.get(`${page}.${figure}`));
		const missed = [ms, cpu, read].flatMap((row) => (row?.holds === false ? [`${row.unit} NO`] : []));
		return [
			page,
			...[ms?.against, ms?.value, ms?.ratio, cpu?.value, cpu?.ratio, read?.against, read?.value].map(
				(figure) => (figure === null || figure === undefined ? "" : round(figure)),
			),
			missed.join(", ") || "yes",
			read?.note ?? "",
		];
	});
	const heading = [
		"",
		"ms small",
		"ms big",
		"ratio",
		"µs CPU",
		"÷ bare",
		"rows, quarter",
		"rows",
		"holds",
		"",
	];
	return align([heading, ...lines]);
}

function align(table: readonly string[][]): string {
	const widths = (table[0] ?? []).map((_, column) =>
		Math.max(...table.map((line) => (line[column] ?? "").length)),
	);
	return table
		.map((line) =>
			line
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join("  ")
				.trimEnd(),
		)
		.join("\n");
}

function round(value: number): string {
	if (Number.isInteger(value)) return String(value);
	return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 3);
}
