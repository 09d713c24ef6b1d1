export interface ZohoSigner {
	/** What the vendor publishes. */
	keySet: { keys: JsonWebKey[] };
	/** As Zoho signs: nothing of the body, only for whom it is. */
	sign(claims: Record<string, unknown>, kid?: string): Promise<string>;
}

export const KEY_ID = "key-1";

export async function createZohoSigner(): Promise<ZohoSigner> {
	const algorithm = {
		name: "RSASSA-PKCS1-v1_5",
		modulusLength: 2048,
		publicExponent: new Uint8Array([1, 0, 1]),
		hash: "SHA-256",
	};
	const pair = (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
	const published = { ...(await crypto.subtle.exportKey("jwk", pair.publicKey)), kid: KEY_ID, alg: "RS256" };
	return {
		keySet: { keys: [published as JsonWebKey] },
		async sign(claims, kid = KEY_ID) {
			const seconds = Math.floor(Date.now() / 1000);
			const head = encode({ alg: "RS256", typ: "JWT", kid });
			const text = `${head}.${encode({ iat: seconds, exp: seconds + 300, ...claims })}`;
			const bytes = new TextEncoder().encode(text);
			const signature = await crypto.subtle.sign("RSASSA-PKCS1-v1_5", pair.privateKey, bytes);
			return `${text}.${toUrlBase64(String.fromCharCode(...new Uint8Array(signature)))}`;
		},
	};
}

/** Whom a desk of `seedDesk` is told by. */
export function claimsFor(desk: string) {
	return { iss: `orgId:portal-${desk}`, aud: "webhookId:webhook-1" };
}

const encode = (value: unknown) => toUrlBase64(JSON.stringify(value));

function toUrlBase64(text: string): string {
	return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
