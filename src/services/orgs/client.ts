import type { Context } from "../../context.ts";
import type { TokenGrant } from "../../desk/help-desk.ts";
import type { CrmClient, CrmGrant } from "../../salesforce/crm.ts";

export function orgSecretPlace(orgId: string) {
	return { table: "orgs", column: "client_secret_sealed", row: orgId, desk: "" };
}

/** The External Client App of one org. Throws `SealError`. */
export async function openOrgClient(
	ctx: Context,
	{ id, clientId, clientSecretSealed }: { id: string; clientId: string; clientSecretSealed: string },
): Promise<CrmClient> {
	return { clientId, clientSecret: await ctx.sealer.open(clientSecretSealed, orgSecretPlace(id)) };
}

/** Idle refresh tokens live 30 days where the app's policy is the strict one; a week is what Cron keeps to. */
const IDLE_LIFETIME_MS = 21 * 24 * 3_600_000;

/** Salesforce doesn't tell how long its tokens live: they are used until refused. */
export function toTokenGrant(grant: Pick<CrmGrant, "accessToken" | "refreshToken">, now: number): TokenGrant {
	const { accessToken, refreshToken } = grant;
	return {
		accessToken,
		refreshToken,
		accessExpiresAt: null,
		refreshExpiresAt: now + IDLE_LIFETIME_MS,
		scopes: [],
	};
}
