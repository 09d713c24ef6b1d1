import { and, eq, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { credentials } from "../../db/schema.ts";
import { orgs } from "../../db/schema-sync.ts";
import { isVendorError } from "../../lib/errors.ts";
import type { CrmMemory, Preflight } from "../../salesforce/crm.ts";
import { recordChangeIf } from "../audit/record.ts";
import { tokensOf } from "../desks/open-desk.ts";
import type { Org } from "../sync/find-org.ts";
import { noteOrgFailure, stopOrg } from "../sync/org-failure.ts";

const CALL_TIMEOUT_MS = 10_000;
const NO_MEMORY: CrmMemory = { recall: () => undefined, keep: () => {}, forget: () => {} };

/**
 * The checklist of the connection, with the grant it stands on. What it finds stops the org; when it finds nothing any
 * more, what stood still goes on, without a sign-in.
 */
export async function checkConnection(ctx: Context, org: Org): Promise<void> {
	const { credentialId, instanceUrl } = org;
	if (credentialId === null || instanceUrl === null) return;
	const its = and(eq(credentials.id, credentialId), eq(credentials.state, "active"));
	const [credential] = await ctx.db.select().from(credentials).where(its);
	if (!credential) return;
	try {
		const tokens = tokensOf(ctx, org.deskId, credential);
		const crm = ctx.crm.open(instanceUrl, tokens, ctx.call(CALL_TIMEOUT_MS), NO_MEMORY);
		const trouble = toTrouble(await crm.preflight(org.environment, credential.agentId));
		if (trouble !== null) await stopOrg(ctx, { id: org.id, credentialId }, "needs_admin", trouble);
		else if (org.state === "needs_admin") await goOn(ctx, org, credentialId);
	} catch (error) {
		if (!isVendorError(error)) throw error;
		// What passes by itself is nobody's trouble: the syncs try again.
		if (!(await noteOrgFailure(ctx, org, error))) {
			ctx.log.warn("org.check_failed", { org: org.id, kind: error.kind, code: error.code });
		}
	}
}

/** The first problem, with the rights that lack where it is that. */
function toTrouble({ problems: [problem], missing }: Preflight): string | null {
	if (!problem) return null;
	return missing.length > 0 ? `${problem} ${missing.join("; ")}` : problem;
}

/** What waits goes on with the next Cron, where anything is switched on. */
export function soon(now: number) {
	return sql`case when ${orgs.nextSyncAt} is null then null else ${now} end`;
}

async function goOn(ctx: Context, { id, deskId, trouble }: Org, credentialId: string): Promise<void> {
	ctx.log.info("org.works_again", { org: id });
	const its = and(eq(orgs.id, id), eq(orgs.state, "needs_admin"), eq(orgs.credentialId, credentialId));
	const change = {
		deskId,
		actor: { kind: "system", id: null, name: null } as const,
		action: "org.works_again",
		subject: `org:${id}`,
		details: { crmAnswer: trouble },
	};
	const now = ctx.now();
	await ctx.db.batch([
		recordChangeIf(ctx, change, sql`exists (select 1 from ${orgs} where ${its})`),
		ctx.db
			.update(orgs)
			.set({ state: "connected", trouble: null, troubleAt: null, nextSyncAt: soon(now), updatedAt: now })
			.where(its),
	]);
}
