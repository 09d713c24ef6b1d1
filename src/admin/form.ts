import * as v from "valibot";
import type { PageContext } from "./env.ts";

/** What a person typed and, by field, what is wrong with it. */
export interface FormProblem {
	input: Record<string, string>;
	errors: Record<string, string>;
}

export type FormResult<T> = { ok: true; values: T } | ({ ok: false } & FormProblem);

/** Reads a form. A schema's messages are words of ours, which the page puts into a language. */
export async function parseForm<S extends v.GenericSchema<unknown, unknown>>(
	c: PageContext,
	schema: S,
): Promise<FormResult<v.InferOutput<S>>> {
	const body = await c.req.parseBody();
	const input: Record<string, string> = {};
	for (const [name, value] of Object.entries(body)) if (typeof value === "string") input[name] = value;
	const parsed = v.safeParse(schema, input);
	if (parsed.success) return { ok: true, values: parsed.output };
	const errors: Record<string, string> = {};
	for (const issue of parsed.issues) {
		const name = v.getDotPath(issue) ?? "";
		errors[name] ??= issue.message;
	}
	return { ok: false, input, errors };
}

/** A line that has to be there. */
export function requiredText(max: number) {
	return v.pipe(
		v.optional(v.string("required"), ""),
		v.trim(),
		v.nonEmpty("required"),
		v.maxLength(max, "too_long"),
	);
}

/** A line that may be left empty. */
export function optionalText(max: number) {
	return v.pipe(v.optional(v.string("required"), ""), v.trim(), v.maxLength(max, "too_long"));
}
