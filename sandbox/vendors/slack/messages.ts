import { isJson, type Json } from "./block-elements.ts";
import { checkBlocks, isTooLong, withIds } from "./blocks.ts";
import type { ChannelState, MessageState, SlackState } from "./state.ts";

/** A message as an app sends it, before it has a place and a time. */
export interface Draft {
	text: string;
	blocks: Json[];
	attachments: unknown[];
	metadata: MessageState["metadata"];
}

export type DraftResult =
	| { ok: true; draft: Draft; hasText: boolean; hasBlocks: boolean }
	| { ok: false; error: string; messages: string[] };

const TEXT_LIMIT = 40_000;

/** Text, blocks, attachments and metadata of a call: JSON texts in a form, values in a JSON body. */
export function parseDraft(state: SlackState, args: Json): DraftResult {
	const fail = (error: string, messages: string[] = []): DraftResult => ({ ok: false, error, messages });
	if (args.text !== undefined && args.text !== null && typeof args.text !== "string") {
		return fail("invalid_arguments", ["[ERROR] must be a string [json-pointer:/text]"]);
	}
	const markdown = typeof args.markdown_text === "string" ? args.markdown_text : "";
	if (markdown && (args.text || args.blocks)) return fail("markdown_text_conflict");
	const text = typeof args.text === "string" && args.text !== "" ? args.text : markdown;
	if (text.length > TEXT_LIMIT) return fail("msg_too_long");

	const blocks = args.blocks ? parseJsonArgument(args.blocks) : [];
	if (!Array.isArray(blocks)) return fail("invalid_blocks_format");
	const problems = checkBlocks(blocks, "message");
	if (problems.length > 0) {
		return fail(
			"invalid_blocks",
			problems.map(({ at, message }) => `[ERROR] ${message} [json-pointer:${at}]`),
		);
	}
	if (isTooLong(blocks)) return fail("msg_blocks_too_long");

	const attachments = args.attachments ? parseJsonArgument(args.attachments) : [];
	if (!Array.isArray(attachments)) return fail("invalid_arguments");
	if (attachments.length > 100) return fail("too_many_attachments");
	if (text === "" && blocks.length === 0 && attachments.length === 0) return fail("no_text");

	const metadata = args.metadata ? parseJsonArgument(args.metadata) : null;
	if (metadata !== null) {
		if (!isJson(metadata) || typeof metadata.event_type !== "string" || !isJson(metadata.event_payload)) {
			return fail("invalid_metadata_format");
		}
	}
	const draft: Draft = {
		text,
		blocks: withIds(blocks as Json[], state.nextId),
		attachments,
		metadata: metadata as MessageState["metadata"],
	};
	return { ok: true, draft, hasText: text !== "", hasBlocks: blocks.length > 0 };
}

/** undefined when a text is not JSON. */
export function parseJsonArgument(value: unknown): unknown {
	if (typeof value !== "string") return value;
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
}

export function addMessage(
	state: SlackState,
	channel: ChannelState,
	draft: Partial<Draft>,
	from: {
		userId: string;
		ephemeralFor?: string | null;
		threadTs?: string | null;
		isCommand?: boolean;
		files?: MessageState["files"];
	},
): MessageState {
	const message: MessageState = {
		ts: state.nextTs(),
		userId: from.userId,
		text: draft.text ?? "",
		blocks: draft.blocks ?? [],
		attachments: draft.attachments ?? [],
		ephemeralFor: from.ephemeralFor ?? null,
		threadTs: from.threadTs ?? null,
		editedTs: null,
		isCommand: from.isCommand ?? false,
		metadata: draft.metadata ?? null,
		unfurls: [],
		signInUrl: null,
		files: from.files ?? [],
	};
	channel.messages.push(message);
	state.changed();
	return message;
}

export function removeMessage(state: SlackState, channel: ChannelState, ts: string): void {
	channel.messages = channel.messages.filter((message) => message.ts !== ts);
	state.changed();
}
