import type { Config } from "../config.ts";
import { sha256Hex } from "../lib/crypto.ts";
import { toHex } from "../lib/encoding.ts";

/** `__Host-`: only this host, only by https (or localhost), only set by us. */
export const HOST_COOKIE = {
	prefix: "host",
	path: "/",
	secure: true,
	httpOnly: true,
	sameSite: "Lax",
} as const;

/** A key for signed cookies. A new setup token or seal key ends them all. */
export async function cookieKey(config: Config, purpose: string): Promise<string> {
	const [sealKey] = config.sealKeys;
	const secret = sealKey ? toHex(sealKey.bytes) : "";
	return sha256Hex(`${purpose}\n${secret}\n${config.setupToken}`);
}
