import { and, eq, gt, lt } from "drizzle-orm";
import type { Context } from "../../context.ts";
import type { CredentialRow } from "../../db/credentials.ts";
import { signInLinks } from "../../db/schema-sign-in.ts";
import { randomToken, sha256Hex } from "../../lib/crypto.ts";
import { openClientSecret } from "../desks/client-secret.ts";
import { type Desk, findDesk } from "../desks/find-desk.ts";
import { requireOrigin } from "../settings/settings.ts";
import { beginFlow } from "../sign-in/flows.ts";

export interface SignInLink {
	desk: Desk;
	teamId: string;
	slackUserId: string;
}

/** What a sign-in link stands for. Looking does not use it up: link previews look too. null when used or late. */
export async function findSignInLink(ctx: Context, token: string): Promise<SignInLink | null> {
	const tokenHash = await sha256Hex(token);
	const [link] = await ctx.db
		.select()
		.from(signInLinks)
		.where(and(eq(signInLinks.tokenHash, tokenHash), gt(signInLinks.expiresAt, ctx.now())));
	const desk = link ? await findDesk(ctx.db, link.deskId) : null;
	return link && desk ? { desk, teamId: link.teamId, slackUserId: link.slackUserId } : null;
}

/** Uses the link up and answers the vendor's sign-in address; null when somebody was faster or it is late. */
export async function beginAgentSignIn(ctx: Context, token: string, browser: string): Promise<string | null> {
	const link = await findSignInLink(ctx, token);
	if (!link) return null;
	const tokenHash = await sha256Hex(token);
	const [taken] = await ctx.db.delete(signInLinks).where(eq(signInLinks.tokenHash, tokenHash)).returning();
	if (!taken) return null;
	const { desk, teamId, slackUserId } = link;
	const codeVerifier = randomToken(48);
	const state = await beginFlow(ctx, "agent_link", browser, {
		deskId: desk.id,
		codeVerifier,
		teamId,
		slackUserId,
	});
	const provider = ctx.provider(desk.provider);
	return provider.authorizationUrl(desk, {
		client: await openClient(ctx, desk),
		redirectUri: await deskRedirectUri(ctx, desk),
		state,
		codeVerifier,
		role: "agent",
	});
}

export async function openClient(ctx: Context, desk: Desk) {
	const { clientId, clientSecretSealed } = desk;
	return { clientId, clientSecret: await openClientSecret(ctx, { desk, clientSecretSealed }) };
}

/** The address a desk's sign-in returns to; it has to be entered at the vendor exactly so. */
export async function deskRedirectUri(
	ctx: Context,
	desk: Pick<CredentialRow["desk"], "provider">,
): Promise<string> {
	return `${await requireOrigin(ctx)}/oauth/${desk.provider}/callback`;
}

export function dropExpiredSignInLinks(ctx: Context) {
	return ctx.db.delete(signInLinks).where(lt(signInLinks.expiresAt, ctx.now()));
}
