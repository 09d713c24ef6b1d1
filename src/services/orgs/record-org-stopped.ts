import { sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { recordChangeIf } from "../audit/record.ts";

/**
 * The row of the log that goes ahead of what stops an org: only where it is connected, and by this very grant.
 * `code`: Salesforce's word for it.
 */
export function recordOrgStopped(
	ctx: Context,
	org: { id: string; credentialId: string },
	state: "needs_sign_in" | "needs_admin",
	code: string,
) {
	const isItsGrant = sql`o.id = ${org.id} and o.credential_id = ${org.credentialId} and o.state = 'connected'`;
	const change = {
		deskId: sql<string>`(select o.desk_id from orgs o where ${isItsGrant})`,
		actor: { kind: "system", id: null, name: null } as const,
		action: state === "needs_admin" ? "org.change_needed" : "org.sign_in_needed",
		subject: `org:${org.id}`,
		details: { crmAnswer: code },
	};
	return recordChangeIf(ctx, change, sql`exists (select 1 from orgs o where ${isItsGrant})`);
}
