import { linksFor } from "../app-settings.ts";
import { isJson, type Json } from "../block-elements.ts";
import { checkBlocks } from "../blocks.ts";
import { addMessage, type Draft, parseDraft, parseJsonArgument, removeMessage } from "../messages.ts";
import { toApiMessage } from "../present.ts";
import type { ChannelState, MessageState } from "../state.ts";
import { type Answer, type Call, flag, required, SlackError, text, visibleChannel } from "./call.ts";

function draftOf(call: Call): Draft {
	const result = parseDraft(call.state, call.args);
	if (result.ok) return result.draft;
	const { error, messages } = result;
	throw new SlackError(
		error,
		messages.length > 0 ? { errors: messages, response_metadata: { messages } } : {},
	);
}

/** Where the bot may post: a `U…` is the person's DM with the app. */
function postingChannel(call: Call): ChannelState {
	const { team, token } = call;
	const name = required(call, "channel");
	const dm = team.users.has(name)
		? [...team.channels.values()].find(
				({ kind, members }) => kind === "direct" && members.has(name) && members.has(team.botUserId),
			)
		: undefined;
	const byName = [...team.channels.values()].find(
		(channel) => channel.kind !== "direct" && `#${channel.name}` === name,
	);
	const channel = visibleChannel(call, dm?.id ?? byName?.id ?? name);
	if (channel.isArchived) throw new SlackError("is_archived");
	if (channel.kind === "direct" && !call.state.app.messagesTab) throw new SlackError("messages_tab_disabled");
	if (!channel.members.has(team.botUserId) && !token.scopes.includes("chat:write.public")) {
		throw new SlackError("not_in_channel");
	}
	return channel;
}

function ownMessage(call: Call, channel: ChannelState, refusal: string): MessageState {
	const ts = required(call, "ts");
	const message = channel.messages.find((one) => one.ts === ts && one.ephemeralFor === null);
	if (!message) throw new SlackError("message_not_found");
	if (message.userId !== call.team.botUserId) throw new SlackError(refusal);
	return message;
}

export function postMessage(call: Call): Answer {
	const channel = postingChannel(call);
	const draft = draftOf(call);
	const threadTs = text(call, "thread_ts");
	if (threadTs !== null && !channel.messages.some(({ ts }) => ts === threadTs)) {
		throw new SlackError("cannot_reply_to_message");
	}
	const wait = call.limits.post(channel.id);
	if (wait !== null) throw new SlackError("ratelimited", {}, wait);
	const message = addMessage(call.state, channel, draft, { userId: call.team.botUserId, threadTs });
	return { ok: true, channel: channel.id, ts: message.ts, message: toApiMessage(call.team, message) };
}

export function postEphemeral(call: Call): Answer {
	const channel = postingChannel(call);
	const userId = required(call, "user");
	if (!channel.members.has(userId)) throw new SlackError("user_not_in_channel");
	const from = { userId: call.team.botUserId, ephemeralFor: userId, threadTs: text(call, "thread_ts") };
	const message = addMessage(call.state, channel, draftOf(call), from);
	return { ok: true, message_ts: message.ts };
}

const UPDATE_TEXT_LIMIT = 4000;

export function updateMessage(call: Call): Answer {
	const channel = visibleChannel(call, required(call, "channel"));
	const message = ownMessage(call, channel, "cant_update_message");
	if ((text(call, "text") ?? "").length > UPDATE_TEXT_LIMIT) throw new SlackError("msg_too_long");
	const draft = draftOf(call);
	message.text = draft.text;
	message.blocks = draft.blocks;
	message.attachments = draft.attachments;
	if (draft.metadata) message.metadata = draft.metadata;
	message.editedTs = call.state.nextTs();
	call.state.changed();
	return {
		ok: true,
		channel: channel.id,
		ts: message.ts,
		text: message.text,
		message: toApiMessage(call.team, message),
	};
}

export function deleteMessage(call: Call): Answer {
	const channel = visibleChannel(call, required(call, "channel"));
	const message = ownMessage(call, channel, "cant_delete_message");
	removeMessage(call.state, channel, message.ts);
	return { ok: true, channel: channel.id, ts: message.ts };
}

export function getPermalink(call: Call): Answer {
	const channel = visibleChannel(call, required(call, "channel"));
	const ts = required(call, "message_ts");
	const message = channel.messages.find((one) => one.ts === ts && one.ephemeralFor === null);
	if (!message) throw new SlackError("message_not_found");
	const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : "";
	const permalink = `https://${call.team.domain}.slack.com/archives/${channel.id}/p${ts.replace(".", "")}${thread}`;
	return { ok: true, channel: channel.id, permalink };
}

/** Named by channel and time, or by the event's unfurl_id and source. */
function unfurledMessage(call: Call): MessageState {
	const unfurlId = text(call, "unfurl_id");
	const channelId = text(call, "channel");
	const ts = text(call, "ts");
	if (unfurlId === null && channelId === null) throw new SlackError("missing_channel");
	if (unfurlId === null && ts === null) throw new SlackError("missing_ts");
	if (unfurlId !== null && text(call, "source") === null) throw new SlackError("missing_source");
	const channels = [...call.team.channels.values()].filter(({ id }) => unfurlId !== null || id === channelId);
	if (channels.length === 0) throw new SlackError("cannot_find_channel");
	const wanted = unfurlId === null ? ts : unfurlId.replace(/^C\./, "");
	const message = channels.flatMap(({ messages }) => messages).find((one) => one.ts === wanted);
	if (!message) throw new SlackError("cannot_find_message");
	return message;
}

/** How long an answer to the event may be on its way beside the call. */
const ACKNOWLEDGE_MS = 200;

/** The app has to answer the event before it may unfurl. */
async function awaitAcknowledgement({ state }: Call, { ts }: MessageState): Promise<void> {
	const told = state.sharing.get(ts);
	if (!told) return;
	await Promise.race([told, new Promise((resolve) => setTimeout(resolve, ACKNOWLEDGE_MS))]);
	if (state.sharing.has(ts)) throw new SlackError("cannot_unfurl_url");
}

export async function unfurl(call: Call): Promise<Answer> {
	const unfurls = parseJsonArgument(call.args.unfurls ?? null);
	if (call.args.unfurls === undefined && !call.args.user_auth_required) {
		throw new SlackError("missing_unfurls");
	}
	const message = unfurledMessage(call);
	await awaitAcknowledgement(call, message);
	if (flag(call, "user_auth_required")) {
		message.signInUrl = text(call, "user_auth_url");
		call.state.changed();
	}
	if (unfurls === null) return { ok: true };
	if (!isJson(unfurls)) throw new SlackError("invalid_unfurls_format");
	for (const [url, card] of Object.entries(unfurls)) {
		const isLinked = linksFor(call.state.app, message.text).some((link) => link.url === url);
		if (!isLinked) throw new SlackError("cannot_unfurl_url");
		const blocks = isJson(card) && Array.isArray(card.blocks) ? (card.blocks as Json[]) : [];
		if (checkBlocks(blocks, "message").length > 0 || blocks.some(({ type }) => type === "rich_text")) {
			throw new SlackError("cannot_parse_attachment");
		}
		message.unfurls = [...message.unfurls.filter((known) => known.url !== url), { url, blocks }];
	}
	if (Object.keys(unfurls).length > 0) message.signInUrl = null;
	call.state.changed();
	return { ok: true };
}
