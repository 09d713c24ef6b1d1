import { asc, ne } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks } from "../../db/schema.ts";
import type { Desk } from "./find-desk.ts";

export function listDesks(ctx: Context): Promise<Desk[]> {
	return ctx.db.select().from(desks).where(ne(desks.state, "deleting")).orderBy(asc(desks.createdAt));
}
