import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";

/** Without a relational schema: working it out would cost every request. */
export type Db = DrizzleD1Database & { $client: D1Database };

/** `first-unconstrained` may read from a replica that is late; a refusal is confirmed with `first-primary`. */
export type Consistency = "first-primary" | "first-unconstrained";

export function createDb(binding: D1Database, consistency: Consistency = "first-primary"): Db {
	// A session has the methods drizzle calls (prepare, batch); its type just isn't declared as a database.
	return drizzle(binding.withSession(consistency) as unknown as D1Database);
}
