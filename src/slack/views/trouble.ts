import {
	CONNECTION_TROUBLES,
	type ConnectionTrouble,
	ORG_TROUBLES,
	type OrgTrouble,
} from "../../core/delivery.ts";
import type { TroubleKind } from "../../locales/slack/hearing-messages.ts";
import { toLine } from "../mrkdwn.ts";
import { actions, context, type SlackMessage, section, toMessage, urlButton } from "./blocks.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

/** Slack's words for why it doesn't take a message, by what has to be done about it. */
const CODES: Readonly<Record<Exclude<TroubleKind, "other">, readonly string[]>> = {
	archived: ["is_archived", "channel_is_archived", "is_inactive"],
	not_member: ["not_in_channel", "member_left_channel", "channel_left"],
	gone: ["channel_not_found", "channel_deleted", "not_found"],
	forbidden: [
		"restricted_action",
		"restricted_action_read_only_channel",
		"restricted_action_thread_only_channel",
		"restricted_action_non_threadable_channel",
		"posting_to_channel_denied",
		"channel_is_limited_access",
		"method_not_supported_for_channel_type",
		"access_denied",
		"ekm_access_denied",
		"team_access_not_granted",
		"forbidden",
	],
	direct_closed: [
		"cannot_dm_bot",
		"user_not_found",
		"user_not_visible",
		"user_disabled",
		"messages_tab_disabled",
	],
	scope: ["missing_scope", "no_permission", "not_allowed_token_type", "app_access_restricted"],
	token: ["invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "auth"],
};

const KIND_OF = new Map(
	(Object.keys(CODES) as (keyof typeof CODES)[]).flatMap((kind) =>
		CODES[kind].map((code) => [code, kind] as const),
	),
);

export interface TroubleInput extends ViewContext {
	/** Slack's error, or our own. */
	code: string;
	/** null where the channel isn't known, or the whole workspace is meant. */
	channelName: string | null;
	/** Of `OrgTrouble`s, as `DeliveryContent` has it. */
	orgName?: string;
	reason?: string | null;
	count?: number;
	/** Of `ConnectionTrouble`s. */
	withSyncs?: boolean;
	settingsUrl: string;
}

/** What has to be done about an error of Slack's. */
export function troubleKind(code: string): TroubleKind {
	return KIND_OF.get(code) ?? "other";
}

function isOrgTrouble(code: string): code is OrgTrouble {
	return ORG_TROUBLES.some((one) => one === code);
}

function isConnectionTrouble(code: string): code is ConnectionTrouble {
	return CONNECTION_TROUBLES.some((one) => one === code);
}

/** Reasons of runs begin with whose they are. */
function toFailed(reason: string | null = null): "salesforce" | "desk" | null {
	if (reason?.startsWith("salesforce_")) return "salesforce";
	return reason?.startsWith("desk_") ? "desk" : null;
}

/** To the administrator, once: what stopped, what to do, and where. */
export function buildTrouble(input: TroubleInput): SlackMessage {
	const { code, deskName, settingsUrl } = input;
	const words = messagesOf(input).trouble;
	if (isConnectionTrouble(code)) {
		const { what: toWhat, todo, waiting, takeOver } = words.connection;
		const what = toWhat(code, deskName, input.withSyncs === true);
		return toMessage(what, [
			section(what),
			section(todo(code)),
			context(waiting),
			actions([urlButton(takeOver, settingsUrl, "open")]),
		]);
	}
	if (isOrgTrouble(code)) {
		const { orgName = "Salesforce", reason, count = 0 } = input;
		const what = words.org.what({ code, orgName, failed: toFailed(reason), count }, deskName);
		return toMessage(what, [
			section(what),
			section(words.org.todo(code)),
			actions([urlButton(words.org.open(code), settingsUrl, "open")]),
		]);
	}
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
