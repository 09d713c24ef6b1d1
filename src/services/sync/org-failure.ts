import { and, eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { orgs } from "../../db/schema-sync.ts";
import type { VendorError } from "../../lib/errors.ts";
import { recordOrgStopped } from "../orgs/record-org-stopped.ts";
import type { Org } from "./find-org.ts";

/** Salesforce refuses until somebody changes something there: signing in again wouldn't help. */
const NEEDS_ADMIN = new Set([
	"session_locked",
	"session_refused",
	"API_DISABLED_FOR_ORG",
	"API_CURRENTLY_DISABLED",
	// Of the sign-in's own renewal.
	"inactive_user",
	"inactive_org",
	"ip_restricted",
	"not_approved",
	"app_not_installed",
	"invalid_client",
	"invalid_client_id",
]);

/**
 * What a refusal by Salesforce means for the org: it waits for a sign-in, or for a setting to be changed, and says so.
 * Nothing is asked of it meanwhile.
 */
export async function noteOrgFailure(
	ctx: Context,
	org: Pick<Org, "id" | "credentialId">,
	error: VendorError,
): Promise<boolean> {
	const code = error.code ?? error.kind;
	const isAdmins = NEEDS_ADMIN.has(code);
	if (error.kind !== "auth" && !isAdmins) return false;
	const now = ctx.now();
	const state = isAdmins ? "needs_admin" : "needs_sign_in";
	ctx.log.warn("org.refused", { org: org.id, state, code });
	const { id, credentialId } = org;
	if (credentialId === null) return true;
	await ctx.db.batch([
		recordOrgStopped(ctx, { id, credentialId }, state, code),
		ctx.db
			.update(orgs)
			// Administrators are told by the next Cron.
			.set({ state, trouble: code, troubleAt: now, nextCheckAt: now, updatedAt: now })
			// Unless somebody has signed in anew since.
			.where(and(eq(orgs.id, id), eq(orgs.state, "connected"), eq(orgs.credentialId, credentialId))),
	]);
	return true;
}
