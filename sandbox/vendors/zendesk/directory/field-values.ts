import type { DirectoryFieldRecord, DirectoryValue } from "../state.ts";

const MAX_TEXT = 65_535;

/** What a record's custom fields hold after a write; what the account has no field for is passed over without a word. */
export function mergeFields(
	fields: readonly DirectoryFieldRecord[],
	had: Readonly<Record<string, DirectoryValue>>,
	given: Readonly<Record<string, unknown>>,
): { values: Record<string, DirectoryValue>; problems: Record<string, string> } {
	const values: Record<string, DirectoryValue> = { ...had };
	const problems: Record<string, string> = {};
	for (const field of fields) {
		if (!Object.hasOwn(given, field.key)) continue;
		const value = toStored(field, given[field.key]);
		if (value === undefined) problems[field.key] = `${field.title}: is invalid`;
		else if (value === null) delete values[field.key];
		else values[field.key] = value;
	}
	return { values, problems };
}

/** undefined: refused. */
function toStored({ type, options }: DirectoryFieldRecord, value: unknown): DirectoryValue | undefined {
	if (value === null || value === undefined || value === "") return null;
	switch (type) {
		case "checkbox":
			return typeof value === "boolean" ? value : { true: true, false: false }[String(value)];
		case "integer":
			return /^-?\d+$/.test(String(value)) ? Number(value) : undefined;
		case "decimal":
			return /^-?\d+(?:\.\d+)?$/.test(String(value)) ? Number(value) : undefined;
		case "date":
			return toMidnight(String(value));
		case "dropdown":
			return options.some((option) => option.value === value) ? String(value) : undefined;
		case "multiselect":
			return Array.isArray(value) && value.every((one) => options.some((option) => option.value === one))
				? value.map(String)
				: undefined;
		default:
			return typeof value === "object" || String(value).length > MAX_TEXT ? undefined : String(value);
	}
}

function toMidnight(text: string): string | undefined {
	const day = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/.exec(text)?.[1];
	return day && !Number.isNaN(Date.parse(day)) ? `${day}T00:00:00+00:00` : undefined;
}
