import { eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { credentials } from "../../db/schema.ts";
import type { TokenGrant } from "../../desk/help-desk.ts";

/**
 * Gives a fresh grant its `Credential` object. Whoever calls this refers to the answered id next (a desk, an
 * agent link); a grant that nothing refers to is given back by Cron.
 */
export async function adoptGrant(
	ctx: Context,
	input: { deskId: string; orgId?: string; agentId: string; grant: TokenGrant },
): Promise<string> {
	const id = ctx.newId();
	const now = ctx.now();
	await ctx.db.insert(credentials).values({
		id,
		deskId: input.deskId,
		orgId: input.orgId ?? null,
		agentId: input.agentId,
		state: "pending",
		generation: 0,
		scopes: "",
		createdAt: now,
		updatedAt: now,
	});
	await ctx.credentials.adopt(id, input.grant);
	return id;
}

/** Gives a grant back: revoked at the vendor, forgotten by its object, then by the database. */
export async function eraseCredential(ctx: Context, id: string): Promise<void> {
	const now = ctx.now();
	await ctx.db
		.update(credentials)
		.set({ state: "deleting", accessTokenSealed: null, renewAt: null, updatedAt: now })
		.where(eq(credentials.id, id));
	await ctx.credentials.erase(id);
	await ctx.db.delete(credentials).where(eq(credentials.id, id));
}
