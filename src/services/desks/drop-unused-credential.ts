import { eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { agentLinks, desks } from "../../db/schema.ts";
import { eraseCredential } from "../credentials/adopt-grant.ts";

/** Gives a grant back unless a desk or somebody's link still stands on it. What fails here is left to Cron. */
export async function dropUnusedCredential(ctx: Context, id: string): Promise<void> {
	const [byDesk, byLink] = await ctx.db.batch([
		ctx.db.select({ id: desks.id }).from(desks).where(eq(desks.credentialId, id)).limit(1),
		ctx.db.select({ id: agentLinks.id }).from(agentLinks).where(eq(agentLinks.credentialId, id)).limit(1),
	]);
	if (byDesk.length > 0 || byLink.length > 0) return;
	try {
		await eraseCredential(ctx, id);
	} catch {
		ctx.log.warn("credential.erase_failed", { credential: id });
	}
}
