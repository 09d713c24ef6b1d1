import { verifyHmac } from "../lib/crypto.ts";
import { fromHex } from "../lib/encoding.ts";

/** Slack's own tolerance, both ways. */
const WINDOW_SECONDS = 300;

/**
 * Slack's request signature, scheme v0: HMAC-SHA256 over `v0:timestamp:raw body`. Several keys are accepted so
 * that an operator can change the secret without losing requests.
 */
export async function isSignedBySlack(
	keys: readonly CryptoKey[],
	headers: Headers,
	rawBody: string,
	now: number,
): Promise<boolean> {
	const timestamp = headers.get("x-slack-request-timestamp") ?? "";
	const signature = /^v0=([0-9a-f]{64})$/.exec(headers.get("x-slack-signature") ?? "")?.[1];
	if (!signature || !/^\d{1,12}$/.test(timestamp)) return false;
	if (Math.abs(now / 1000 - Number(timestamp)) > WINDOW_SECONDS) return false;
	const bytes = fromHex(signature);
	if (!bytes) return false;
	for (const key of keys) {
		if (await verifyHmac(key, bytes, `v0:${timestamp}:${rawBody}`)) return true;
	}
	return false;
}
