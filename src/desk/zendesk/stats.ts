import { localDay, startOfDay } from "../../core/local-time.ts";
import type { DeskStats } from "../../core/ticket-writing.ts";
import { isVendorError } from "../../lib/errors.ts";
import { requireId } from "./address.ts";
import type { ZendeskClient } from "./client.ts";
import { currentUserAnswer } from "./schema.ts";
import { countAnswer, ratingsAnswer } from "./schema-writing.ts";
import { toSearchTime } from "./search-query.ts";

const DAY_MS = 86_400_000;
const RATED_DAYS = 30;
const RATINGS_PAGE = 100;
/** Offered and unanswered ratings are in the same list: with more than this it isn't read to its end. */
const MAX_RATING_PAGES = 5;

/** A day is the asking person's, by the time zone of their profile. */
export async function readStats(
	client: ZendeskClient,
	departmentId: string | null,
	now: number,
): Promise<DeskStats> {
	const { user } = await client.read({ pattern: "/users/me", schema: currentUserAnswer });
	const timezone = user.iana_time_zone ?? "UTC";
	const today = toSearchTime(startOfDay(localDay(timezone, now), timezone));
	const count = (conditions: string) => countTickets(client, conditions, departmentId);
	const [open, unassigned, overdue, createdToday, closedToday, satisfaction] = await Promise.all([
		count("status<solved"),
		count("status<solved assignee:none"),
		count(`status<solved ticket_type:task due_date<${toSearchTime(now)}`),
		count(`created>=${today}`),
		count(`status>=solved solved>=${today}`),
		// Nobody else may list ratings.
		user.role === "admin" ? readSatisfaction(client, departmentId, now) : null,
	]);
	return { open, unassigned, overdue, createdToday, closedToday, satisfaction };
}

async function countTickets(
	client: ZendeskClient,
	conditions: string,
	departmentId: string | null,
): Promise<number> {
	const group = departmentId === null ? "" : ` group:${requireId(departmentId)}`;
	const query = { query: `type:ticket ${conditions}${group}` };
	return (await client.read({ pattern: "/search/count", query, schema: countAnswer })).count;
}

/** null also where the plan has no ratings, or there are too many to read them all: part of them would mislead. */
async function readSatisfaction(
	client: ZendeskClient,
	departmentId: string | null,
	now: number,
): Promise<DeskStats["satisfaction"]> {
	const since = now - RATED_DAYS * DAY_MS;
	let good = 0;
	let rated = 0;
	let after: Record<string, string> = {};
	for (let page = 0; page < MAX_RATING_PAGES; page++) {
		const answer = await readRatings(client, after);
		if (!answer) return null;
		for (const { score, group_id, created_at } of answer.satisfaction_ratings) {
			if (created_at < since) return { good, rated };
			if (departmentId !== null && group_id !== departmentId) continue;
			if (score !== "good" && score !== "bad") continue;
			rated += 1;
			if (score === "good") good += 1;
		}
		if (!answer.meta?.has_more || !answer.meta.after_cursor) return { good, rated };
		after = { "page[after]": answer.meta.after_cursor };
	}
	return null;
}

async function readRatings(client: ZendeskClient, after: Record<string, string>) {
	const query = { "page[size]": String(RATINGS_PAGE), sort: "-created_at", ...after };
	try {
		return await client.read({ pattern: "/satisfaction_ratings", query, schema: ratingsAnswer });
	} catch (error) {
		if (isVendorError(error) && ["forbidden", "missing_scope", "not_found", "invalid"].includes(error.kind)) {
			return null;
		}
		throw error;
	}
}
