import type { FieldMapping, FieldOption, SourceType, TargetField, TargetType } from "./fields.ts";
import type { FieldValue } from "./record.ts";

export type Converted =
	| { ok: true; value: FieldValue }
	| { ok: false; reason: "invalid_value" | "unknown_choice" };

const TEXTS: readonly SourceType[] = ["text", "long_text", "phone", "email", "url", "choice", "reference"];
const SIMPLE: readonly SourceType[] = [
	...TEXTS,
	"choices",
	"boolean",
	"integer",
	"decimal",
	"currency",
	"percent",
	"date",
	"moment",
];

/** Which sources a target takes: the editor offers these, and nothing else is accepted. */
const ACCEPTED: Readonly<Record<TargetType, readonly SourceType[]>> = {
	text: SIMPLE,
	long_text: SIMPLE,
	phone: ["phone", "text"],
	email: ["email", "text"],
	url: ["url", "text"],
	choice: ["choice", "text", "boolean"],
	choices: ["choices", "choice", "text"],
	boolean: ["boolean"],
	integer: ["integer"],
	decimal: ["decimal", "currency", "percent", "integer"],
	date: ["date", "moment"],
	moment: ["moment", "date"],
	tags: ["choice", "choices", "text", "boolean"],
};

export function canMap(source: SourceType, target: TargetType): boolean {
	return ACCEPTED[target].includes(source);
}

/** What a desk's field is given for a value of the CRM. An empty text, an empty list and nothing at all are null. */
export function convertValue(
	value: FieldValue,
	target: TargetField,
	choices: FieldMapping["choices"],
): Converted {
	if (isEmpty(value)) return { ok: true, value: null };
	switch (target.type) {
		case "boolean":
			return typeof value === "boolean" ? { ok: true, value } : INVALID;
		case "integer":
			return Number.isSafeInteger(value) ? { ok: true, value } : INVALID;
		case "decimal":
			return Number.isFinite(value) ? { ok: true, value } : INVALID;
		case "date":
			return toMoment(value, (iso) => iso.slice(0, 10));
		case "moment":
			return toMoment(value, (iso) => iso);
		case "choice":
			return toChoice(toText(value), target.options, choices);
		case "choices":
			return toChoices(value, target.options, choices);
		case "tags":
			return { ok: true, value: toTags(value, choices) };
		case "email":
			return /^[^\s@]+@[^\s@]+$/.test(toText(value)) ? { ok: true, value: toText(value) } : INVALID;
		default:
			return { ok: true, value: cut(toText(value), target.length) };
	}
}

const INVALID: Converted = { ok: false, reason: "invalid_value" };

export function isEmpty(value: FieldValue): boolean {
	return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** A value as it stands in a text. Several choices are joined as people write them. */
export function toText(value: FieldValue): string {
	return Array.isArray(value) ? value.join(", ") : value === null ? "" : String(value).trim();
}

/** A text that is too long ends in an ellipsis rather than failing its record. Surrogate pairs stay whole. */
function cut(text: string, length: number | null): string {
	if (length === null || text.length <= length) return text;
	const kept = text.slice(0, Math.max(0, length - 1)).replace(/[\uD800-\uDBFF]$/, "");
	return `${kept}…`;
}

function toMoment(value: FieldValue, part: (iso: string) => string): Converted {
	const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
	return Number.isNaN(at) ? INVALID : { ok: true, value: part(new Date(at).toISOString()) };
}

function toChoice(
	text: string,
	options: readonly FieldOption[],
	choices: FieldMapping["choices"],
): Converted {
	const wanted = Object.hasOwn(choices, text) ? (choices[text] ?? "") : text;
	if (wanted === "") return { ok: true, value: null };
	const folded = wanted.toLowerCase();
	const found =
		options.find((option) => option.value === wanted) ??
		options.find((option) => option.value.toLowerCase() === folded) ??
		options.find((option) => option.label.toLowerCase() === folded);
	return found ? { ok: true, value: found.value } : { ok: false, reason: "unknown_choice" };
}

function toChoices(
	value: FieldValue,
	options: readonly FieldOption[],
	choices: FieldMapping["choices"],
): Converted {
	const chosen: string[] = [];
	for (const one of Array.isArray(value) ? value : [toText(value)]) {
		const converted = toChoice(one, options, choices);
		if (!converted.ok) return converted;
		if (typeof converted.value === "string") chosen.push(converted.value);
	}
	return { ok: true, value: chosen.length > 0 ? chosen : null };
}

/** Words without spaces, as desks take them. */
function toTags(value: FieldValue, choices: FieldMapping["choices"]): readonly string[] | null {
	const words = (Array.isArray(value) ? value : [toText(value)])
		.map((one) => (Object.hasOwn(choices, one) ? (choices[one] ?? "") : one))
		.map(toTag)
		.filter((word) => word !== "");
	return words.length > 0 ? [...new Set(words)] : null;
}

export function toTag(text: string): string {
	return text
		.trim()
		.toLowerCase()
		.replace(/[\s,;"'<>&]+/g, "_")
		.replace(/^_+|_+$/g, "");
}
