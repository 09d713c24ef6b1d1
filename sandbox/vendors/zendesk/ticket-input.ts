import * as v from "valibot";
import type { ZendeskContext } from "./app-env.ts";
import { invalidAttribute, recordInvalid } from "./errors.ts";

/** The part of a ticket's writable properties that the simulator knows; the others are taken and ignored. */

const id = v.pipe(v.number(), v.integer());
const statuses = v.picklist(["new", "open", "pending", "hold", "solved", "closed"]);
const priorities = v.picklist(["urgent", "high", "normal", "low"]);
const types = v.picklist(["problem", "incident", "question", "task"]);

const ticketInput = v.object({
	subject: v.optional(v.nullable(v.string())),
	status: v.optional(statuses),
	priority: v.optional(v.nullable(priorities)),
	type: v.optional(v.nullable(types)),
	assignee_id: v.optional(v.nullable(id)),
	group_id: v.optional(v.nullable(id)),
	requester_id: v.optional(id),
	requester: v.optional(
		v.union([v.string(), id, v.object({ name: v.optional(v.string()), email: v.optional(v.string()) })]),
	),
	tags: v.optional(v.array(v.string())),
	custom_fields: v.optional(
		v.array(
			v.object({
				id,
				value: v.optional(v.nullable(v.union([v.string(), v.number(), v.boolean(), v.array(v.string())]))),
			}),
		),
	),
	comment: v.optional(
		v.object({
			body: v.optional(v.string()),
			html_body: v.optional(v.string()),
			public: v.optional(v.boolean()),
			uploads: v.optional(v.array(v.string())),
		}),
	),
	safe_update: v.optional(v.boolean()),
	updated_stamp: v.optional(v.string()),
});

export type TicketInput = v.InferOutput<typeof ticketInput>;

const WORDS: Readonly<Record<string, string>> = { status: "Status", priority: "Priority", type: "Type" };

/** The body's ticket, and the body's text, by which a repeat is recognised. */
export async function parseTicketInput(c: ZendeskContext): Promise<{ input: TicketInput; text: string }> {
	const isJson = c.req.header("content-type")?.startsWith("application/json");
	const text = await c.req.text();
	const body = isJson ? parseObject(text) : null;
	if (!body || typeof body.ticket !== "object") {
		throw invalidAttribute("You passed an invalid value for the ticket attribute. Must be an object");
	}
	const parsed = v.safeParse(ticketInput, body.ticket);
	if (parsed.success) return { input: parsed.output, text };
	const path = v.getDotPath(parsed.issues[0]) ?? "ticket";
	const word = WORDS[path];
	if (word) throw recordInvalid(path, `${word}: is not a valid value`);
	throw invalidAttribute(`You passed an invalid value for the ${path} attribute.`);
}

function parseObject(text: string): { ticket?: unknown } | null {
	try {
		const body: unknown = JSON.parse(text);
		return typeof body === "object" ? body : null;
	} catch {
		return null;
	}
}
