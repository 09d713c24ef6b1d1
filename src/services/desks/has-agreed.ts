import { and, eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { agreements } from "../../db/schema.ts";

/** Whether somebody has agreed to this version of the text for this desk. */
export async function hasAgreed(ctx: Context, deskId: string, textVersion: string): Promise<boolean> {
	const [row] = await ctx.db
		.select({ id: agreements.id })
		.from(agreements)
		.where(and(eq(agreements.deskId, deskId), eq(agreements.textVersion, textVersion)))
		.limit(1);
	return row !== undefined;
}
