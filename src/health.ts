import { sql } from "drizzle-orm";
import type { Context as HonoContext } from "hono";
import type { AppEnv } from "./app-env.ts";
import { readConfig } from "./config.ts";
import { countStale } from "./services/sealing/reseal.ts";

/** `GET /healthz`: 200 when work can be done, else 503 with what is missing, by name. */
export async function handleHealth(c: HonoContext<AppEnv>): Promise<Response> {
	const config = readConfig(c.env);
	const database = config.ok ? await isDatabaseReady(c.var.ctx) : null;
	const ok = config.ok && database === true;
	const staleSeals = ok ? await countStale(c.var.ctx) : null;
	const problems = config.ok ? [] : config.problems;
	const body = {
		ok,
		config: { ok: config.ok, problems },
		database: { ok: database },
		sealing: { stale: staleSeals },
	};
	return c.json(body, ok ? 200 : 503, { "cache-control": "no-store" });
}

async function isDatabaseReady(ctx: AppEnv["Variables"]["ctx"]): Promise<boolean> {
	try {
		await ctx.db.get(sql`select 1 from settings limit 1`);
		return true;
	} catch (error) {
		ctx.log.error("health.database", { error: (error as Error).name });
		return false;
	}
}
