import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import * as schema from "./schema.ts";

export type Db = DrizzleD1Database<typeof schema>;

/** `first-unconstrained` may read from a replica that is late; a refusal is confirmed with `first-primary`. */
export type Consistency = "first-primary" | "first-unconstrained";

export function createDb(binding: D1Database, consistency: Consistency = "first-primary"): Db {
	// A session has the methods drizzle calls (prepare, batch); its type just isn't declared as a database.
	return drizzle(binding.withSession(consistency) as unknown as D1Database, { schema });
}
