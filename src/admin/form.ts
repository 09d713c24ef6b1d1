import * as v from "valibot";
import type { PageContext } from "./env.ts";

/** What a person typed and, by field, what is wrong with it. */
export interface FormProblem {
	input: Record<string, string>;
	errors: Record<string, string>;
}

export type FormResult<T> = { ok: true; values: T } | ({ ok: false } & FormProblem);

/** The words of a form. Of a field that comes twice the last one counts; a body that is no form has none. */
export async function readFields(c: PageContext): Promise<Record<string, string>> {
	const fields: Record<string, string> = {};
	// What says it is a form and isn't can't be read.
	const body = await c.req.parseBody().catch(() => ({}));
	for (const [name, value] of Object.entries(body)) if (typeof value === "string") fields[name] = value;
	return fields;
}

/** Reads a form. A schema's messages are words of ours, which the page puts into a language. */
export async function parseForm<S extends v.GenericSchema<unknown, unknown>>(
	c: PageContext,
	schema: S,
): Promise<FormResult<v.InferOutput<S>>> {
	const input = await readFields(c);
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
