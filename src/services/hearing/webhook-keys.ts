import { eq, sql } from "drizzle-orm";
import * as v from "valibot";
import type { Context } from "../../context.ts";
import { keySets } from "../../db/schema-hearing.ts";
import type { KeySource } from "../../desk/desk-feed.ts";
import { parseJson } from "../../lib/http.ts";

/** The desk waits five seconds for its answer. */
const FETCH_TIMEOUT_MS = 1_500;
/** An unknown key id, made up or new, causes one fetch in this time, wherever it comes in. */
const MIN_FETCH_INTERVAL_MS = 60_000;
/** Without an unknown key id a set is fetched as often as subscriptions are looked after. */
const MAX_AGE_MS = 12 * 3_600_000;
/** Public keys may be kept; a key id that isn't among them asks the database this often. */
const CACHE_MS = 10 * 60_000;
const MIN_READ_INTERVAL_MS = 5_000;
const MAX_BODY_LENGTH = 100_000;

/** Named, and otherwise what its importer makes of it. */
const keySchema = v.custom<JsonWebKey & { kid: string }>((key) => v.is(v.object({ kid: v.string() }), key));
const keySetSchema = v.object({ keys: v.pipe(v.array(keySchema), v.maxLength(50)) });
type KeySet = v.InferOutput<typeof keySetSchema>;

const NO_KEYS: KeySet = { keys: [] };

const cached = new Map<string, { set: KeySet; readAt: number }>();

/** The keys that a vendor publishes at `url`; none at all where it is null. */
export function createKeySource(ctx: Context, url: string | null): KeySource {
	return async (keyId) => (url === null ? null : findKey(ctx, url, keyId));
}

async function findKey(ctx: Context, url: string, keyId: string): Promise<JsonWebKey | null> {
	const known = cached.get(url);
	const age = known ? ctx.now() - known.readAt : Number.POSITIVE_INFINITY;
	const found = known && age < CACHE_MS ? pick(known.set, keyId) : null;
	if (found || age < MIN_READ_INTERVAL_MS) return found;
	const [row] = await ctx.db.select({ keys: keySets.keys }).from(keySets).where(eq(keySets.url, url));
	const stored = remember(ctx, url, row ? parseKeySet(row.keys) : NO_KEYS);
	return pick(stored, keyId) ?? pick(await fetchIfAllowed(ctx, url, MIN_FETCH_INTERVAL_MS), keyId);
}

/** Has the keys there before the first webhook needs them. */
export async function refreshKeySet(ctx: Context, url: string | null): Promise<void> {
	if (url !== null) await fetchIfAllowed(ctx, url, MAX_AGE_MS);
}

/** Whoever moves `fetched_at` forward asks the vendor; everybody else has to wait. */
async function fetchIfAllowed(ctx: Context, url: string, minAgeMs: number): Promise<KeySet> {
	const now = ctx.now();
	const claimed = await ctx.db
		.insert(keySets)
		.values({ url, keys: JSON.stringify(NO_KEYS), fetchedAt: now })
		.onConflictDoUpdate({
			target: keySets.url,
			set: { fetchedAt: now },
			setWhere: sql`${keySets.fetchedAt} <= ${now - minAgeMs}`,
		})
		.returning({ url: keySets.url });
	if (claimed.length === 0) return NO_KEYS;
	const set = await fetchKeySet(ctx, url);
	if (!set) return NO_KEYS;
	await ctx.db
		.update(keySets)
		.set({ keys: JSON.stringify(set) })
		.where(eq(keySets.url, url));
	return remember(ctx, url, set);
}

async function fetchKeySet(ctx: Context, url: string): Promise<KeySet | null> {
	const { fetch, timeoutMs } = ctx.call(FETCH_TIMEOUT_MS);
	try {
		const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
		const body = await response.text();
		const set = response.status === 200 && body.length <= MAX_BODY_LENGTH ? parseKeySet(body) : NO_KEYS;
		if (set.keys.length > 0) return set;
		ctx.log.warn("webhook.key_set_unusable", { status: response.status });
	} catch (error) {
		ctx.log.warn("webhook.key_set_unreachable", { error: (error as Error).name });
	}
	return null;
}

function parseKeySet(text: string): KeySet {
	const parsed = v.safeParse(keySetSchema, parseJson(text));
	return parsed.success ? parsed.output : NO_KEYS;
}

function remember(ctx: Context, url: string, set: KeySet): KeySet {
	cached.set(url, { set, readAt: ctx.now() });
	return set;
}

function pick(set: KeySet, keyId: string): JsonWebKey | null {
	return set.keys.find(({ kid }) => kid === keyId) ?? null;
}
