import * as v from "valibot";
import { VendorError, type VendorErrorKind } from "../lib/errors.ts";
import { type HttpAnswer, parseJson, retryAfterSeconds } from "../lib/http.ts";

/** Sign-ins that come too fast are asked to wait, without a word of how long. */
const WAIT_SECONDS = 300;

const body = v.object({ error: v.string(), error_description: v.nullish(v.string(), "") });

/** One word says too little: what `invalid_grant` and `invalid_client` mean is told in prose. */
const REASONS: readonly { error: RegExp; words: RegExp; kind: VendorErrorKind; code: string }[] = [
	{ error: /^invalid_grant$/, words: /already being processed/, kind: "unavailable", code: "busy" },
	{
		error: /^invalid_grant$/,
		words: /expired authorization code/,
		kind: "unavailable",
		code: "expired_code",
	},
	{ error: /^invalid_grant$/, words: /expired access\/refresh token/, kind: "auth", code: "expired_token" },
	{ error: /^invalid_grant$/, words: /authentication failure/, kind: "auth", code: "authentication_failure" },
	{ error: /^invalid_grant$/, words: /ip restricted/, kind: "forbidden", code: "ip_restricted" },
	{ error: /^invalid_grant$/, words: /hasn.t approved/, kind: "forbidden", code: "not_approved" },
	{ error: /^invalid_client/, words: /must be installed/, kind: "forbidden", code: "app_not_installed" },
];

const KINDS: Readonly<Record<string, VendorErrorKind>> = {
	invalid_grant: "auth",
	inactive_user: "forbidden",
	inactive_org: "forbidden",
	invalid_client: "forbidden",
	invalid_client_id: "forbidden",
	invalid_scope: "forbidden",
	unsupported_grant_type: "forbidden",
	redirect_uri_mismatch: "forbidden",
	rate_limit_exceeded: "rate_limited",
	unknown_error: "unavailable",
};

/** What the token endpoint refused, as a refresh has to take it. */
export function toGrantError(answer: HttpAnswer, operation: string, now: number): VendorError {
	const { kind, code } = toReason(answer);
	const wait = kind === "rate_limited" ? WAIT_SECONDS : null;
	return new VendorError({
		vendor: "salesforce",
		operation,
		kind,
		status: answer.status,
		code,
		retryAfterSeconds: retryAfterSeconds(answer.headers, now) ?? wait,
	});
}

function toReason({ status, body: text }: HttpAnswer): { kind: VendorErrorKind; code: string | null } {
	const parsed = v.safeParse(body, parseJson(text));
	// A page of the edge, or of an org in maintenance: it says nothing about the grant.
	if (!parsed.success) return { kind: "unavailable", code: "page" };
	const { error, error_description: description } = parsed.output;
	const word = error.toLowerCase();
	const reason = REASONS.find(
		(known) => known.error.test(word) && known.words.test(description.toLowerCase()),
	);
	if (reason) return reason;
	const code = /^[a-z_]{1,60}$/.test(word) ? word : null;
	return { kind: KINDS[word] ?? (status >= 500 ? "unavailable" : "invalid"), code };
}
