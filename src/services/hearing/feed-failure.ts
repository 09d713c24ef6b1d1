import { and, eq, isNotNull, lte } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks } from "../../db/schema.ts";
import { isVendorError } from "../../lib/errors.ts";
import { noteVendorError } from "../activity/vendor-errors.ts";
import type { Desk } from "../desks/find-desk.ts";
import { recordSignInNeeded } from "../desks/record-sign-in-needed.ts";
import { endSessionsOfGrant } from "../sessions/end-sessions.ts";
import { tellAdministrators } from "./tell-administrators.ts";

/** A call that is refused for good would otherwise have the role read again every minute. */
const MIN_ROLE_AGE_MS = 10 * 60_000;

/**
 * What a failure of background work means for the desk. A token that is refused, also after its renewal, ends the
 * work until somebody signs in, and their sessions. A refusal by rights has the administrator's role read within a minute.
 */
export async function noteFeedFailure(ctx: Context, desk: Desk, error: unknown): Promise<void> {
	if (!isVendorError(error)) return;
	await noteVendorError(ctx, desk.id, error);
	if (error.kind === "auth") {
		ctx.log.warn("desk.needs_sign_in", { desk: desk.id, code: error.code });
		const ended = { state: "needs_sign_in", updatedAt: ctx.now() } as const;
		const [, stopped] = await ctx.db.batch([
			recordSignInNeeded(ctx, { id: desk.id, credentialId: desk.credentialId ?? "" }, error.code),
			ctx.db.update(desks).set(ended).where(standsOnIt(desk)).returning({ id: desks.id }),
		]);
		if (stopped.length > 0) await tellAdministrators(ctx, desk, "desk_sign_in_ended");
		await endSessionsOfGrant(ctx, desk.credentialId, "admin.sign_in_refused");
	}
	if (error.kind === "forbidden" || error.kind === "missing_scope") await askForRole(ctx, desk);
}

/** The next Cron has the administrator's role read, unless that was done a moment ago. */
export async function askForRole(ctx: Context, desk: Pick<Desk, "id" | "credentialId">): Promise<void> {
	const before = ctx.now() - MIN_ROLE_AGE_MS;
	const isOld = and(isNotNull(desks.adminCheckedAt), lte(desks.adminCheckedAt, before));
	await ctx.db
		.update(desks)
		.set({ adminCheckedAt: null })
		.where(and(standsOnIt(desk), isOld));
}

/** Nobody has signed in anew since. */
function standsOnIt({ id, credentialId }: Pick<Desk, "id" | "credentialId">) {
	return and(eq(desks.id, id), eq(desks.credentialId, credentialId ?? ""), eq(desks.state, "connected"));
}
