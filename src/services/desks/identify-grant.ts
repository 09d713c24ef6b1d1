import type { Context } from "../../context.ts";
import type { DeskIdentity, Portal, ProviderName, TokenGrant } from "../../desk/help-desk.ts";
import { VendorError } from "../../lib/errors.ts";

const IDENTIFY_TIMEOUT_MS = 10_000;

/**
 * Who a fresh grant belongs to and which portal it really answers for, whatever was asked for. The grant is not
 * stored yet, so it can't be renewed: a refusal is kind `auth`.
 */
export async function identifyGrant(
	ctx: Context,
	desk: { provider: ProviderName; address: string },
	grant: TokenGrant,
): Promise<{ identity: DeskIdentity; portal: Portal }> {
	const { provider, address } = desk;
	const tokens = {
		current: async () => ({ token: grant.accessToken, generation: 1 }),
		renew: async () => {
			throw new VendorError({ vendor: provider, kind: "auth", code: "fresh_grant_refused" });
		},
	};
	const open = (portalId: string | null) =>
		ctx.provider(provider).open({ address, portalId }, tokens, ctx.call(IDENTIFY_TIMEOUT_MS));
	const [portal] = await open(null).portals();
	if (!portal) throw new VendorError({ vendor: provider, kind: "forbidden", code: "no_portal" });
	return { identity: await open(portal.id).identify(), portal };
}
