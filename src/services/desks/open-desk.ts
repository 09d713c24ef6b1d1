import type { Context } from "../../context.ts";
import type { CallerDesk, CallerLink } from "../../db/callers.ts";
import { accessTokenPlace } from "../../db/credentials.ts";
import type { BearerToken, HelpDesk, TokenSource } from "../../desk/help-desk.ts";
import type { CallOptions } from "../../lib/http.ts";

/** A token this close to its end is renewed before it is used. */
const EXPIRY_MARGIN_MS = 30_000;

/** The desk as the linked agent sees it, with that agent's rights. */
export function openDesk(ctx: Context, desk: CallerDesk, link: CallerLink, call: CallOptions): HelpDesk {
	return ctx.provider(desk.provider).open(desk, tokensOf(ctx, desk.id, link.credential), call);
}

/** What reads need to know of a grant. */
export type OpenCredential = Omit<CallerLink["credential"], "state">;

/**
 * The token in the row while it lasts, opened once for calls side by side; its object is asked only when it has
 * run out or the vendor refused it. What a renewal answered is used by the calls after it.
 */
export function tokensOf(ctx: Context, deskId: string, credential: OpenCredential): TokenSource {
	let known: Promise<BearerToken> | null = null;
	const renew = (failedGeneration: number) => {
		known = ctx.credentials.renew(credential.id, failedGeneration);
		return known;
	};
	return {
		current() {
			known ??= openToken(ctx, deskId, credential) ?? renew(credential.generation);
			return known;
		},
		renew,
	};
}

/** null when the row has none that lasts. */
function openToken(
	ctx: Context,
	deskId: string,
	{ id, accessTokenSealed, accessExpiresAt, generation }: OpenCredential,
): Promise<BearerToken> | null {
	const isFresh = accessExpiresAt === null || accessExpiresAt - EXPIRY_MARGIN_MS > ctx.now();
	if (!accessTokenSealed || !isFresh) return null;
	const opened = ctx.sealer.open(accessTokenSealed, accessTokenPlace(id, deskId));
	return opened.then((token) => ({ token, generation }));
}
