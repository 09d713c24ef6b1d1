import { fromBase64, toBase64Url, toHex } from "./encoding.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** `bytes` random bytes as base64url: 32 for what must not be guessed, 12 for ids. */
export function randomToken(bytes = 32): string {
	return toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** Lower-case hex. What is stored of a secret that only has to be recognised. */
export async function sha256Hex(text: string): Promise<string> {
	return toHex(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
}

export function importHmacKey(secret: string): Promise<CryptoKey> {
	const algorithm = { name: "HMAC", hash: "SHA-256" };
	return crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign", "verify"]);
}

/** Constant-time: `crypto.subtle.verify` compares, not we. */
export function verifyHmac(
	key: CryptoKey,
	signature: Uint8Array<ArrayBuffer>,
	text: string,
): Promise<boolean> {
	return crypto.subtle.verify("HMAC", key, signature, encoder.encode(text));
}

/** Constant-time comparison of two texts of any length. */
export async function equalSecrets(a: string, b: string): Promise<boolean> {
	const [left, right] = await Promise.all(
		[a, b].map((text) => crypto.subtle.digest("SHA-256", encoder.encode(text))),
	);
	const [x, y] = [new Uint8Array(left as ArrayBuffer), new Uint8Array(right as ArrayBuffer)];
	let difference = 0;
	for (let i = 0; i < x.length; i++) difference |= (x[i] ?? 0) ^ (y[i] ?? 0);
	return difference === 0;
}

/** A key of `SEAL_KEYS`: `id` is written beside what it sealed. */
export interface SealKey {
	id: string;
	bytes: Uint8Array<ArrayBuffer>;
}

/** Where a sealed value lives. Moved to another row or desk it does not open. */
export interface SealPlace {
	table: string;
	column: string;
	row: string;
	desk: string;
}

export interface Sealer {
	seal(plaintext: string, place: SealPlace): Promise<string>;
	/** Throws `SealError` when the value was sealed elsewhere, changed, or its key is gone. */
	open(sealed: string, place: SealPlace): Promise<string>;
	/** Whether the value should be sealed again because a newer key is in use. */
	isStale(sealed: string): boolean;
}

export class SealError extends Error {
	override readonly name = "SealError";
}

const NONCE_BYTES = 12;

/** AES-256-GCM. `keys[0]` seals, every key opens. The text form is `keyId.base64url(nonce ‖ ciphertext)`. */
export function createSealer(keys: readonly SealKey[]): Sealer {
	const [current] = keys;
	if (!current) throw new SealError("no seal key");
	// Keys, not promises: a promise of one request must not be awaited by another.
	const imported = new Map<string, CryptoKey>();

	async function keyOf({ id, bytes }: SealKey): Promise<CryptoKey> {
		const known = imported.get(id);
		if (known) return known;
		const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
		imported.set(id, key);
		return key;
	}

	return {
		async seal(plaintext, place) {
			const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
			const algorithm = { name: "AES-GCM", iv: nonce, additionalData: additionalData(place) };
			const text = encoder.encode(plaintext);
			const cipher = new Uint8Array(await crypto.subtle.encrypt(algorithm, await keyOf(current), text));
			const both = new Uint8Array(NONCE_BYTES + cipher.length);
			both.set(nonce);
			both.set(cipher, NONCE_BYTES);
			return `${current.id}.${toBase64Url(both)}`;
		},
		async open(sealed, place) {
			const dot = sealed.indexOf(".");
			const key = keys.find(({ id }) => id === sealed.slice(0, dot));
			const both = fromBase64(sealed.slice(dot + 1));
			if (!key || !both || both.length <= NONCE_BYTES) throw new SealError("not sealed with a key we have");
			const iv = both.subarray(0, NONCE_BYTES);
			const algorithm = { name: "AES-GCM", iv, additionalData: additionalData(place) };
			try {
				const text = await crypto.subtle.decrypt(algorithm, await keyOf(key), both.subarray(NONCE_BYTES));
				return decoder.decode(text);
			} catch {
				throw new SealError("sealed for another place, or changed");
			}
		},
		isStale(sealed) {
			return !sealed.startsWith(`${current.id}.`);
		},
	};
}

function additionalData({ table, column, row, desk }: SealPlace): Uint8Array<ArrayBuffer> {
	return encoder.encode(JSON.stringify([table, column, row, desk]));
}
