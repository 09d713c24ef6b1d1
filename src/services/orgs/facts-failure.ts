import { and, eq, isNotNull, isNull, ne, or } from "drizzle-orm";
import type { Context } from "../../context.ts";
import type { CallerOrg } from "../../db/caller-orgs.ts";
import { orgs } from "../../db/schema-sync.ts";
import { isVendorError, type VendorError } from "../../lib/errors.ts";
import { noteOrgFailure } from "../sync/org-failure.ts";

/** An org that is slow or broken for a moment isn't asked by every card meanwhile. */
const REST_MS = 5_000;
const QUOTA_REST_MS = 60_000;

/** Tells the org's page why cards come without its facts. Answers until when the org is left alone. */
export async function noteFactsFailure(ctx: Context, org: CallerOrg, error: unknown): Promise<number> {
	if (!isVendorError(error)) {
		ctx.log.error("facts.broken", { org: org.id, error: error instanceof Error ? error.name : typeof error });
		return ctx.now() + REST_MS;
	}
	const { kind, code, operation } = error;
	ctx.log.warn("facts.failed", { org: org.id, kind, code, operation });
	try {
		const isNoted = await noteOrgFailure(ctx, { id: org.id, credentialId: org.credential.id }, error);
		if (!isNoted && kind !== "unavailable" && kind !== "aborted") await setTrouble(ctx, org, toWord(error));
	} catch (failure) {
		// The card has been given up already; the next one finds the same.
		ctx.log.warn("facts.not_noted", { org: org.id, error: (failure as Error).name });
	}
	if (kind !== "rate_limited") return ctx.now() + REST_MS;
	return ctx.now() + (error.retryAfterSeconds === null ? QUOTA_REST_MS : error.retryAfterSeconds * 1000);
}

/** What was noted is over. Costs nothing where nothing was. */
export async function noteFactsSuccess(ctx: Context, org: CallerOrg): Promise<void> {
	if (org.trouble !== null) ctx.later(setTrouble(ctx, org, null));
}

function toWord({ kind, code }: VendorError): string {
	return code ?? kind;
}

/** The org stays connected: others' calls may well succeed. */
async function setTrouble(ctx: Context, org: CallerOrg, trouble: string | null): Promise<void> {
	const now = ctx.now();
	const isNews =
		trouble === null ? isNotNull(orgs.trouble) : or(isNull(orgs.trouble), ne(orgs.trouble, trouble));
	await ctx.db
		.update(orgs)
		.set({ trouble, troubleAt: trouble === null ? null : now, updatedAt: now })
		.where(
			and(eq(orgs.id, org.id), eq(orgs.state, "connected"), eq(orgs.credentialId, org.credential.id), isNews),
		);
}
