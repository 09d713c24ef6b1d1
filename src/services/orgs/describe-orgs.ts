import { sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import type { Org } from "../sync/find-org.ts";
import { listOrgs } from "./list-orgs.ts";

const HOUR_MS = 3_600_000;
export const HOURS = 24;
/** More aren't counted for a page. */
export const MOST_ISSUES = 1_000;
/** Of one org in a day: every five minutes one, and those that people ask for. */
const MOST_RUNS = 500;

/** Records of one hour. */
export interface HourOfSync {
	changed: number;
	issues: number;
}

export interface OrgView {
	org: Org;
	/** Open ones, `MOST_ISSUES` at most. */
	issues: number;
	/** Oldest first, 24 of them: what runs that began then made, changed or couldn't. */
	hours: HourOfSync[];
}

/** A desk's orgs with what the overview says of each, from two round trips. */
export async function describeOrgs(ctx: Context, deskId: string): Promise<OrgView[]> {
	const orgs = await listOrgs(ctx, deskId);
	if (orgs.length === 0) return [];
	const since = ctx.now() - HOURS * HOUR_MS;
	const ids = JSON.stringify(orgs.map(({ id }) => id));
	const [issues, runs] = await Promise.all([
		ctx.db.all<{ id: string; count: number }>(sql`select value as id, (select count(*) from
				(select 1 from sync_issues i where i.org_id = value and i.state = 'open' limit ${MOST_ISSUES})) as count
			from json_each(${ids})`),
		ctx.db.all<{ id: string; hours: string }>(sql`select value as id, (select json_group_array(json_array(
				(started_at - ${since}) / ${HOUR_MS}, coalesce(counts ->> '$.created', 0)
				+ coalesce(counts ->> '$.updated', 0) + coalesce(counts ->> '$.followed', 0),
				coalesce(counts ->> '$.failed', 0)))
			from (select started_at, counts from sync_runs r where r.org_id = value and r.started_at > ${since}
				and r.kind <> 'dry_run' order by r.started_at desc limit ${MOST_RUNS})) as hours
			from json_each(${ids})`),
	]);
	const issuesOf = new Map(issues.map(({ id, count }) => [id, count]));
	const hoursOf = new Map(runs.map(({ id, hours }) => [id, toHours(hours)]));
	return orgs.map((org) => ({
		org,
		issues: issuesOf.get(org.id) ?? 0,
		hours: hoursOf.get(org.id) ?? toHours("[]"),
	}));
}

function toHours(json: string): HourOfSync[] {
	const hours = Array.from({ length: HOURS }, () => ({ changed: 0, issues: 0 }));
	for (const [hour, changed, issues] of JSON.parse(json) as [number, number, number][]) {
		// Numbers as large as times come to SQLite as floats: its division isn't whole.
		const at = hours[Math.min(HOURS - 1, Math.floor(hour))];
		if (!at) continue;
		at.changed += changed;
		at.issues += issues;
	}
	return hours;
}
