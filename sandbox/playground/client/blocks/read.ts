/** Blocks come from the app under test: every part may be missing or of another kind. */
export type Data = Readonly<Record<string, unknown>>;

export function asData(value: unknown): Data {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Data) : {};
}

export function asList(value: unknown): Data[] {
	return Array.isArray(value) ? value.map(asData) : [];
}

export function asText(value: unknown): string {
	return typeof value === "string" ? value : "";
}

/** The `text` of a text object. */
export function textOf(value: unknown): string {
	return asText(asData(value).text);
}
