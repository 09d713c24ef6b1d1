import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import type { DeskKind } from "./sign-in.ts";

/** Where each vendor hands out tokens, as faults match it. */
export const TOKEN_ADDRESS: Readonly<Record<DeskKind, string>> = {
	zendesk: "acme.zendesk.com/oauth/tokens",
	zoho: "accounts.zoho.eu/oauth/v2/token",
};

/** Every refresh token sent to a vendor, oldest first, each as often as it was sent. */
export function sentRefreshTokens(sandbox: Sandbox, desk: DeskKind): string[] {
	return sandbox.traffic().flatMap(({ url, requestBody }) => {
		if (!url.includes(TOKEN_ADDRESS[desk])) return [];
		const body = toRecord(requestBody ?? "");
		return body.grant_type === "refresh_token" && body.refresh_token ? [body.refresh_token] : [];
	});
}

function toRecord(body: string): Record<string, string> {
	return body.startsWith("{") ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
}

/** What is asked of and given back to the desks' vendors from now on. */
export function watchGrants(sandbox: Sandbox) {
	const start = sandbox.traffic().length;
	const since = () => sandbox.traffic().slice(start);
	return {
		tokenRequests: () => since().filter(({ url }) => /\/oauth(\/v2)?\/tokens?$/.test(url)),
		/** Grants that a vendor confirmed to be over. */
		revocations: () =>
			since().filter(({ method, url, status }) => {
				const isZendesk = method === "DELETE" && url.endsWith("/oauth/tokens/current");
				return status < 300 && (isZendesk || url.endsWith("/oauth/v2/token/revoke"));
			}),
	};
}

export interface CredentialRecord {
	id: string;
	state: string;
	generation: number;
	access_token_sealed: string | null;
	access_expires_at: number | null;
	renew_at: number | null;
}

/** The row of the grant that a Slack person's link to a desk stands on. */
export async function credentialOf(
	sandbox: Sandbox,
	desk: DeskKind,
	userId: string,
): Promise<CredentialRecord> {
	const database = await sandbox.database();
	const row = await database
		.prepare(
			`select c.id, c.state, c.generation, c.access_token_sealed, c.access_expires_at, c.renew_at
			from credentials c join agent_links l on l.credential_id = c.id join desks d on d.id = l.desk_id
			where d.provider = ?1 and l.slack_user_id = ?2`,
		)
		.bind(desk, userId)
		.first<CredentialRecord>();
	if (!row) throw new Error(`${userId} has no link to ${desk}`);
	return row;
}

/** Commands whose answer is still owed, by their state. */
export async function owedCommands(sandbox: Sandbox): Promise<string[]> {
	const database = await sandbox.database();
	const { results } = await database.prepare("select state from commands").all<{ state: string }>();
	return results.map(({ state }) => state);
}
