import type { Context } from "hono";
import * as v from "valibot";

/**
 * The checked JSON body, or the answer that refuses it. Only `application/json` is taken: a foreign page cannot
 * send that without asking first, so it cannot press buttons here.
 */
export async function readBody<S extends v.GenericSchema>(
	c: Context,
	schema: S,
): Promise<v.InferOutput<S> | Response> {
	if (!c.req.header("content-type")?.startsWith("application/json")) {
		return c.json({ error: "Send JSON." }, 415);
	}
	const body: unknown = await c.req.json().catch(() => undefined);
	const parsed = v.safeParse(schema, body);
	if (parsed.success) return parsed.output;
	return c.json({ error: v.flatten(parsed.issues).root?.[0] ?? "A field is missing or wrong." }, 400);
}
