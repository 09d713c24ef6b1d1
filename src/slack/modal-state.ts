import * as v from "valibot";
import { parseJson } from "../lib/http.ts";

const MAX_METADATA = 3000;

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const fileIds = v.optional(v.pipe(v.array(id), v.maxLength(10)), []);

/** Where it was opened from: answers that outlive the modal go there. */
const opened = { channelId: v.optional(v.nullable(id), null) };
/** `card`: the sealed address of the card whose button opened it. */
const onTicket = {
	...opened,
	deskId: id,
	ticketId: id,
	card: v.optional(v.pipe(v.string(), v.maxLength(1000))),
};

const sourceSchema = v.object({ channelId: id, messageTs: id });
/** The message that a shortcut was used on. */
const source = v.optional(v.nullable(sourceSchema), null);

const stateSchema = v.variant("modal", [
	v.object({
		modal: v.picklist(["loading", "sending", "done", "unknown", "not_possible", "answer"]),
		...opened,
	}),
	v.object({
		modal: v.literal("create"),
		...opened,
		deskId: id,
		departmentId: v.optional(v.nullable(id), null),
		source,
		fileIds,
	}),
	v.object({ modal: v.literal("comment"), ...onTicket, fileIds }),
	/** `operationId`: where the recipients that the person sees are kept. */
	v.object({
		modal: v.literal("reply"),
		...onTicket,
		operationId: v.optional(v.nullable(id), null),
		fileIds,
	}),
	/**
	 * `operationId`: where text, status and recipients wait; `shown`: the mark of what this view shows of them;
	 * `attempts`: how often it had been sent by then, since one confirmation counts for one sending.
	 */
	v.object({
		modal: v.literal("confirm_reply"),
		...onTicket,
		operationId: id,
		shown: id,
		attempts: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
	}),
	v.object({ modal: v.picklist(["status", "priority", "tags"]), ...onTicket }),
	v.object({
		modal: v.picklist(["assign", "move"]),
		...onTicket,
		departmentId: v.optional(v.nullable(id), null),
	}),
	v.object({ modal: v.literal("add_to_ticket"), ...opened, deskId: id, source, fileIds }),
]);

/** What a modal knows besides its inputs: ids only, since Slack keeps it in plain text. */
export type ModalState = v.InferOutput<typeof stateSchema>;
export type MessageSource = v.InferOutput<typeof sourceSchema>;

/** `callback_id` and `private_metadata` of a view. Throws for ids that no desk hands out. */
export function toModalIds(state: ModalState): { callback_id: string; private_metadata: string } {
	const { modal, ...ids } = v.parse(stateSchema, state);
	return { callback_id: modal, private_metadata: JSON.stringify(ids) };
}

/** null for a view that isn't ours, or is of another version. */
export function parseModalState(view: {
	callback_id?: string | undefined;
	private_metadata?: string | undefined;
}): ModalState | null {
	const metadata = view.private_metadata ?? "";
	if (metadata.length > MAX_METADATA) return null;
	const ids = parseJson(metadata);
	if (typeof ids !== "object" || ids === null) return null;
	const parsed = v.safeParse(stateSchema, { ...ids, modal: view.callback_id });
	return parsed.success ? parsed.output : null;
}
