import { and, eq, ne, or } from "drizzle-orm";
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
	const { id, credentialId } = org;
	if (credentialId !== null)
		await stopOrg(ctx, { id, credentialId }, isAdmins ? "needs_admin" : "needs_sign_in", code);
	return true;
}

/** Unless somebody has signed in anew since. Administrators are told by the next Cron. */
export async function stopOrg(
	ctx: Context,
	org: { id: string; credentialId: string },
	state: "needs_sign_in" | "needs_admin",
	trouble: string,
): Promise<void> {
	const [code = trouble] = trouble.split(" ");
	ctx.log.warn("org.refused", { org: org.id, state, code });
	const now = ctx.now();
	const isNews = or(
		eq(orgs.state, "connected"),
		and(eq(orgs.state, "needs_admin"), or(ne(orgs.state, state), ne(orgs.trouble, trouble))),
	);
	await ctx.db.batch([
		recordOrgStopped(ctx, org, state, trouble),
		ctx.db
			.update(orgs)
			.set({ state, trouble, troubleAt: now, nextCheckAt: now, updatedAt: now })
			.where(and(eq(orgs.id, org.id), eq(orgs.credentialId, org.credentialId), isNews)),
	]);
}
