import type { AnyMessageBlock, HomeTabView, ModalView } from "slack-web-api-client";
import * as v from "valibot";
import { isVendorError } from "../lib/errors.ts";
import { type CallOptions, type HttpAnswer, parseAnswer, retryAfterSeconds, send } from "../lib/http.ts";
import { downloadFile, fileAnswer } from "./download.ts";
import { toSlackError } from "./errors.ts";
import type { SlackMessage } from "./views/blocks.ts";

type Argument = string | number | boolean | object | undefined;

const envelope = v.object({ ok: v.boolean(), error: v.optional(v.string()) });

const channelSchema = v.object({
	id: v.string(),
	name: v.optional(v.string()),
	is_member: v.optional(v.boolean(), false),
	is_private: v.optional(v.boolean(), false),
	is_archived: v.optional(v.boolean(), false),
	is_im: v.optional(v.boolean(), false),
	is_ext_shared: v.optional(v.boolean(), false),
});
export type SlackChannel = v.InferOutput<typeof channelSchema>;

const channelPage = v.object({
	channels: v.array(channelSchema),
	response_metadata: v.optional(v.object({ next_cursor: v.optional(v.string(), "") }), {}),
});

const userSchema = v.object({
	id: v.string(),
	name: v.optional(v.string(), ""),
	real_name: v.optional(v.string()),
	deleted: v.optional(v.boolean(), false),
	is_bot: v.optional(v.boolean(), false),
	locale: v.optional(v.string()),
	/** IANA name. */
	tz: v.optional(v.string()),
	profile: v.optional(
		v.object({
			email: v.optional(v.string()),
			real_name: v.optional(v.string()),
			display_name: v.optional(v.string()),
		}),
		{},
	),
});

/** What only apps see of a message. Ids, never what a ticket says. */
export interface MessageMetadata {
	event_type: string;
	event_payload: Record<string, string | number | string[] | null>;
}

export type UnfurlPlace = { channel: string; ts: string } | { unfurlId: string; source: string };

export type UnfurlContent =
	| { unfurls: Record<string, { blocks: AnyMessageBlock[] }> }
	/** Shown to the author alone. */
	| { authUrl: string };

const MAX_WAIT_MS = 8_000;

/** A turn in a channel: answers how many milliseconds to wait for it. */
export type TakeTurn = (channel: string) => Promise<number>;

const viewAnswer = v.object({ view: v.object({ id: v.string() }) });

/**
 * The Web API with one bot token. Every method throws `VendorError`; `code` is Slack's own error word.
 * Arguments are form-encoded: the only encoding that every method takes.
 */
export function createSlackClient(token: string, call: CallOptions, takeTurn?: TakeTurn) {
	const authorization = `Bearer ${token}`;

	async function ask<S extends v.GenericSchema>(method: string, args: Record<string, Argument>, schema: S) {
		return callMethod(method, { authorization }, args, schema, call);
	}

	return {
		/** `threadTs`: below this message, for everybody who reads it. Without blocks the text alone is shown. */
		postMessage: (
			channel: string,
			{ text, blocks }: SlackMessage,
			threadTs?: string,
			metadata?: MessageMetadata,
		) =>
			ask(
				"chat.postMessage",
				{
					channel,
					text,
					blocks: blocks.length > 0 ? blocks : undefined,
					thread_ts: threadTs,
					metadata,
					unfurl_links: false,
					unfurl_media: false,
				},
				v.object({ channel: v.string(), ts: v.string() }),
			),
		/** A message of ours, in a channel or DM by its own id. What isn't given again may be lost: metadata too. */
		update: async (
			channel: string,
			ts: string,
			{ text, blocks }: SlackMessage,
			metadata?: MessageMetadata,
		) => {
			await ask("chat.update", { channel, ts, text, blocks, metadata }, v.object({ ts: v.string() }));
		},
		/** Cards under the links of a message, by the links as the event gave them; or a prompt for its author. */
		unfurl: async (place: UnfurlPlace, content: UnfurlContent) => {
			const where =
				"ts" in place
					? { channel: place.channel, ts: place.ts }
					: { unfurl_id: place.unfurlId, source: place.source };
			const what =
				"unfurls" in content
					? { unfurls: content.unfurls }
					: { user_auth_required: true, user_auth_url: content.authUrl };
			await ask("chat.unfurl", { ...where, ...what }, v.object({}));
		},
		/** App Home. `hash`: only in place of the view that had it. Answers the new one's. */
		publishHome: async (user: string, view: HomeTabView, hash?: string) => {
			const schema = v.object({ view: v.object({ id: v.string(), hash: v.string() }) });
			return (await ask("views.publish", { user_id: user, view, hash }, schema)).view;
		},
		/** A message outside the team's object, which posts to the same channels: too soon after another, it waits for its turn. */
		async say(channel: string, message: SlackMessage, threadTs?: string): Promise<void> {
			try {
				await this.postMessage(channel, message, threadTs);
			} catch (error) {
				if (!takeTurn || !isVendorError(error) || error.kind !== "rate_limited") throw error;
				const waitMs = await takeTurn(channel);
				if (waitMs > MAX_WAIT_MS) throw error;
				await new Promise((done) => setTimeout(done, waitMs));
				await this.postMessage(channel, message, threadTs);
			}
		},
		/** The DM between the app and a person; opens it when there is none. */
		openDirect: async (user: string) => {
			const schema = v.object({ channel: v.object({ id: v.string() }) });
			return (await ask("conversations.open", { users: user }, schema)).channel.id;
		},
		channel: async (channel: string) =>
			(await ask("conversations.info", { channel }, v.object({ channel: channelSchema }))).channel,
		/** A page of the channels the bot can see: public ones, and private ones it is in. */
		channels: async (cursor: string | null) => {
			const args = {
				types: "public_channel,private_channel",
				exclude_archived: true,
				// The most that Slack takes: thousands of channels are few calls.
				limit: 999,
				cursor: cursor ?? undefined,
			};
			const answer = await ask("conversations.list", args, channelPage);
			return { items: answer.channels, next: answer.response_metadata.next_cursor || null };
		},
		/** Public channels only. Joining where the bot already is changes nothing. */
		join: async (channel: string) => {
			await ask("conversations.join", { channel }, v.object({}));
		},
		user: async (user: string) =>
			(await ask("users.info", { user, include_locale: true }, v.object({ user: userSchema }))).user,
		userByEmail: async (email: string) =>
			(await ask("users.lookupByEmail", { email }, v.object({ user: userSchema }))).user,
		/** `trigger_id` lives three seconds and is good for one call. `onTop`: of the modal it comes from. Answers the view's id. */
		openView: async (triggerId: string, view: ModalView, onTop = false) => {
			const method = onTop ? "views.push" : "views.open";
			return (await ask(method, { trigger_id: triggerId, view }, viewAnswer)).view.id;
		},
		permalink: async (channel: string, messageTs: string) => {
			const args = { channel, message_ts: messageTs };
			return (await ask("chat.getPermalink", args, v.object({ permalink: v.string() }))).permalink;
		},
		updateView: async (viewId: string, view: ModalView) => {
			await ask("views.update", { view_id: viewId, view }, viewAnswer);
		},
		/** A file's bytes, when it is no larger than `maxBytes`. */
		download: async (fileId: string, maxBytes: number) => {
			const { file } = await ask("files.info", { file: fileId }, fileAnswer);
			return downloadFile(file, maxBytes, authorization, call);
		},
		revoke: async () => {
			await ask("auth.revoke", {}, v.object({}));
		},
	};
}
export type SlackClient = ReturnType<typeof createSlackClient>;

/** One method. `headers` carries the authorization: a bot's token, or the app's id and secret. */
export async function callMethod<S extends v.GenericSchema>(
	method: string,
	headers: Record<string, string>,
	args: Record<string, Argument>,
	schema: S,
	call: CallOptions,
): Promise<v.InferOutput<S>> {
	const request = { vendor: "slack", operation: method } as const;
	const url = new URL(`https://slack.com/api/${method}`);
	const answer = await send({ ...request, method: "POST", url, headers, form: toForm(args) }, call);
	assertOk(method, answer, call.now());
	return parseAnswer(schema, answer, request);
}

/** Answers an interaction or command by its one-time address: five uses within thirty minutes. */
export async function respond(
	responseUrl: string,
	message: SlackMessage,
	options: { replaceOriginal?: boolean; inChannel?: boolean },
	call: CallOptions,
): Promise<void> {
	const operation = "response_url";
	const json = {
		...message,
		response_type: options.inChannel ? "in_channel" : "ephemeral",
		replace_original: options.replaceOriginal ?? false,
	};
	const answer = await send(
		{ vendor: "slack", operation, method: "POST", url: new URL(responseUrl), json },
		call,
	);
	if (answer.status === 200) return;
	const code = /^[a-z_]{1,40}$/.test(answer.body.trim()) ? answer.body.trim() : "response_url_refused";
	throw toSlackError(answer.status >= 500 ? "service_unavailable" : code, {
		operation,
		status: answer.status,
		retryAfterSeconds: retryAfterSeconds(answer.headers, call.now()),
	});
}

function assertOk(operation: string, answer: HttpAnswer, now: number): void {
	const details = {
		operation,
		status: answer.status,
		retryAfterSeconds: retryAfterSeconds(answer.headers, now),
	};
	if (answer.status === 429) throw toSlackError("ratelimited", details);
	if (answer.status >= 500) throw toSlackError("service_unavailable", details);
	const { ok, error } = parseAnswer(envelope, answer, { vendor: "slack", operation });
	if (!ok) throw toSlackError(error ?? "unknown_error", details);
}

function toForm(args: Record<string, Argument>): Record<string, string> {
	const form: Record<string, string> = {};
	for (const [name, value] of Object.entries(args)) {
		if (value !== undefined) form[name] = typeof value === "object" ? JSON.stringify(value) : String(value);
	}
	return form;
}
