/** What makes Excel read UTF-8. */
export const CSV_START = "\u{FEFF}";

/** Spreadsheets take what begins so for a formula, the full-width forms of these signs too. */
const FORMULA = /^[\s\u{FEFF}]*[=+\-@|\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/** One line. What another program would run is written as the text it is. */
export function toCsvLine(values: readonly (string | number | null)[]): string {
	return `${values.map(toCell).join(",")}\r\n`;
}

function toCell(value: string | number | null): string {
	if (value === null) return "";
	if (typeof value === "number") return String(value);
	const text = FORMULA.test(value) ? `'${value}` : value;
	return `"${text.replaceAll('"', '""')}"`;
}
