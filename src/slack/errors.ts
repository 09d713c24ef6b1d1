import { VendorError, type VendorErrorKind } from "../lib/errors.ts";

/** Slack's error words by what they mean to us; every other word is `invalid`: our own mistake. */
const KINDS: Readonly<
	Record<Exclude<VendorErrorKind, "invalid" | "malformed" | "aborted">, readonly string[]>
> = {
	auth: [
		"invalid_auth",
		"not_authed",
		"account_inactive",
		"token_revoked",
		"token_expired",
		"org_login_required",
	],
	missing_scope: ["missing_scope", "not_allowed_token_type", "no_permission", "app_access_restricted"],
	forbidden: [
		"not_in_channel",
		"is_archived",
		"is_inactive",
		"restricted_action",
		"restricted_action_read_only_channel",
		"restricted_action_thread_only_channel",
		"restricted_action_non_threadable_channel",
		"posting_to_channel_denied",
		"channel_is_limited_access",
		"messages_tab_disabled",
		"access_denied",
		"ekm_access_denied",
		"team_access_not_granted",
		"two_factor_setup_required",
		"method_not_supported_for_channel_type",
		"message_limit_exceeded",
	],
	not_found: [
		"channel_not_found",
		"user_not_found",
		"users_not_found",
		"user_not_visible",
		"user_disabled",
		"message_not_found",
		"team_not_found",
	],
	rate_limited: ["ratelimited", "rate_limited"],
	unavailable: [
		"internal_error",
		"fatal_error",
		"service_unavailable",
		"request_timeout",
		"team_added_to_org",
	],
};

const KIND_OF = new Map<string, VendorErrorKind>(
	Object.entries(KINDS).flatMap(([kind, words]) =>
		words.map((word) => [word, kind as VendorErrorKind] as const),
	),
);

export function toSlackError(
	code: string,
	details: { operation: string; status: number; retryAfterSeconds: number | null },
): VendorError {
	return new VendorError({ vendor: "slack", kind: KIND_OF.get(code) ?? "invalid", code, ...details });
}
