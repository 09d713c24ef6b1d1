import type { Context } from "../../context.ts";
import type { DeskIdentity, Portal, TokenGrant } from "../../desk/help-desk.ts";
import { randomToken } from "../../lib/crypto.ts";
import { isVendorError } from "../../lib/errors.ts";
import { exchangeIdentityCode, identityUrl } from "../../slack/oauth.ts";
import { type Desk, findDesk } from "../desks/find-desk.ts";
import { identifyGrant } from "../desks/identify-grant.ts";
import { requireOrigin, requireSlackApp } from "../settings/settings.ts";
import { beginFlow, type FlowPayload } from "../sign-in/flows.ts";
import { holdGrant, proveSlackUser, refuseGrant } from "../sign-in/pending-grants.ts";
import { deskRedirectUri, openClient } from "./sign-in-link.ts";
import { findSlackPerson } from "./slack-person.ts";

export type LinkRefusal =
	| "denied"
	| "code_refused"
	| "not_agent"
	| "other_portal"
	| "slack_user_differs"
	| "vendor_unavailable";

/** Where the person goes next after coming back from a sign-in. */
export type LinkStep =
	| { step: "confirm"; pendingId: string }
	| { step: "redirect"; url: string }
	| { step: "refused"; reason: LinkRefusal; detail: string | null };

const EXCHANGE_TIMEOUT_MS = 10_000;

/** Back from the desk's sign-in: nothing is kept unless the account is an agent of this very desk. */
export async function returnFromDesk(
	ctx: Context,
	payload: FlowPayload<"agent_link">,
	callback: URLSearchParams,
	browser: string,
): Promise<LinkStep> {
	if (callback.has("error")) return refused("denied");
	const desk = await findDesk(ctx.db, payload.deskId);
	if (!desk) return refused("code_refused");
	try {
		const call = ctx.call(EXCHANGE_TIMEOUT_MS);
		const grant = await ctx.provider(desk.provider).exchangeCode(
			desk,
			{
				client: await openClient(ctx, desk),
				redirectUri: await deskRedirectUri(ctx, desk),
				callback,
				codeVerifier: payload.codeVerifier,
				role: "agent",
			},
			call,
		);
		return await judgeGrant(ctx, desk, payload, grant, browser);
	} catch (error) {
		if (!isVendorError(error)) throw error;
		ctx.log.warn("agent_link.refused", { desk: desk.id, kind: error.kind, code: error.code });
		const isRefusal = error.kind === "invalid" || error.kind === "auth" || error.kind === "forbidden";
		return refused(isRefusal ? "code_refused" : "vendor_unavailable");
	}
}

async function judgeGrant(
	ctx: Context,
	desk: Desk,
	{ teamId, slackUserId }: FlowPayload<"agent_link">,
	grant: TokenGrant,
	browser: string,
): Promise<LinkStep> {
	const found = await identifyGrant(ctx, desk, grant).catch(async (error: unknown) => {
		await refuseGrant(ctx, { deskId: desk.id, grant });
		throw error;
	});
	if (found.portal.id !== desk.portalId) {
		await refuseGrant(ctx, { deskId: desk.id, grant });
		return refused("other_portal", found.portal.name);
	}
	if (!found.identity.isAgent) {
		await refuseGrant(ctx, { deskId: desk.id, grant });
		return refused("not_agent", found.identity.name);
	}
	return askForConfirmation(ctx, { desk, teamId, slackUserId, grant, ...found }, browser);
}

interface Candidate {
	desk: Desk;
	teamId: string;
	slackUserId: string;
	grant: TokenGrant;
	identity: DeskIdentity;
	portal: Portal;
}

/**
 * Equal e-mail addresses on both sides tell that the link was not passed on; different ones (or none) have to be
 * made good by Slack's own sign-in.
 */
async function askForConfirmation(ctx: Context, candidate: Candidate, browser: string): Promise<LinkStep> {
	const { desk, teamId, slackUserId, grant, identity, portal } = candidate;
	const person = await findSlackPerson(ctx, teamId, slackUserId);
	const slackUserProven = isSameEmail(person.email, identity.email);
	const payload = { deskId: desk.id, grant, identity, portal, teamId, slackUserId, slackUserProven };
	const pendingId = await holdGrant(ctx, "agent_link", browser, payload);
	if (slackUserProven) return { step: "confirm", pendingId };
	const state = await beginFlow(ctx, "slack_identity", browser, { pendingId, teamId, slackUserId });
	const { clientId } = await requireSlackApp(ctx);
	const redirectUri = await slackRedirectUri(ctx);
	return {
		step: "redirect",
		url: identityUrl({ clientId, redirectUri, state, nonce: randomToken(), teamId }),
	};
}

/** Back from Slack's sign-in: only the Slack user the link was made for may go on. */
export async function returnFromSlackIdentity(
	ctx: Context,
	payload: FlowPayload<"slack_identity">,
	callback: URLSearchParams,
): Promise<LinkStep> {
	const code = callback.get("code");
	if (!code) return refused("denied");
	try {
		const app = await requireSlackApp(ctx);
		const input = { code, redirectUri: await slackRedirectUri(ctx) };
		const person = await exchangeIdentityCode(app, input, ctx.call(EXCHANGE_TIMEOUT_MS));
		const isSame = person.teamId === payload.teamId && person.userId === payload.slackUserId;
		if (!isSame) return refused("slack_user_differs");
	} catch (error) {
		if (!isVendorError(error)) throw error;
		return refused(error.kind === "unavailable" ? "vendor_unavailable" : "code_refused");
	}
	await proveSlackUser(ctx, payload.pendingId);
	return { step: "confirm", pendingId: payload.pendingId };
}

async function slackRedirectUri(ctx: Context): Promise<string> {
	return `${await requireOrigin(ctx)}/slack/oauth/callback`;
}

function isSameEmail(a: string | null, b: string | null): boolean {
	return a !== null && b !== null && a.toLowerCase() === b.toLowerCase();
}

function refused(reason: LinkRefusal, detail: string | null = null): LinkStep {
	return { step: "refused", reason, detail };
}
