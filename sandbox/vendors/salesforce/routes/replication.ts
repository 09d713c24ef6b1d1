import { Hono } from "hono";
import type { SalesforceContext, SalesforceEnv } from "../app-env.ts";
import { refuse } from "../errors.ts";
import { openWritable } from "../records/save.ts";
import { firstIndex } from "../soql/plan.ts";
import { toTime } from "../time.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MAX_IDS = 600_000;

/** What changed and what went in a span of time, by id. */
export const replicationRoutes = new Hono<SalesforceEnv>()
	.get("/sobjects/:object/updated", (c) => {
		const { org, ...call } = c.var.call;
		const object = openWritable({ org, ...call }, c.req.param("object"));
		const { start, end } = readSpan(c, 30);
		const rows = org.store.table(object.name).byStamp();
		const ids: string[] = [];
		for (let place = firstIndex(rows, ({ stamp }) => stamp >= start); place < rows.length; place++) {
			const row = rows[place];
			if (!row || row.stamp >= end) break;
			if (!row.isDeleted) ids.push(row.id);
		}
		if (ids.length > MAX_IDS) throw refuse("EXCEEDED_ID_LIMIT", "too many ids");
		// A transaction that is still open may yet commit rows with stamps of its beginning.
		const open = [...org.transactions].map(({ startedAt }) => startedAt);
		return c.json({ ids, latestDateCovered: toTime(Math.min(end, org.clock.now(), ...open)) });
	})
	.get("/sobjects/:object/deleted", (c) => {
		const { org, ...call } = c.var.call;
		const object = openWritable({ org, ...call }, c.req.param("object"));
		const { start, end } = readSpan(c, 15);
		// The seed's deletions are known once its rows are.
		org.store.table(object.name).byKey();
		const earliest = Math.max(org.deletesKnownFrom, org.clock.now() - 15 * DAY_MS);
		const entries = org.deleted.filter(
			({ object: name, deletedAt }) =>
				name === object.name && deletedAt >= Math.max(start, earliest) && deletedAt < end,
		);
		if (entries.length > MAX_IDS) throw refuse("EXCEEDED_ID_LIMIT", "too many ids");
		return c.json({
			deletedRecords: entries.map(({ id, deletedAt }) => ({ id, deletedDate: toTime(deletedAt) })),
			earliestDateAvailable: toTime(earliest),
			latestDateCovered: toTime(Math.min(end, org.clock.now())),
		});
	});

/** Seconds are ignored. */
function readSpan(c: SalesforceContext, days: number): { start: number; end: number } {
	const read = (name: string) => {
		// A plus that was not encoded has become a space.
		const ms = Date.parse((c.req.query(name) ?? "").replace(" ", "+"));
		if (Number.isNaN(ms)) throw refuse("INVALID_REPLICATION_DATE", `${name} is not a date and time`);
		return Math.floor(ms / MINUTE_MS) * MINUTE_MS;
	};
	const start = read("start");
	const end = read("end");
	const now = c.var.call.org.clock.now();
	if (end - start < MINUTE_MS) {
		throw refuse("INVALID_REPLICATION_DATE", "startDate must be at least one minute greater than endDate");
	}
	if (start < now - days * DAY_MS) {
		throw refuse("INVALID_REPLICATION_DATE", "startDate before org replication enabled date");
	}
	return { start, end };
}
