import { sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { recordChangeIf } from "../audit/record.ts";

/** The row of the log that goes ahead of what stops a desk: only where it is connected, and by this very grant. */
export function recordSignInNeeded(
	ctx: Context,
	desk: { id: string; credentialId: string },
	code: string | null,
) {
	const change = {
		deskId: desk.id,
		actor: { kind: "system", id: null, name: null } as const,
		action: "desk.sign_in_needed",
		subject: `desk:${desk.id}`,
		details: { answer: code },
	};
	return recordChangeIf(
		ctx,
		change,
		sql`exists (select 1 from desks d
			where d.id = ${desk.id} and d.credential_id = ${desk.credentialId} and d.state = 'connected')`,
	);
}
