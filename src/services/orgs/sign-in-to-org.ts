import type { Context } from "../../context.ts";
import type { OrgRefusal } from "../../core/sync/connecting.ts";
import { randomToken } from "../../lib/crypto.ts";
import { isVendorError, VendorError } from "../../lib/errors.ts";
import type { CrmGrant, CrmMemory, CrmToken, CrmTokenSource, Preflight } from "../../salesforce/crm.ts";
import { requireOrigin } from "../settings/settings.ts";
import { beginFlow, type FlowPayload } from "../sign-in/flows.ts";
import { findOrgOf, type Org } from "../sync/find-org.ts";
import { openOrgClient } from "./client.ts";

const CALL_TIMEOUT_MS = 10_000;

export function orgCallbackAddress(origin: string): string {
	return `${origin}/oauth/salesforce/callback`;
}

/** Salesforce's address where an administrator signs in. Only with the terms agreed to. Throws `SetupIncomplete`. */
export async function beginOrgSignIn(
	ctx: Context,
	{
		org,
		browser,
		by,
		terms,
	}: {
		org: Org;
		browser: string;
		by: { agentId: string; agentName: string };
		terms: FlowPayload<"org_connect">["terms"];
	},
): Promise<string> {
	const origin = await requireOrigin(ctx);
	const codeVerifier = randomToken();
	const payload = { deskId: org.deskId, orgId: org.id, codeVerifier, ...by, terms };
	const state = await beginFlow(ctx, "org_connect", browser, payload);
	const client = await openOrgClient(ctx, org);
	const redirectUri = orgCallbackAddress(origin);
	return ctx.crm.authorizationUrl(org.host, { client, redirectUri, state, codeVerifier });
}

export type OrgReturn =
	| { ok: true; org: Org; grant: CrmGrant; preflight: Preflight }
	| { ok: false; reason: OrgRefusal; org: Org | null; code: string | null; preflight: Preflight | null };

/** The administrator is back from Salesforce: nothing is kept of a grant that the checklist doesn't pass. */
export async function returnFromSalesforce(
	ctx: Context,
	payload: FlowPayload<"org_connect">,
	callback: URLSearchParams,
): Promise<OrgReturn> {
	const org = await findOrgOf(ctx, payload.deskId, payload.orgId);
	const refused = (reason: OrgRefusal, code: string | null = null, preflight: Preflight | null = null) =>
		({ ok: false, reason, org, code, preflight }) as const;
	if (!org) return refused("gone");
	if (callback.has("error")) return refused("denied", toWord(callback.get("error")));
	const client = await openOrgClient(ctx, org);
	const call = ctx.call(CALL_TIMEOUT_MS);
	let grant: CrmGrant;
	try {
		const redirectUri = orgCallbackAddress(await requireOrigin(ctx));
		const code = callback.get("code") ?? "";
		grant = await ctx.crm.exchangeCode(
			org.host,
			{ client, redirectUri, code, codeVerifier: payload.codeVerifier },
			call,
		);
	} catch (error) {
		return refused(...toReason(ctx, error));
	}
	const tokens = tokensOfGrant(ctx, org, grant);
	try {
		const crm = ctx.crm.open(grant.instanceUrl, tokens, call, NO_MEMORY);
		const preflight = await crm.preflight(org.environment, grant.userId);
		const problems = grant.refreshToken
			? preflight.problems
			: [...preflight.problems, "no_refresh_token" as const];
		if (problems.length === 0) return { ok: true, org, grant: tokens.grant(), preflight };
		await giveBack(ctx, org, tokens.grant());
		return refused("preflight", null, { ...preflight, problems });
	} catch (error) {
		await giveBack(ctx, org, tokens.grant());
		return refused(...toReason(ctx, error));
	}
}

const NO_MEMORY: CrmMemory = { recall: () => undefined, keep: () => {}, forget: () => {} };

/** A grant that isn't stored yet; should its first token be refused, the newer one is what is kept. */
function tokensOfGrant(ctx: Context, org: Org, first: CrmGrant): CrmTokenSource & { grant(): CrmGrant } {
	let grant = first;
	let generation = 1;
	const token = (): CrmToken => ({ token: grant.accessToken, generation });
	return {
		grant: () => grant,
		current: async () => token(),
		async renew(failedGeneration) {
			if (generation > failedGeneration) return token();
			if (!grant.refreshToken)
				throw new VendorError({ vendor: "salesforce", kind: "auth", code: "no_refresh_token" });
			const client = await openOrgClient(ctx, org);
			const renewed = await ctx.crm.refresh(org.host, client, grant.refreshToken, ctx.call(CALL_TIMEOUT_MS));
			grant = { ...renewed, refreshToken: renewed.refreshToken ?? grant.refreshToken };
			generation++;
			return token();
		},
	};
}

/** Nobody will use it. It dies by itself otherwise. */
export async function giveBack(ctx: Context, org: Org, grant: CrmGrant): Promise<void> {
	try {
		await ctx.crm.revoke(org.host, grant.refreshToken ?? grant.accessToken, ctx.call(CALL_TIMEOUT_MS));
	} catch (error) {
		ctx.log.warn("org.revoke_failed", { kind: isVendorError(error) ? error.kind : "unknown" });
	}
}

const SYMPTOMS = new Set(["session_locked", "session_refused"]);

function toReason(ctx: Context, error: unknown): [OrgRefusal, string | null, Preflight | null] {
	if (!isVendorError(error)) throw error;
	ctx.log.warn("org.sign_in_failed", { kind: error.kind, code: error.code, operation: error.operation });
	const code = error.code ?? "";
	if (SYMPTOMS.has(code)) return ["preflight", code, null];
	if (/^(invalid_client|inactive_|app_not_installed|redirect_uri)/.test(code))
		return ["client_refused", code, null];
	const passing = error.kind === "unavailable" || error.kind === "rate_limited" || error.kind === "malformed";
	return [passing ? "unavailable" : "code_refused", error.code, null];
}

/** An error word out of an address is shown only when it is a word. */
function toWord(text: string | null): string | null {
	return text && /^[a-z_]{1,40}$/i.test(text) ? text : null;
}
