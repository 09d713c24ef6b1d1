import * as v from "valibot";
import { fromBase64 } from "../../lib/encoding.ts";
import { parseJson } from "../../lib/http.ts";
import type { KeySource } from "../desk-feed.ts";

/** The vendor's clock and ours. */
const LEEWAY = 60_000;

const header = v.object({ alg: v.literal("RS256"), kid: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)) });
const claims = v.object({ iss: v.string(), aud: v.string(), iat: v.number(), exp: v.number() });

export interface Expected {
	issuer: string;
	audience: string;
	now: number;
}

/**
 * Whether the token was signed with one of the vendor's keys, for exactly this issuer and audience, and lives. Only
 * RS256: a token may not choose how it is checked.
 */
export async function isValidToken(token: string, expected: Expected, keys: KeySource): Promise<boolean> {
	const parts = token.split(".");
	const [head, body, signature] = parts;
	if (parts.length !== 3 || !head || !body || !signature) return false;
	const parsedHeader = v.safeParse(header, decode(head));
	const parsedClaims = v.safeParse(claims, decode(body));
	const signed = fromBase64(signature);
	if (!parsedHeader.success || !parsedClaims.success || !signed) return false;
	const { iss, aud, iat, exp } = parsedClaims.output;
	if (iss !== expected.issuer || aud !== expected.audience) return false;
	const { now } = expected;
	if (toMs(exp) <= now - LEEWAY || toMs(iat) > now + LEEWAY) return false;
	// Last: asking for a key can cost a call, so nothing is asked for what is wrong anyway.
	const key = await keys(parsedHeader.output.kid);
	return key !== null && verify(key, `${head}.${body}`, signed);
}

const RS256 = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

async function verify(
	{ kty, n, e }: JsonWebKey,
	signed: string,
	signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
	if (kty !== "RSA" || !n || !e) return false;
	const key = await crypto.subtle.importKey("jwk", { kty, n, e }, RS256, false, ["verify"]);
	return crypto.subtle.verify(RS256, key, signature, new TextEncoder().encode(signed));
}

function decode(part: string): unknown {
	const bytes = fromBase64(part);
	return bytes ? parseJson(new TextDecoder().decode(bytes)) : undefined;
}

/** Documented in milliseconds, sent in seconds. */
function toMs(time: number): number {
	return time > 1e11 ? time : time * 1000;
}
