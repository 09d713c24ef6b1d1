import { createHash, randomBytes } from "node:crypto";
import type { Clock } from "../../vendor.ts";
import { OAuthError } from "./errors.ts";

const CODE_MS = 15 * 60_000;
const MAX_APPROVALS = 5;

/** One approval of the app by a user. With rotation the refresh token changes, the approval stays. */
export interface Grant {
	userId: string;
	scopes: string[];
	refreshToken: string | null;
	/** Rotated out: using one again ends the approval. */
	spent: Set<string>;
	createdAt: number;
	usedAt: number;
}

export interface Session {
	token: string;
	grant: Grant;
	/** Moved on by use. */
	expiresAt: number;
}

export interface PendingCode {
	userId: string;
	redirectUri: string;
	scopes: string[];
	codeChallenge: string | null;
	nonce: string | null;
}

export interface TokenBook {
	issueCode(pending: PendingCode): string;
	/** Single use, fifteen minutes; the code is gone whatever comes of it. */
	exchangeCode(
		code: string,
		presented: { redirectUri: string; codeVerifier: string | null },
	): { session: Session; nonce: string | null };
	/** Whose a refresh token is; null: nobody's any more. */
	ownerOf(refreshToken: string): string | null;
	refresh(refreshToken: string, rotate: boolean): Session;
	/** The session of a live access token; null: expired, revoked, never there. */
	use(accessToken: string): Session | null;
	/** An access token's end, or an approval's. Unknown tokens count as ended. */
	revoke(token: string): void;
	revokeUser(userId: string): void;
	expireSessions(): void;
	refreshCount(): number;
	issued(): string[];
}

export interface TokenBookOptions {
	clock: Clock;
	orgId: string;
	sessionMs: () => number;
	/** How long a refresh token lives without use. */
	idleMs: () => number;
	/** Whether a sign-in comes with a refresh token at all. */
	givesRefreshToken: () => boolean;
}

export function createTokenBook(options: TokenBookOptions): TokenBook {
	const { clock, orgId, sessionMs, idleMs, givesRefreshToken } = options;
	const codes = new Map<string, PendingCode & { expiresAt: number }>();
	let grants: Grant[] = [];
	const sessions = new Map<string, Session>();
	const issued: string[] = [];
	let refreshes = 0;

	function secret(prefix: string): string {
		const value = `${prefix}${randomBytes(30).toString("base64url")}`;
		issued.push(value);
		return value;
	}

	function openSession(grant: Grant): Session {
		const token = secret(`${orgId.slice(0, 15)}!AQ`);
		const session = { token, grant, expiresAt: clock.now() + sessionMs() };
		sessions.set(token, session);
		return session;
	}

	function end(grant: Grant): void {
		grants = grants.filter((other) => other !== grant);
		for (const [token, session] of sessions) if (session.grant === grant) sessions.delete(token);
	}

	return {
		issueCode(pending) {
			const code = secret("aPrx");
			codes.set(code, { ...pending, expiresAt: clock.now() + CODE_MS });
			return code;
		},
		exchangeCode(code, { redirectUri, codeVerifier }) {
			const pending = codes.get(code);
			codes.delete(code);
			if (!pending || clock.now() >= pending.expiresAt) {
				throw new OAuthError("invalid_grant", "expired authorization code");
			}
			if (pending.redirectUri !== redirectUri) {
				throw new OAuthError("redirect_uri_mismatch", "redirect_uri must match configuration");
			}
			checkVerifier(pending.codeChallenge, codeVerifier);
			const own = grants.filter(({ userId }) => userId === pending.userId);
			const oldest = own.length >= MAX_APPROVALS ? own[0] : undefined;
			if (oldest) end(oldest);
			const grant: Grant = {
				userId: pending.userId,
				scopes: pending.scopes,
				refreshToken:
					pending.scopes.includes("refresh_token") && givesRefreshToken() ? secret("5Aep861") : null,
				spent: new Set(),
				createdAt: clock.now(),
				usedAt: clock.now(),
			};
			grants.push(grant);
			return { session: openSession(grant), nonce: pending.nonce };
		},
		ownerOf: (refreshToken) => grants.find((one) => one.refreshToken === refreshToken)?.userId ?? null,
		refresh(refreshToken, rotate) {
			const replayed = grants.find(({ spent }) => spent.has(refreshToken));
			if (replayed) end(replayed);
			const grant = grants.find((one) => one.refreshToken === refreshToken);
			if (!grant || clock.now() - grant.usedAt >= idleMs()) {
				throw new OAuthError("invalid_grant", "expired access/refresh token");
			}
			if (rotate) {
				grant.spent.add(refreshToken);
				grant.refreshToken = secret("5Aep861");
			}
			grant.usedAt = clock.now();
			refreshes += 1;
			return openSession(grant);
		},
		use(accessToken) {
			const session = sessions.get(accessToken);
			const now = clock.now();
			if (!session || now >= session.expiresAt) return null;
			// Use in the second half of its life keeps a session alive.
			if (session.expiresAt - now < sessionMs() / 2) session.expiresAt = now + sessionMs();
			return session;
		},
		revoke(token) {
			sessions.delete(token);
			const grant = grants.find((one) => one.refreshToken === token);
			if (grant) end(grant);
		},
		revokeUser(userId) {
			for (const grant of grants.filter((one) => one.userId === userId)) end(grant);
		},
		expireSessions() {
			for (const session of sessions.values()) {
				session.expiresAt = Math.min(session.expiresAt, clock.now());
			}
		},
		refreshCount: () => refreshes,
		issued: () => [...issued],
	};
}

function checkVerifier(challenge: string | null, verifier: string | null): void {
	if (challenge === null) return;
	if (verifier === null) throw new OAuthError("invalid_grant", "code verifier is missing");
	const isProof = createHash("sha256").update(verifier).digest("base64url") === challenge;
	if (!isProof) throw new OAuthError("invalid_request", "invalid code verifier");
}
