import type { Context } from "../../context.ts";
import type { DeskAddress, HelpDesk, ProviderName, TokenGrant } from "../../desk/help-desk.ts";
import { VendorError } from "../../lib/errors.ts";

const CHECK_TIMEOUT_MS = 8_000;

/** The desk as a grant that was given a moment ago sees it: it is new, so it is never renewed. */
export function openGrant(
	ctx: Context,
	desk: DeskAddress & { provider: ProviderName },
	grant: TokenGrant,
): HelpDesk {
	const bearer = { token: grant.accessToken, generation: 0 };
	const tokens = {
		current: () => Promise.resolve(bearer),
		renew: () => Promise.reject(new VendorError({ vendor: desk.provider, kind: "auth" })),
	};
	return ctx.provider(desk.provider).open(desk, tokens, ctx.call(CHECK_TIMEOUT_MS));
}
