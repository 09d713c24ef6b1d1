import { and, eq, ne } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { orgs } from "../../db/schema-sync.ts";

export type Org = typeof orgs.$inferSelect;

/** null when there is no such org (any more). */
export async function findOrg(ctx: Context, orgId: string): Promise<Org | null> {
	const [org] = await ctx.db
		.select()
		.from(orgs)
		.where(and(eq(orgs.id, orgId), ne(orgs.state, "deleting")));
	return org ?? null;
}

/** The org of an address, when it is one of this desk's. */
export async function findOrgOf(ctx: Context, deskId: string, orgId: string): Promise<Org | null> {
	const org = await findOrg(ctx, orgId);
	return org?.deskId === deskId ? org : null;
}
