import { visibleTickets } from "./api-tickets.ts";
import { type ApiRequest, DIGITS, type Endpoint, limitOf, oneOf, someOf } from "./endpoints.ts";
import { iso } from "./present-ticket.ts";
import { isOverdue, type SimRating, type SimTicket, statusTypeOf } from "./state.ts";

const SEARCH = [["Desk.tickets.READ"], ["Desk.search.READ"]];
const RANGE = /^\d{4}-\d\d-\d\dT[\d:.]+Z,\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const FILTERS = {
	departmentId: DIGITS,
	contactId: DIGITS,
	assigneeId: DIGITS,
	createdTimeRange: RANGE,
	modifiedTimeRange: RANGE,
};

export const figureEndpoints: Endpoint[] = [
	{
		path: "/ticketsCount",
		scopes: SEARCH,
		weight: 1,
		query: FILTERS,
		answer: (request) => ({ count: String(filtered(request).length) }),
	},
	{
		path: "/ticketsCountByFieldValues",
		scopes: SEARCH,
		weight: 1,
		query: {
			...FILTERS,
			accountId: DIGITS,
			field: someOf("statusType", "status", "priority", "channel", "spam", "overDue", "escalated"),
		},
		answer(request) {
			const tickets = filtered(request);
			if (tickets.length === 0) return null;
			const wanted = (request.query.get("field") ?? "").split(",");
			return Object.fromEntries(wanted.map((field) => [field, countBy(field, tickets, request.now)]));
		},
	},
	{
		path: "/customerHappiness",
		scopes: [["Desk.tickets.READ"]],
		weight: 3,
		query: {
			department: /^(?:\d{1,19}|allDepartment)$/,
			from: DIGITS,
			limit: DIGITS,
			sortBy: oneOf("ratedTime"),
		},
		answer({ state, query, viewer }) {
			const department = query.get("department");
			const found = state.ratings
				.filter(({ departmentId }) => viewer.role === "admin" || viewer.departmentIds.includes(departmentId))
				.filter(({ departmentId }) => department === "allDepartment" || departmentId === department)
				.sort((a, b) => (query.get("sortBy") === "-ratedTime" ? b.at - a.at : a.at - b.at));
			const from = Number(query.get("from") ?? 0);
			const page = found.slice(from, from + limitOf(query, 1, 50));
			if (page.length === 0) return null;
			return { data: page.map((one) => presentRating(one, state.ratingsNameTickets)) };
		},
	},
];

/** Whether real rows name their ticket isn't documented. */
function presentRating({ id, rating, at, ticketId, feedback }: SimRating, named: boolean) {
	return { id, rating, ratedTime: iso(at), ...(named ? { ticketId, feedback } : {}) };
}

function filtered(request: ApiRequest): SimTicket[] {
	const { query } = request;
	const is = (name: string, value: string | null) => !query.has(name) || query.get(name) === value;
	return visibleTickets(request).filter(
		(ticket) =>
			is("departmentId", ticket.departmentId) &&
			is("contactId", ticket.contact?.id ?? null) &&
			is("accountId", ticket.contact?.account?.id ?? null) &&
			is("assigneeId", ticket.assigneeId) &&
			isWithin(query.get("createdTimeRange"), ticket.createdAt) &&
			isWithin(query.get("modifiedTimeRange"), ticket.modifiedAt),
	);
}

function isWithin(range: string | null, at: number): boolean {
	if (range === null) return true;
	const [from = 0, to = 0] = range.split(",").map((time) => Date.parse(time));
	return at >= from && at <= to;
}

/** Flags are one number, everything else one for each value. */
function countBy(field: string, tickets: SimTicket[], now: number) {
	if (field === "overDue") return tickets.filter((ticket) => isOverdue(ticket, now)).length;
	if (field === "escalated")
		return tickets.filter(({ status, isEscalated }) => isEscalated || status === "Escalated").length;
	if (field === "spam") return 0;
	const counts = new Map<string, number>(field === "statusType" ? STATUS_TYPES.map((type) => [type, 0]) : []);
	for (const ticket of tickets) {
		const value = fieldValue(field, ticket);
		if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
	}
	return [...counts].map(([value, count]) => ({ value, count: String(count) }));
}

const STATUS_TYPES = ["OPEN", "ONHOLD", "CLOSED"];

function fieldValue(field: string, ticket: SimTicket): string | null {
	if (field === "statusType") return statusTypeOf(ticket.status).replace(" ", "").toUpperCase();
	if (field === "channel") return "email";
	return field === "priority" ? ticket.priority : ticket.status;
}
