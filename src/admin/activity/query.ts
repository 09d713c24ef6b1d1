import * as v from "valibot";
import { startOfDay } from "../../core/local-time.ts";
import type { Cursor, Span } from "../../services/activity/scan.ts";
import type { PageContext } from "../env.ts";

const DAY_MS = 86_400_000;

/** What a browser's own choice can't be wrong about: anything else counts as no choice. */
export function choice<const T extends readonly string[]>(options: T) {
	return v.fallback(v.optional(v.picklist(options)), undefined);
}

export function words(max: number) {
	return v.fallback(v.pipe(v.optional(v.string(), ""), v.trim(), v.maxLength(max)), "");
}

const day = v.pipe(
	v.optional(v.string(), ""),
	v.trim(),
	v.check((text) => text === "" || isDay(text), "day"),
);

/** Of every filter: its days, and where the page goes on. */
export const spanFields = { from: day, to: day, after: words(300) };

export interface SpanInput {
	from: string;
	to: string;
	after: string;
}

export type Query<T> =
	| { ok: true; values: T; errors: Record<string, never> }
	| { ok: false; input: Record<string, string>; errors: Record<string, string> };

/** Reads what a list is asked for by its address. */
export function parseQuery<S extends v.GenericSchema<unknown, unknown>>(
	c: PageContext,
	schema: S,
): Query<v.InferOutput<S>> {
	const input = c.req.query();
	const parsed = v.safeParse(schema, input);
	if (parsed.success) return { ok: true, values: parsed.output, errors: {} };
	const errors: Record<string, string> = {};
	for (const issue of parsed.issues) errors[v.getDotPath(issue) ?? ""] = issue.message;
	return { ok: false, input, errors };
}

/** Whole days as a clock in `timezone` has them; both are part of it. */
export function toSpan({ from, to }: Pick<SpanInput, "from" | "to">, timezone: string): Span {
	return {
		from: from === "" ? null : startOfDay(from, timezone),
		to: to === "" ? null : startOfDay(nextDay(to), timezone) - 1,
	};
}

export function toCursor(text: string): Cursor | null {
	const match = /^(\d{1,15})\.(\d{1,15})$/.exec(text);
	return match ? { at: Number(match[1]), row: Number(match[2]) } : null;
}

/** An address with these questions; what is empty is left out. */
export function withQuery(path: string, values: Record<string, string | null | undefined>): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(values)) if (value) query.set(name, value);
	const text = query.toString();
	return text === "" ? path : `${path}?${text}`;
}

function isDay(text: string): boolean {
	if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
	const time = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function nextDay(text: string): string {
	return new Date(Date.parse(`${text}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
