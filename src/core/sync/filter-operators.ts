import type { SourceType } from "./fields.ts";
import type { FilterOperator } from "./settings.ts";

const EQUALITY = ["is", "is_not"] as const;
const ORDER = ["less", "at_most", "greater", "at_least"] as const;
const WORDS = ["contains", "starts_with"] as const;
const EMPTY = ["is_empty", "is_not_empty"] as const;

const TEXT = [...EQUALITY, ...WORDS, ...EMPTY, ...ORDER];
const NUMBER = [...EQUALITY, ...ORDER, ...EMPTY];

const BY_TYPE: Readonly<Record<SourceType, readonly FilterOperator[]>> = {
	text: TEXT,
	long_text: TEXT,
	phone: TEXT,
	email: TEXT,
	url: TEXT,
	choice: [...EQUALITY, ...WORDS, ...EMPTY],
	choices: ["includes", "excludes", ...EQUALITY, ...EMPTY],
	boolean: EQUALITY,
	integer: NUMBER,
	decimal: NUMBER,
	currency: NUMBER,
	percent: NUMBER,
	date: NUMBER,
	moment: NUMBER,
	reference: [...EQUALITY, ...EMPTY],
	other: [],
};

/** What may be asked of a field, the usual question first. */
export function operatorsFor(type: SourceType): readonly FilterOperator[] {
	return BY_TYPE[type];
}

export function takesValues(operator: FilterOperator): boolean {
	return operator !== "is_empty" && operator !== "is_not_empty";
}
