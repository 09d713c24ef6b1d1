import { createHash, randomBytes } from "node:crypto";
import type { Clock } from "../../vendor.ts";
import { invalidToken, oauthError } from "./errors.ts";

const CODE_SECONDS = 120;

/** A sign-in that became tokens. A refresh replaces it: both of its tokens die. */
export interface Grant {
	id: number;
	userId: number;
	scopes: string[];
	accessToken: string;
	refreshToken: string;
	accessExpiresAt: number;
	refreshExpiresAt: number;
	createdAt: number;
	usedAt: number;
}

export interface PendingCode {
	userId: number;
	clientId: string;
	redirectUri: string;
	scopes: string[];
	codeChallenge: string | null;
}

export interface Lifetimes {
	accessSeconds: number;
	refreshSeconds: number;
}

export interface TokenBook {
	issueCode(pending: PendingCode): string;
	/** Single use, two minutes; the code is gone whatever comes of it. */
	exchangeCode(
		code: string,
		presented: { clientId: string; redirectUri: string | null; codeVerifier: string | null },
		lifetimes: Lifetimes,
	): Grant;
	refresh(refreshToken: string, scopes: string[] | null, lifetimes: Lifetimes): Grant;
	/** The grant of a live access token; throws the 401. */
	use(accessToken: string): Grant;
	revoke(grant: Grant): void;
	revokeAll(userId: number): void;
	expireAccessTokens(): void;
	refreshCount(): number;
	/** Every secret ever handed out, dead ones too. */
	issued(): string[];
}

export function createTokenBook(clock: Clock): TokenBook {
	const codes = new Map<string, PendingCode & { expiresAt: number }>();
	const grants = new Set<Grant>();
	const issued: string[] = [];
	let refreshes = 0;
	let nextId = 1;

	function secret(prefix: string): string {
		const value = `${prefix}${randomBytes(24).toString("hex")}`;
		issued.push(value);
		return value;
	}

	function grantTo(userId: number, scopes: string[], { accessSeconds, refreshSeconds }: Lifetimes): Grant {
		const now = clock.now();
		const grant: Grant = {
			id: nextId++,
			userId,
			scopes,
			accessToken: secret("zat"),
			refreshToken: secret("zrt"),
			accessExpiresAt: now + accessSeconds * 1000,
			refreshExpiresAt: now + refreshSeconds * 1000,
			createdAt: now,
			usedAt: now,
		};
		grants.add(grant);
		return grant;
	}

	return {
		issueCode(pending) {
			const code = secret("zac");
			codes.set(code, { ...pending, expiresAt: clock.now() + CODE_SECONDS * 1000 });
			return code;
		},
		exchangeCode(code, presented, lifetimes) {
			const pending = codes.get(code);
			codes.delete(code);
			const isGood =
				pending &&
				clock.now() < pending.expiresAt &&
				presented.clientId === pending.clientId &&
				presented.redirectUri === pending.redirectUri &&
				provesChallenge(presented.codeVerifier, pending.codeChallenge);
			if (!isGood) throw invalidGrant();
			return grantTo(pending.userId, pending.scopes, lifetimes);
		},
		refresh(refreshToken, scopes, lifetimes) {
			const old = [...grants].find((grant) => grant.refreshToken === refreshToken);
			if (!old || clock.now() >= old.refreshExpiresAt) throw invalidGrant();
			grants.delete(old);
			refreshes += 1;
			return grantTo(old.userId, scopes ?? old.scopes, lifetimes);
		},
		use(accessToken) {
			const grant = [...grants].find((candidate) => candidate.accessToken === accessToken);
			if (!grant || clock.now() >= grant.accessExpiresAt) throw invalidToken();
			grant.usedAt = clock.now();
			return grant;
		},
		revoke: (grant) => void grants.delete(grant),
		revokeAll(userId) {
			for (const grant of grants) if (grant.userId === userId) grants.delete(grant);
		},
		expireAccessTokens() {
			for (const grant of grants) grant.accessExpiresAt = Math.min(grant.accessExpiresAt, clock.now());
		},
		refreshCount: () => refreshes,
		issued: () => [...issued],
	};
}

function provesChallenge(verifier: string | null, challenge: string | null): boolean {
	if (challenge === null) return true;
	return verifier !== null && createHash("sha256").update(verifier).digest("base64url") === challenge;
}

function invalidGrant() {
	return oauthError(
		400,
		"invalid_grant",
		"The provided authorization grant or refresh token is invalid, expired, revoked, or was issued to another client.",
	);
}
