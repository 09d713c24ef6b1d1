import { createSign, generateKeyPairSync, randomUUID } from "node:crypto";

/** Documented in milliseconds, sent in seconds. */
export type TokenTimes = "seconds" | "milliseconds";

export interface KeySet {
	keys: Record<string, unknown>[];
}

const LIFE_MS = 5 * 60_000;

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");

/** Signs deliveries with one key pair, which is made when it is first needed. */
export function createSigner() {
	let pair: { kid: string; privateKey: string; publicKey: Record<string, unknown> } | null = null;
	let times: TokenTimes = "seconds";

	function keys() {
		if (pair) return pair;
		const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
		pair = {
			kid: randomUUID(),
			privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
			publicKey: { ...publicKey.export({ format: "jwk" }) },
		};
		return pair;
	}

	return {
		/** The app's clock is the real one, whatever the sandbox's says. */
		sign(orgId: string, webhookId: string): string {
			const { kid, privateKey } = keys();
			const now = Date.now();
			const toTime = (at: number) => (times === "seconds" ? Math.floor(at / 1000) : at);
			const claims = {
				iss: `orgId:${orgId}`,
				aud: `webhookId:${webhookId}`,
				iat: toTime(now),
				exp: toTime(now + LIFE_MS),
			};
			const signed = `${encode({ alg: "RS256", typ: "JWT", kid })}.${encode(claims)}`;
			return `${signed}.${createSign("RSA-SHA256").update(signed).sign(privateKey, "base64url")}`;
		},
		keySet(): KeySet {
			const { kid, publicKey } = keys();
			return { keys: [{ ...publicKey, kid, use: "sig", alg: "RS256" }] };
		},
		setTimes(next: TokenTimes): void {
			times = next;
		},
	};
}
