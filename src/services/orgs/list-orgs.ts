import { and, asc, eq, ne } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { orgs } from "../../db/schema-sync.ts";
import type { Org } from "../sync/find-org.ts";

/** A desk's orgs, by name. */
export function listOrgs(ctx: Context, deskId: string): Promise<Org[]> {
	return ctx.db
		.select()
		.from(orgs)
		.where(and(eq(orgs.deskId, deskId), ne(orgs.state, "deleting")))
		.orderBy(asc(orgs.name));
}
