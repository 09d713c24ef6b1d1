import { and, eq, isNotNull, lte } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks } from "../../db/schema.ts";
import { isVendorError } from "../../lib/errors.ts";
import type { Desk } from "../desks/find-desk.ts";

/** A call that is refused for good would otherwise have the role read again every minute. */
const MIN_ROLE_AGE_MS = 10 * 60_000;

/**
 * What a failure of background work means for the desk. A token that is refused, also after its renewal, ends the
 * work until somebody signs in. A refusal by rights has the administrator's role read within a minute.
 */
export async function noteFeedFailure(
	ctx: Context,
	desk: Pick<Desk, "id" | "credentialId">,
	error: unknown,
): Promise<void> {
	if (!isVendorError(error) || !desk.credentialId) return;
	const its = and(
		eq(desks.id, desk.id),
		eq(desks.credentialId, desk.credentialId),
		eq(desks.state, "connected"),
	);
	const now = ctx.now();
	if (error.kind === "auth") {
		ctx.log.warn("desk.needs_sign_in", { desk: desk.id, code: error.code });
		await ctx.db.update(desks).set({ state: "needs_sign_in", updatedAt: now }).where(its);
	}
	if (error.kind === "forbidden" || error.kind === "missing_scope") {
		const isOld = and(isNotNull(desks.adminCheckedAt), lte(desks.adminCheckedAt, now - MIN_ROLE_AGE_MS));
		await ctx.db.update(desks).set({ adminCheckedAt: null }).where(and(its, isOld));
	}
}
