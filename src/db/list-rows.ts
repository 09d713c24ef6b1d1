/**
 * A list in one JSON parameter, the statement's first, as rows. D1 counts each row of a `json_each` as one that was read;
 * it counts none of these. A place in a list is walked to, so that longer ones are asked for in parts.
 */
export const LIST_SIZE = 250;

/** `(?1 ->> 0), (?1 ->> 1), …` */
export function listValues(length: number): string {
	return Array.from({ length }, (_, place) => `(?1 ->> ${place})`).join(", ");
}

/** Likewise of a list of lists; `more` stands at the end of every row. */
export function listRows(length: number, columns: number, more: string): string {
	return Array.from({ length }, (_, row) => {
		const places = Array.from({ length: columns }, (_one, column) => `?1 ->> '$[${row}][${column}]'`);
		return `(${places.join(", ")}, ${more})`;
	}).join(", ");
}

export function partsOf<T>(list: readonly T[], size: number): T[][] {
	const parts: T[][] = [];
	for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size));
	return parts;
}
