import { randomBytes } from "node:crypto";
import type { Clock } from "../../vendor.ts";

const CODE_LIFE = 2 * 60_000;
const ACCESS_LIFE_SECONDS = 3600;
const QUOTA_WINDOW = 10 * 60_000;
const ACCESS_TOKENS_PER_WINDOW = 10;
const REFRESH_TOKENS_PER_PERSON = 20;

/** What a person allowed: one client, one organisation, some scopes. */
export interface Consent {
	clientId: string;
	redirectUri: string;
	scopes: string[];
	zuid: string;
	orgId: string;
	offline: boolean;
}

interface RefreshGrant {
	token: string;
	consent: Consent;
	/** When access tokens were made from it. */
	issuedAt: number[];
}

export interface AccessToken {
	token: string;
	consent: Consent;
	refreshToken: string | null;
	expiresAt: number;
}

export type TokenResult = AccessToken | { error: "invalid_code" | "quota" };

/** `1000.<hex>.<hex>`, as the real ones look. */
const newToken = () => `1000.${randomBytes(16).toString("hex")}.${randomBytes(16).toString("hex")}`;

export function createGrants(clock: Clock) {
	const codes = new Map<string, { consent: Consent; expiresAt: number }>();
	/** Oldest first. */
	let refreshGrants: RefreshGrant[] = [];
	const access = new Map<string, AccessToken>();
	const issued: string[] = [];
	let refreshes = 0;

	function issueAccess(consent: Consent, grant: RefreshGrant | null): TokenResult {
		const now = clock.now();
		if (grant) {
			grant.issuedAt = grant.issuedAt.filter((at) => at > now - QUOTA_WINDOW);
			if (grant.issuedAt.length >= ACCESS_TOKENS_PER_WINDOW) return { error: "quota" };
			grant.issuedAt.push(now);
		}
		const token: AccessToken = {
			token: newToken(),
			consent,
			refreshToken: grant?.token ?? null,
			expiresAt: now + ACCESS_LIFE_SECONDS * 1000,
		};
		access.set(token.token, token);
		issued.push(token.token);
		return token;
	}

	function drop(refreshToken: string): void {
		refreshGrants = refreshGrants.filter((grant) => grant.token !== refreshToken);
		for (const token of access.values()) if (token.refreshToken === refreshToken) access.delete(token.token);
	}

	function addRefreshGrant(consent: Consent): RefreshGrant {
		const grant: RefreshGrant = { token: newToken(), consent, issuedAt: [] };
		refreshGrants.push(grant);
		issued.push(grant.token);
		const own = refreshGrants.filter(
			(other) => other.consent.zuid === consent.zuid && other.consent.clientId === consent.clientId,
		);
		// The 21st pushes the oldest out, and nobody is told.
		if (own.length > REFRESH_TOKENS_PER_PERSON && own[0]) drop(own[0].token);
		return grant;
	}

	return {
		accessLifeSeconds: ACCESS_LIFE_SECONDS,
		issueCode(consent: Consent): string {
			const code = newToken();
			codes.set(code, { consent, expiresAt: clock.now() + CODE_LIFE });
			issued.push(code);
			return code;
		},
		/** A code works once, for the client and address it was made for. */
		exchange(code: string, clientId: string, redirectUri: string): TokenResult {
			const entry = codes.get(code);
			codes.delete(code);
			if (!entry || entry.expiresAt <= clock.now()) return { error: "invalid_code" };
			const { consent } = entry;
			if (consent.clientId !== clientId || consent.redirectUri !== redirectUri)
				return { error: "invalid_code" };
			return issueAccess(consent, consent.offline ? addRefreshGrant(consent) : null);
		},
		refresh(refreshToken: string, clientId: string): TokenResult {
			const grant = refreshGrants.find(({ token }) => token === refreshToken);
			if (!grant || grant.consent.clientId !== clientId) return { error: "invalid_code" };
			const result = issueAccess(grant.consent, grant);
			if (!("error" in result)) refreshes += 1;
			return result;
		},
		/** Either kind of token; a refresh token takes its access tokens along. */
		revoke(token: string): boolean {
			if (access.delete(token)) return true;
			if (!refreshGrants.some((grant) => grant.token === token)) return false;
			drop(token);
			return true;
		},
		find(token: string): AccessToken | null {
			const found = access.get(token);
			return found && found.expiresAt > clock.now() ? found : null;
		},
		expireAccessTokens(): void {
			access.clear();
		},
		revokeAll(zuid: string): void {
			for (const { token, consent } of [...refreshGrants]) if (consent.zuid === zuid) drop(token);
			for (const token of access.values()) if (token.consent.zuid === zuid) access.delete(token.token);
		},
		refreshCount: () => refreshes,
		issuedTokens: () => [...issued],
		reset(): void {
			codes.clear();
			access.clear();
			refreshGrants = [];
			issued.length = 0;
			refreshes = 0;
		},
	};
}

export type Grants = ReturnType<typeof createGrants>;
