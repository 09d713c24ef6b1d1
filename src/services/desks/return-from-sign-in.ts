import type { Context } from "../../context.ts";
import type { DeskIdentity, Portal, TokenGrant } from "../../desk/help-desk.ts";
import { isVendorError } from "../../lib/errors.ts";
import { requireOrigin } from "../settings/settings.ts";
import type { FlowPayload } from "../sign-in/flows.ts";
import { holdGrant, refuseGrant } from "../sign-in/pending-grants.ts";
import { callbackAddress } from "./callback-address.ts";
import { openClientSecret } from "./client-secret.ts";
import { type Desk, findDesk } from "./find-desk.ts";
import { identifyGrant } from "./identify-grant.ts";
import { signInToPages } from "./sign-in-to-pages.ts";

const EXCHANGE_TIMEOUT_MS = 10_000;

export type RefusalReason =
	| "denied"
	| "code_refused"
	| "client_refused"
	| "not_administrator"
	| "other_portal"
	| "no_portal"
	| "vendor_unavailable"
	| "desk_gone";

interface Found {
	portal: Portal;
	identity: DeskIdentity;
}

export type SignInStep =
	| { step: "confirm"; pendingId: string }
	| { step: "signed_in"; sessionToken: string }
	| { step: "refused"; reason: RefusalReason; desk: Desk | null; detail: string | null };

/** The administrator is back from the desk. Nothing is kept for good here: a page asks first. */
export async function returnFromSignIn(
	ctx: Context,
	payload: FlowPayload<"desk_connect">,
	callback: URLSearchParams,
	browser: string,
): Promise<SignInStep> {
	const desk = await findDesk(ctx.db, payload.deskId);
	if (!desk) return { step: "refused", reason: "desk_gone", desk: null, detail: null };
	const refused = (reason: RefusalReason, detail: string | null = null) =>
		({ step: "refused", reason, desk, detail }) as const;
	if (callback.has("error")) return refused("denied", toWord(callback.get("error")));

	let grant: TokenGrant;
	try {
		grant = await exchange(ctx, desk, payload.codeVerifier, callback);
	} catch (error) {
		return refused(...toReason(ctx, error));
	}
	const given = { deskId: desk.id, grant };
	let found: Found;
	try {
		found = await identifyGrant(ctx, desk, grant);
	} catch (error) {
		await refuseGrant(ctx, given);
		return refused(...toReason(ctx, error));
	}
	const problem = findProblem(desk, found);
	if (problem) {
		await refuseGrant(ctx, given);
		return refused(...problem);
	}
	const { portal, identity } = found;
	if (payload.intent === "session" && desk.state === "connected") {
		const { agreement } = payload;
		const sessionToken = await signInToPages(ctx, { desk, identity, grant, agreement });
		return { step: "signed_in", sessionToken };
	}
	const held = { ...given, identity, portal, agreement: payload.agreement };
	return { step: "confirm", pendingId: await holdGrant(ctx, "desk_connect", browser, held) };
}

async function exchange(ctx: Context, desk: Desk, codeVerifier: string, callback: URLSearchParams) {
	const clientSecret = await openClientSecret(ctx, { desk, clientSecretSealed: desk.clientSecretSealed });
	const request = {
		client: { clientId: desk.clientId, clientSecret },
		redirectUri: callbackAddress(await requireOrigin(ctx), desk.provider),
		callback,
		codeVerifier,
		role: "admin" as const,
	};
	return ctx.provider(desk.provider).exchangeCode(desk, request, ctx.call(EXCHANGE_TIMEOUT_MS));
}

function findProblem(desk: Desk, { portal, identity }: Found): [RefusalReason, string] | null {
	if (desk.portalId && desk.portalId !== portal.id) return ["other_portal", portal.name];
	if (!identity.isAdmin) return ["not_administrator", identity.name];
	return null;
}

function toReason(ctx: Context, error: unknown): [RefusalReason, string | null] {
	if (!isVendorError(error)) throw error;
	ctx.log.warn("desk.sign_in_failed", { kind: error.kind, code: error.code, operation: error.operation });
	if (error.code?.startsWith("invalid_client")) return ["client_refused", error.code];
	if (error.code === "no_portal") return ["no_portal", null];
	const passing = error.kind === "unavailable" || error.kind === "rate_limited" || error.kind === "malformed";
	return [passing ? "vendor_unavailable" : "code_refused", error.code];
}

/** An error word out of an address is shown only when it is a word. */
function toWord(text: string | null): string | null {
	return text && /^[a-z_]{1,40}$/.test(text) ? text : null;
}
