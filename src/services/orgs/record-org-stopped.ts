import { sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { recordChangeIf } from "../audit/record.ts";

/** What the log calls each. */
export const STOPS = { needs_admin: "org.change_needed", needs_sign_in: "org.sign_in_needed" } as const;

/**
 * The row of the log that goes ahead of what stops an org: only where it works, or where it now takes a sign-in too, and
 * by this very grant. `code`: Salesforce's word for it.
 */
export function recordOrgStopped(
	ctx: Context,
	org: { id: string; credentialId: string },
	state: keyof typeof STOPS,
	code: string,
) {
	const isItsGrant = sql`o.id = ${org.id} and o.credential_id = ${org.credentialId}
		and (o.state = 'connected' or (o.state = 'needs_admin' and ${state} = 'needs_sign_in'))`;
	const change = {
		deskId: sql<string>`(select o.desk_id from orgs o where ${isItsGrant})`,
		actor: { kind: "system", id: null, name: null } as const,
		action: STOPS[state],
		subject: `org:${org.id}`,
		details: { crmAnswer: code },
	};
	return recordChangeIf(ctx, change, sql`exists (select 1 from orgs o where ${isItsGrant})`);
}
