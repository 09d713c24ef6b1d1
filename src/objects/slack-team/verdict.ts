import { isVendorError } from "../../lib/errors.ts";

/** What a call that failed means for what it was to say. */
export type Verdict =
	/** Slack asks to leave this method alone. */
	| { kind: "slow_down"; waitMs: number }
	/** Nothing was posted; another time it may be. */
	| { kind: "later" }
	/** Slack may have posted it. */
	| { kind: "unknown" }
	| { kind: "channel"; code: string }
	| { kind: "scope"; code: string }
	| { kind: "token"; code: string }
	/** The card, or the thread below it, is not there any more. */
	| { kind: "card_gone" }
	/** The blocks are refused: the sentence alone may go. */
	| { kind: "blocks"; code: string }
	| { kind: "refused"; code: string };

/** Where Slack doesn't say how long. */
const SLOW_DOWN_MS = 10_000;

/** The workspace is on its way into an organization: this passes. */
const PASSING = new Set(["service_unavailable", "team_added_to_org", "org_login_required"]);
/** Slack's own trouble after it had begun. */
const HALF_DONE = new Set(["internal_error", "fatal_error", "request_timeout", "update_failed"]);
const CARD_GONE = new Set([
	"message_not_found",
	"cant_update_message",
	"edit_window_closed",
	"block_mismatch",
	"cannot_reply_to_message",
	"thread_not_found",
	"restricted_action_thread_locked",
]);
const BLOCKS = new Set(["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"]);

export function toVerdict(error: unknown): Verdict {
	if (!isVendorError(error)) return { kind: "unknown" };
	const { kind, status, retryAfterSeconds } = error;
	const code = error.code ?? kind;
	if (kind === "rate_limited") {
		return {
			kind: "slow_down",
			waitMs: retryAfterSeconds === null ? SLOW_DOWN_MS : retryAfterSeconds * 1000,
		};
	}
	if (status === null) return { kind: "unknown" };
	if (status >= 500) return status === 503 ? { kind: "later" } : { kind: "unknown" };
	if (PASSING.has(code)) return { kind: "later" };
	if (kind === "malformed" || HALF_DONE.has(code)) return { kind: "unknown" };
	if (CARD_GONE.has(code)) return { kind: "card_gone" };
	if (BLOCKS.has(code)) return { kind: "blocks", code };
	if (kind === "auth") return { kind: "token", code };
	if (kind === "missing_scope") return { kind: "scope", code };
	if (kind === "forbidden" || kind === "not_found") return { kind: "channel", code };
	return { kind: "refused", code };
}

const WAITS_MS = [5_000, 15_000, 60_000, 300_000] as const;

/** How long to wait after this many attempts. */
export function backOffMs(attempts: number): number {
	return WAITS_MS[Math.min(Math.max(attempts, 1), WAITS_MS.length) - 1] ?? 300_000;
}
