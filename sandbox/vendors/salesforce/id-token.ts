import { createHmac, createSign, generateKeyPairSync } from "node:crypto";
import { loginHostOf, type Org } from "./org.ts";
import type { SimUser } from "./users.ts";

const KEY_ID = "sandbox-salesforce-1";
let pair: ReturnType<typeof generateKeyPairSync> | undefined;

/** A new one with every start. */
function keys() {
	pair ??= generateKeyPairSync("rsa", { modulusLength: 2048 });
	return pair;
}

export function publicKeys() {
	const jwk = keys().publicKey.export({ format: "jwk" });
	return { keys: [{ ...jwk, alg: "RS256", use: "sig", kid: KEY_ID }] };
}

/** Proves that the token answer came from somebody who knows the consumer secret. */
export function signAnswer(secret: string, id: string, issuedAt: string): string {
	return createHmac("sha256", secret)
		.update(id + issuedAt)
		.digest("base64");
}

/** The token's times are the real clock's: the app checks them against its own. */
export function signIdToken(org: Org, user: SimUser, subject: string, nonce: string | null): string {
	const now = Math.floor(Date.now() / 1000);
	const claims = {
		iss: `https://${loginHostOf(org)}`,
		sub: subject,
		aud: org.seed.clientId,
		iat: now,
		exp: now + 120,
		...(nonce ? { nonce } : {}),
		email: user.email,
		name: user.name,
	};
	const head = { alg: "RS256", typ: "JWT", kid: KEY_ID };
	const body = [head, claims]
		.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
		.join(".");
	const signature = createSign("RSA-SHA256").update(body).sign(keys().privateKey).toString("base64url");
	return `${body}.${signature}`;
}
