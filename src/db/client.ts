import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import { type DayMeter, meterSession } from "./metered.ts";

/** Without a relational schema: working it out would cost every request. */
export type Db = DrizzleD1Database & { $client: Statements & Pick<D1Database, "batch"> };

/** What a query that is written out needs: nothing has to be built around it. */
export type Statements = Pick<D1Database, "prepare">;

/** The primary: every write, and every read that a refusal stands on. With a meter its cost is added up there. */
export function createDb(binding: D1Database, meter: DayMeter | null = null): Db {
	const session = binding.withSession("first-primary");
	// A session has the methods drizzle calls (prepare, batch); its type just isn't declared as a database.
	return drizzle((meter ? meterSession(session, meter) : session) as unknown as D1Database);
}

/** Whichever replica is near, arbitrarily late. */
export function createReads(binding: D1Database): Statements {
	return binding.withSession("first-unconstrained");
}
