import type { TroubleKind } from "../../locales/slack/hearing-messages.ts";
import { toLine } from "../mrkdwn.ts";
import { actions, context, type SlackMessage, section, toMessage, urlButton } from "./blocks.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

/** Slack's words for why it doesn't take a message, by what has to be done about it. */
const KINDS: Record<string, TroubleKind> = {
	is_archived: "archived",
	channel_is_archived: "archived",
	not_in_channel: "not_member",
	channel_not_found: "gone",
	channel_deleted: "gone",
	restricted_action: "forbidden",
	restricted_action_read_only_channel: "forbidden",
	restricted_action_thread_only_channel: "forbidden",
	restricted_action_thread_locked: "forbidden",
	restricted_action_non_threadable_channel: "forbidden",
	team_access_not_granted: "forbidden",
	ekm_access_denied: "forbidden",
	cannot_dm_bot: "direct_closed",
	user_not_found: "direct_closed",
	user_disabled: "direct_closed",
	messages_tab_disabled: "direct_closed",
	missing_scope: "scope",
	no_permission: "scope",
	not_allowed_token_type: "scope",
	token_revoked: "token",
	token_expired: "token",
	account_inactive: "token",
	invalid_auth: "token",
	not_authed: "token",
	org_login_required: "token",
};

export interface TroubleInput extends ViewContext {
	/** Slack's error. */
	code: string;
	/** null where the channel isn't known, or the whole workspace is meant. */
	channelName: string | null;
	settingsUrl: string;
}

/** What has to be done about an error of Slack's. */
export function troubleKind(code: string): TroubleKind {
	return Object.hasOwn(KINDS, code) ? (KINDS[code] ?? "other") : "other";
}

/** To the administrator, once: what stopped, what to do, and where. */
export function buildTrouble(input: TroubleInput): SlackMessage {
	const { code, deskName, settingsUrl } = input;
	const words = messagesOf(input).trouble;
	const kind = troubleKind(code);
	const name = toLine(input.channelName ?? "");
	const channel = name ? (name.startsWith("#") ? name : `#${name}`) : null;
	const what = words.what(kind, channel, deskName);
	return toMessage(what, [
		section(what),
		section(words.todo(kind, channel)),
		context(words.waiting),
		kind === "other" ? context(words.code(code)) : null,
		actions([urlButton(words.settings, settingsUrl, "open")]),
	]);
}
