import type { Context } from "../../context.ts";
import type { CredentialRow } from "../../db/credentials.ts";
import type { TokenGrant } from "../../desk/help-desk.ts";
import type { CallOptions } from "../../lib/http.ts";
import { openClientSecret } from "../desks/client-secret.ts";
import { openOrgClient, toTokenGrant } from "../orgs/client.ts";

/** The answer's refresh token is the one to keep. Throws `VendorError`. */
export type Refresh = (
	grant: TokenGrant & { refreshToken: string },
	call: CallOptions,
) => Promise<TokenGrant>;

/** Who gave a grant, and renews it. */
export interface Grantor {
	vendor: "zendesk" | "zoho" | "salesforce";
	/**
	 * What to do with a refresh token that was sent without an answer: `sign_in`: never send it again. `once_more`: send it,
	 * and say why if that is what ended the grant. `again`: nothing came of it.
	 */
	whenUnanswered: "sign_in" | "once_more" | "again";
	/** Opens what a refresh needs, so that nothing of ours can fail once the refresh token is on its way. */
	openRefresh(): Promise<Refresh>;
	revoke(grant: TokenGrant, call: CallOptions): Promise<void>;
}

export function findGrantor(ctx: Context, row: CredentialRow): Grantor {
	return row.org ? ofSalesforce(ctx, row, row.org) : ofDesk(ctx, row);
}

function ofDesk(ctx: Context, row: CredentialRow): Grantor {
	const { desk, clientId } = row;
	const provider = ctx.provider(desk.provider);
	return {
		vendor: desk.provider,
		whenUnanswered: provider.rotatesRefreshTokens ? "sign_in" : "again",
		async openRefresh() {
			const client = { clientId, clientSecret: await openClientSecret(ctx, row) };
			return ({ refreshToken, scopes }, call) =>
				provider.refresh(desk, client, { refreshToken, scopes }, call);
		},
		revoke: (grant, call) => provider.revoke(desk, grant, call),
	};
}

/**
 * Salesforce may have rotated when an answer is lost: the old token, sent once more, then ends the connection and is
 * told so. It is only sent when the access token is dead, so trying costs nothing that is still alive.
 */
function ofSalesforce(ctx: Context, row: CredentialRow, org: { id: string; host: string }): Grantor {
	return {
		vendor: "salesforce",
		whenUnanswered: "once_more",
		async openRefresh() {
			const { clientId, clientSecretSealed } = row;
			const client = await openOrgClient(ctx, { id: org.id, clientId, clientSecretSealed });
			return async ({ refreshToken }, call) => {
				const renewed = await ctx.crm.refresh(org.host, client, refreshToken, call);
				return toTokenGrant({ ...renewed, refreshToken: renewed.refreshToken ?? refreshToken }, ctx.now());
			};
		},
		revoke: (grant, call) => ctx.crm.revoke(org.host, grant.refreshToken ?? grant.accessToken, call),
	};
}
