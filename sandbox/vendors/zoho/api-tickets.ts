import {
	ANYTHING,
	type ApiRequest,
	DIGIT_LIST,
	DIGITS,
	type Endpoint,
	includeOf,
	limitOf,
	listPage,
	notFound,
	oneOf,
	someOf,
} from "./endpoints.ts";
import { presentListRow, presentTicket } from "./present-ticket.ts";
import { isOverdue, maySee, type SimTicket } from "./state.ts";

const READ = [["Desk.tickets.READ"]];
const DAY = 86_400_000;

export function visibleTickets({ state, viewer }: ApiRequest): SimTicket[] {
	return [...state.tickets.values()].filter((ticket) => maySee(viewer, ticket) && !ticket.isTrashed);
}

export function requireTicket({ state, viewer, params }: ApiRequest): SimTicket {
	const ticket = state.tickets.get(params.ticketId ?? "");
	if (!ticket || !maySee(viewer, ticket)) throw notFound();
	return ticket;
}

export const ticketEndpoints: Endpoint[] = [
	{
		path: "/tickets",
		scopes: READ,
		weight: 3,
		query: {
			from: DIGITS,
			limit: DIGITS,
			departmentId: DIGITS,
			assignee: /^(?:Unassigned|\d{1,19}(?:,\d{1,19})*)$/,
			teamIds: DIGIT_LIST,
			status: ANYTHING,
			channel: ANYTHING,
			dueDate: someOf("overdue", "today", "tomorrow", "currentWeek", "currentMonth"),
			receivedInDays: oneOf("15", "30", "90"),
			closedTime: oneOf(
				"today",
				"yesterday",
				"currentWeek",
				"currentMonth",
				"last3days",
				"last7days",
				"last15days",
				"last30days",
			),
			sortBy: oneOf("dueDate", "createdTime", "recentThread"),
			include: someOf("contacts", "products", "departments", "team", "assignee"),
		},
		answer(request) {
			const { query, state, now } = request;
			const limit = limitOf(query, 1, 50);
			const rows = visibleTickets(request)
				.filter((ticket) => matches(ticket, query, now))
				.sort(byKey(query.get("sortBy") ?? "-createdTime"));
			const page = listPage(rows, query, limit);
			return page && { data: page.map((ticket) => presentListRow(state, ticket, includeOf(query))) };
		},
	},
	{
		path: "/tickets/:ticketId{[0-9]+}",
		scopes: READ,
		weight: 1,
		query: {
			include: someOf(
				"contacts",
				"products",
				"departments",
				"team",
				"assignee",
				"contract",
				"isRead",
				"skills",
			),
		},
		answer(request) {
			const { state, now, query } = request;
			return presentTicket(state, requireTicket(request), includeOf(query), now);
		},
	},
];

function matches(ticket: SimTicket, query: URLSearchParams, now: number): boolean {
	const is = (name: string, value: string | null) => {
		const wanted = query.get(name)?.split(",");
		return !wanted || (value !== null && wanted.includes(value));
	};
	const days = query.get("receivedInDays");
	return (
		is("departmentId", ticket.departmentId) &&
		is("assignee", ticket.assigneeId ?? "Unassigned") &&
		is("status", ticket.status) &&
		is("channel", "Email") &&
		!query.has("teamIds") &&
		(days === null || ticket.modifiedAt > now - Number(days) * DAY) &&
		isDue(ticket, query.get("dueDate"), now) &&
		wasClosed(ticket, query.get("closedTime"), now)
	);
}

/** Days are UTC days here. */
function wasClosed({ closedAt }: SimTicket, wanted: string | null, now: number): boolean {
	if (wanted === null) return true;
	if (closedAt === null) return false;
	const daysAgo = Math.floor(now / DAY) - Math.floor(closedAt / DAY);
	if (wanted === "today" || wanted === "yesterday") return daysAgo === (wanted === "today" ? 0 : 1);
	const days =
		wanted === "currentWeek" ? 7 : wanted === "currentMonth" ? 31 : Number(/\d+/.exec(wanted)?.[0]);
	return daysAgo < days;
}

function isDue(ticket: SimTicket, wanted: string | null, now: number): boolean {
	if (wanted === null) return true;
	const { dueAt } = ticket;
	if (dueAt === null) return false;
	const today = Math.floor(now / DAY);
	const dueDay = Math.floor(dueAt / DAY) - today;
	return wanted.split(",").some((word) => {
		if (word === "overdue") return isOverdue(ticket, now);
		if (word === "today") return dueDay === 0;
		if (word === "tomorrow") return dueDay === 1;
		return dueDay >= 0 && dueDay < (word === "currentWeek" ? 7 : 31);
	});
}

function byKey(sortBy: string): (a: SimTicket, b: SimTicket) => number {
	const sign = sortBy.startsWith("-") ? -1 : 1;
	const key = (ticket: SimTicket) => {
		if (sortBy.endsWith("dueDate")) return ticket.dueAt ?? Number.MAX_SAFE_INTEGER;
		return sortBy.endsWith("createdTime") ? ticket.createdAt : ticket.modifiedAt;
	};
	return (a, b) => sign * (key(a) - key(b)) || a.id.localeCompare(b.id);
}
