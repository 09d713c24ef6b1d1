import { and, eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { orgs } from "../../db/schema-sync.ts";
import { type Actor, recordChange } from "../audit/record.ts";
import { eraseCredential } from "../credentials/adopt-grant.ts";
import type { Org } from "../sync/find-org.ts";

/**
 * Ends the connection and keeps everything else: settings, links and how far each object was read. The grant is revoked
 * at Salesforce; a run under way stops where it is.
 */
export async function disconnectOrg(ctx: Context, org: Org, actor: Actor): Promise<void> {
	const now = ctx.now();
	await ctx.db.batch([
		ctx.db
			.update(orgs)
			.set({
				state: "disconnected",
				credentialId: null,
				trouble: null,
				troubleAt: null,
				nextSyncAt: null,
				nextCheckAt: null,
				updatedAt: now,
			})
			.where(and(eq(orgs.id, org.id), eq(orgs.deskId, org.deskId))),
		recordChange(ctx, {
			deskId: org.deskId,
			actor,
			action: "org.disconnected",
			subject: `org:${org.id}`,
			details: { name: org.name, username: org.username },
		}),
	]);
	await ctx.org(org.id).stop();
	if (org.credentialId) await eraseCredential(ctx, org.credentialId);
}
