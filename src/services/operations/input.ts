import * as v from "valibot";
import { sha256Hex } from "../../lib/crypto.ts";

const fieldValue = v.union([v.string(), v.array(v.string()), v.boolean()]);
const recipients = v.array(v.object({ name: v.nullable(v.string()), address: v.string() }));
/** Slack's ids of the files that go along. */
const attachments = v.array(v.string());

/** What is written, by kind: complete enough to be done by whoever claims the row. */
export const operationInputs = {
	create: v.object({
		departmentId: v.string(),
		subject: v.string(),
		description: v.string(),
		requester: v.object({ email: v.string(), name: v.nullable(v.string()) }),
		priority: v.nullable(v.string()),
		fields: v.record(v.string(), fieldValue),
		attachments,
		/** The Slack message it is made from: whoever reads that is told of the ticket. */
		source: v.nullable(v.object({ channelId: v.string(), messageTs: v.string() })),
	}),
	comment: v.object({ text: v.string(), attachments }),
	reply: v.object({
		text: v.string(),
		attachments,
		status: v.nullable(v.string()),
		/** null until the person has seen and confirmed them: a reply without them is never sent. */
		targets: v.nullable(v.object({ from: v.nullable(v.string()), to: recipients, cc: recipients })),
	}),
	update: v.object({
		status: v.optional(v.string()),
		priority: v.optional(v.string()),
		assigneeId: v.optional(v.nullable(v.string())),
		departmentId: v.optional(v.string()),
		addTags: v.optional(v.array(v.string())),
		removeTags: v.optional(v.array(v.string())),
	}),
} as const;

export type OperationKind = keyof typeof operationInputs;
export type OperationInput<K extends OperationKind> = v.InferOutput<(typeof operationInputs)[K]>;
export type WrittenInput = { [K in OperationKind]: { kind: K; input: OperationInput<K> } }[OperationKind];

/** Tells one input from any other: what a person confirmed from what lies there by now. */
export async function markOf({ kind, input }: WrittenInput): Promise<string> {
	// Parsed, so that the order of the names doesn't matter.
	return (await sha256Hex(JSON.stringify(v.parse(operationInputs[kind], input)))).slice(0, 32);
}

/** A change that may be made twice with the same result; everything else would reach somebody twice. */
export function isRepeatable(kind: OperationKind): boolean {
	return kind === "update";
}
