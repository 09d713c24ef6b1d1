/** What Slack sends, as far as it is used. Names are Slack's own; unknown fields are let through. */
import * as v from "valibot";

const id = v.pipe(v.string(), v.regex(/^[A-Z0-9]{2,40}$/));

export const slashCommandSchema = v.object({
	team_id: id,
	channel_id: id,
	user_id: id,
	command: v.string(),
	text: v.optional(v.string(), ""),
	api_app_id: v.string(),
	response_url: v.pipe(v.string(), v.check(isResponseUrl, "not Slack's address")),
	trigger_id: v.optional(v.string()),
});

export const blockActionsSchema = v.object({
	type: v.literal("block_actions"),
	api_app_id: v.string(),
	user: v.object({ id, team_id: v.optional(v.string()) }),
	team: v.nullish(v.object({ id })),
	channel: v.nullish(v.object({ id })),
	container: v.object({
		type: v.string(),
		message_ts: v.optional(v.string()),
		is_ephemeral: v.optional(v.boolean()),
	}),
	response_url: v.optional(v.pipe(v.string(), v.check(isResponseUrl, "not Slack's address"))),
	trigger_id: v.optional(v.string()),
	view: v.optional(v.lazy(() => viewSchema)),
	actions: v.pipe(
		v.array(
			v.object({
				type: v.string(),
				action_id: v.string(),
				block_id: v.optional(v.string()),
				action_ts: v.optional(v.string()),
				value: v.optional(v.string()),
				selected_option: v.nullish(
					v.object({ value: v.string(), text: v.optional(v.object({ text: v.string() })) }),
				),
				selected_options: v.nullish(v.array(v.object({ value: v.string() }))),
				selected_time: v.nullish(v.string()),
			}),
		),
		v.minLength(1),
	),
});
export type BlockActions = v.InferOutput<typeof blockActionsSchema>;

const person = { user: v.object({ id, team_id: v.optional(v.string()) }), team: v.nullish(v.object({ id })) };

const viewSchema = v.object({
	id: v.string(),
	type: v.optional(v.string(), "modal"),
	hash: v.optional(v.string(), ""),
	callback_id: v.optional(v.string()),
	private_metadata: v.optional(v.string()),
	state: v.optional(v.object({ values: v.record(v.string(), v.unknown()) }), { values: {} }),
});

export const viewSubmissionSchema = v.object({
	type: v.literal("view_submission"),
	...person,
	view: viewSchema,
});
export type ViewSubmission = v.InferOutput<typeof viewSubmissionSchema>;

export const shortcutSchema = v.object({
	type: v.literal("shortcut"),
	...person,
	callback_id: v.string(),
	trigger_id: v.string(),
});

export const messageActionSchema = v.object({
	type: v.literal("message_action"),
	...person,
	callback_id: v.string(),
	trigger_id: v.string(),
	channel: v.object({ id }),
	message: v.object({
		ts: v.string(),
		text: v.optional(v.string(), ""),
		files: v.optional(v.array(v.object({ id: v.string() })), []),
	}),
	response_url: v.optional(v.pipe(v.string(), v.check(isResponseUrl, "not Slack's address"))),
});
export type MessageAction = v.InferOutput<typeof messageActionSchema>;

export const suggestionSchema = v.object({
	type: v.literal("block_suggestion"),
	...person,
	action_id: v.string(),
	value: v.optional(v.string(), ""),
	view: v.optional(viewSchema),
});

export const interactionSchema = v.object({ type: v.string() });

export const eventEnvelopeSchema = v.variant("type", [
	v.object({ type: v.literal("url_verification"), challenge: v.string() }),
	v.object({
		type: v.literal("event_callback"),
		team_id: v.optional(v.string()),
		api_app_id: v.string(),
		event_id: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
		/** Seconds since 1970. */
		event_time: v.optional(v.number()),
		is_ext_shared_channel: v.optional(v.boolean()),
		authorizations: v.optional(v.array(v.object({ team_id: v.nullish(v.string()) })), []),
		event: v.looseObject({ type: v.string() }),
	}),
	v.object({ type: v.literal("app_rate_limited"), team_id: v.string() }),
]);
export type EventCallback = Extract<v.InferOutput<typeof eventEnvelopeSchema>, { type: "event_callback" }>;

export const tokensRevokedSchema = v.object({
	tokens: v.object({ bot: v.optional(v.array(v.string()), []), oauth: v.optional(v.array(v.string()), []) }),
});

export const membershipSchema = v.object({ user: v.string(), channel: v.string() });

export const homeOpenedSchema = v.object({ user: id, tab: v.optional(v.string(), "home") });

export const channelEventSchema = v.object({ channel: id });
export const channelRenamedSchema = v.object({ channel: v.object({ id, name: v.string() }) });
export const channelMovedSchema = v.object({ old_channel_id: id, new_channel_id: id });

export const linkSharedSchema = v.object({
	user: id,
	channel: v.string(),
	message_ts: v.string(),
	source: v.optional(v.string()),
	links: v.array(v.object({ url: v.string() })),
});
export type LinkShared = v.InferOutput<typeof linkSharedSchema>;

/** A stored or received address is only posted to when it is Slack's own. */
export function isResponseUrl(text: string): boolean {
	try {
		const url = new URL(text);
		return url.protocol === "https:" && url.host === "hooks.slack.com";
	} catch {
		return false;
	}
}
