import { sha256Hex } from "../lib/crypto.ts";
import type { PageContext } from "./env.ts";

/** Counts what one address asks for. Behind it is Cloudflare's rate limit, which counts per location. */
export interface Limit {
	limit(options: { key: string }): Promise<{ success: boolean }>;
}

/**
 * Whether this browser's address may go on. Each counts for itself, so that nobody locks others out. An address is
 * a person's: only its hash is a key.
 */
export async function mayGoOn(c: PageContext, limit: Limit, purpose: string): Promise<boolean> {
	const key = await sha256Hex(`${purpose} ${c.req.header("cf-connecting-ip") ?? "unknown"}`);
	return (await limit.limit({ key })).success;
}
