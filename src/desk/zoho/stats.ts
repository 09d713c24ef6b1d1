import type { DeskStats } from "../../core/ticket-writing.ts";
import { endsTheCall, rowsOf, type ZohoClient } from "./client.ts";
import { toStatus, toTime } from "./mapper.ts";
import { ticketList } from "./schema.ts";
import { countsByField, ratingList, ticketCount } from "./schema-writing.ts";

const DAY = 86_400_000;
/** What `/tickets` hands out at most: a full page says "or more", which is no figure. */
const FULL_PAGE = 50;
const RATING_DAYS = 30;

/** Five calls side by side. A figure whose call fails is not told; days are UTC days, but for the portal's "closed". */
export async function readStats(
	client: ZohoClient,
	departmentId: string | null,
	now: number,
): Promise<DeskStats> {
	const [byField, createdToday, unassigned, closedToday, satisfaction] = await Promise.all([
		orNull(readCounts(client, departmentId)),
		orNull(countCreated(client, departmentId, now)),
		orNull(countListed(client, departmentId, { assignee: "Unassigned" }, false)),
		orNull(countListed(client, departmentId, { closedTime: "today" }, true)),
		orNull(readSatisfaction(client, departmentId, now)),
	]);
	return {
		open: byField?.open ?? null,
		overdue: byField?.overdue ?? null,
		unassigned,
		createdToday,
		closedToday,
		satisfaction,
	};
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
	return work.catch((error: unknown) => {
		if (endsTheCall(error)) throw error;
		return null;
	});
}

async function readCounts(client: ZohoClient, departmentId: string | null) {
	const answer = await client.read({
		operation: "GET /ticketsCountByFieldValues",
		path: "/ticketsCountByFieldValues",
		query: { departmentId: departmentId ?? undefined, field: "statusType,overDue" },
		schema: countsByField,
	});
	const open = answer?.statusType?.find(({ value }) => value?.toUpperCase() === "OPEN");
	// A desk without tickets answers nothing at all.
	if (!answer) return { open: 0, overdue: 0 };
	return { open: open?.count ?? (answer.statusType ? 0 : null), overdue: answer.overDue ?? null };
}

async function countCreated(client: ZohoClient, departmentId: string | null, now: number) {
	const from = new Date(now - (now % DAY)).toISOString();
	const answer = await client.read({
		operation: "GET /ticketsCount",
		path: "/ticketsCount",
		query: {
			departmentId: departmentId ?? undefined,
			createdTimeRange: `${from},${new Date(now).toISOString()}`,
		},
		schema: ticketCount,
	});
	return answer ? (answer.count ?? null) : 0;
}

/** There is no count for these; a list that ends on its first page is one. */
async function countListed(
	client: ZohoClient,
	departmentId: string | null,
	criteria: Record<string, string>,
	closed: boolean,
): Promise<number | null> {
	const answer = await client.read({
		operation: "GET /tickets",
		path: "/tickets",
		query: { departmentId: departmentId ?? undefined, ...criteria, limit: FULL_PAGE },
		schema: ticketList,
	});
	const rows = rowsOf(answer);
	if (rows.length >= FULL_PAGE) return null;
	return rows.filter((row) => (toStatus(row).category === "closed") === closed).length;
}

/** Of the newest fifty ratings those of the last thirty days. */
async function readSatisfaction(client: ZohoClient, departmentId: string | null, now: number) {
	const answer = await client.read({
		operation: "GET /customerHappiness",
		path: "/customerHappiness",
		query: { department: departmentId ?? "allDepartment", from: 0, limit: FULL_PAGE, sortBy: "-ratedTime" },
		schema: ratingList,
	});
	const since = now - RATING_DAYS * DAY;
	const rated = rowsOf(answer).filter(({ ratedTime }) => (toTime(ratedTime) ?? 0) >= since);
	if (rated.length === 0) return null;
	return { good: rated.filter(({ rating }) => rating === "GOOD").length, rated: rated.length };
}
