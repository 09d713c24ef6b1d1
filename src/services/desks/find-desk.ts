import { and, eq, ne } from "drizzle-orm";
import type { Db } from "../../db/client.ts";
import { desks } from "../../db/schema.ts";

export type Desk = typeof desks.$inferSelect;

/** null when there is none, or it is being erased. */
export async function findDesk(db: Db, id: string): Promise<Desk | null> {
	const [desk] = await db
		.select()
		.from(desks)
		.where(and(eq(desks.id, id), ne(desks.state, "deleting")));
	return desk ?? null;
}
