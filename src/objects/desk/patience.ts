import { isVendorError } from "../../lib/errors.ts";
import { noteFeedFailure } from "../../services/hearing/feed-failure.ts";
import type { FeedWork } from "./work.ts";

/** When a desk says "too much" without a time. */
const RATE_WAIT_MS = 60_000;
/** Nothing helps but a person who signs in, or gives a right back. */
const REFUSED_WAIT_MS = 5 * 60_000;

/** Whether a failure concerns the whole desk: then nothing is asked of it for a while. */
export async function waitForDesk({ ctx, store, desk }: FeedWork, error: unknown): Promise<boolean> {
	if (!isVendorError(error)) return false;
	await noteFeedFailure(ctx, desk, error);
	const now = ctx.now();
	if (error.kind === "rate_limited") {
		const waitMs = error.retryAfterSeconds === null ? RATE_WAIT_MS : error.retryAfterSeconds * 1000;
		ctx.log.warn("desk.asks_for_patience", { desk: desk.id, waitMs });
		store.wait("vendor", now + Math.max(1_000, waitMs));
		return true;
	}
	if (error.kind === "auth" || error.kind === "missing_scope") {
		ctx.log.warn("desk.refuses", { desk: desk.id, kind: error.kind, code: error.code });
		store.wait("sign_in", now + REFUSED_WAIT_MS);
		return true;
	}
	return false;
}
