import { visibleTickets } from "./api-tickets.ts";
import { ANYTHING, DIGIT_LIST, DIGITS, type Endpoint, invalid, limitOf, oneOf } from "./endpoints.ts";
import { presentSearchRow } from "./present-ticket.ts";
import { answeredAt, type SimTicket, statusTypeOf } from "./state.ts";

const LAST_OFFSET = 4_999;
const IDS = /^(?:\d{1,19}(?:,\d{1,19})*|\$\{(?:Empty|NotEmpty)\})$/;
const RANGE = /^\d{4}-\d\d-\d\dT[\d:.]+Z,\d{4}-\d\d-\d\dT[\d:.]+Z$/;

export const searchEndpoints: Endpoint[] = [
	{
		path: "/tickets/search",
		scopes: [["Desk.tickets.READ"], ["Desk.search.READ"]],
		weight: 3,
		query: {
			from: DIGITS,
			limit: DIGITS,
			id: DIGIT_LIST,
			ticketNumber: DIGIT_LIST,
			departmentId: IDS,
			assigneeId: IDS,
			contactId: IDS,
			status: ANYTHING,
			priority: ANYTHING,
			_all: ANYTHING,
			subject: ANYTHING,
			contactName: ANYTHING,
			accountName: ANYTHING,
			email: ANYTHING,
			createdTimeRange: RANGE,
			modifiedTimeRange: RANGE,
			dueDateRange: RANGE,
			customerResponseTimeRange: RANGE,
			sortBy: oneOf("relevance", "modifiedTime", "createdTime", "customerResponseTime"),
		},
		answer(request) {
			const { query, state, now } = request;
			const limit = limitOf(query, 1, 100);
			const from = Number(query.get("from") ?? 0);
			if (from > LAST_OFFSET) throw invalid("from", `The allowed range is '0-${LAST_OFFSET}'.`);
			if ((query.get("_all") ?? "").length > 100)
				throw invalid("_all", "At most 100 characters are allowed.");
			const found = visibleTickets(request)
				// The index is a little behind what the lists show.
				.filter((ticket) => ticket.indexedAt <= now && matches(ticket, query))
				.sort(byTime(query.get("sortBy") ?? "-modifiedTime"));
			const page = found.slice(from, from + limit);
			if (page.length === 0) return null;
			return { data: page.map((ticket) => presentSearchRow(state, ticket, now)), count: found.length };
		},
	},
];

function matches(ticket: SimTicket, query: URLSearchParams): boolean {
	const { contact } = ticket;
	const name = [contact?.firstName, contact?.lastName].filter(Boolean).join(" ");
	const account = contact?.account?.name ?? "";
	const texts = ticket.items.map((item) => item.text);
	const exact: [string, string | null][] = [
		["id", ticket.id],
		["ticketNumber", ticket.number],
		["departmentId", ticket.departmentId],
		["assigneeId", ticket.assigneeId],
		["contactId", contact?.id ?? null],
		["priority", ticket.priority],
	];
	const wild: [string, string][] = [
		["_all", [ticket.subject, ticket.number, name, contact?.email ?? "", account, ...texts].join("\n")],
		["subject", ticket.subject],
		["contactName", name],
		["accountName", account],
		["email", contact?.email ?? ""],
	];
	const ranges: [string, number | null][] = [
		["createdTimeRange", ticket.createdAt],
		["modifiedTimeRange", ticket.modifiedAt],
		["dueDateRange", ticket.dueAt],
		["customerResponseTimeRange", answeredAt(ticket)],
	];
	return (
		exact.every(([key, value]) => isOneOf(query.get(key), value)) &&
		wild.every(([key, value]) => containsAny(query.get(key), value)) &&
		ranges.every(([key, at]) => isWithin(query.get(key), at)) &&
		hasStatus(query.get("status"), ticket)
	);
}

function isOneOf(wanted: string | null, value: string | null): boolean {
	if (wanted === null) return true;
	// biome-ignore lint/suspicious/noTemplateCurlyInString: the vendor's syntax
	if (wanted === "${Empty}") return value === null;
	// biome-ignore lint/suspicious/noTemplateCurlyInString: the vendor's syntax
	if (wanted === "${NotEmpty}") return value !== null;
	return value !== null && wanted.split(",").includes(value);
}

/** Commas mean "or"; all words of one alternative must be there; `*` stands for anything. */
function containsAny(wanted: string | null, text: string): boolean {
	if (wanted === null) return true;
	const lower = text.toLowerCase();
	return wanted.split(",").some((alternative) => {
		const words = alternative
			.toLowerCase()
			.split(/[\s*]+/)
			.filter(Boolean);
		return words.every((word) => lower.includes(word));
	});
}

function isWithin(range: string | null, at: number | null): boolean {
	if (range === null) return true;
	const [from = 0, to = 0] = range.split(",").map((time) => Date.parse(time));
	return at !== null && at >= from && at <= to;
}

/** `${open}`, `${onhold}` and `${closed}` mean every label of that type. */
function hasStatus(wanted: string | null, ticket: SimTicket): boolean {
	if (wanted === null) return true;
	const type = statusTypeOf(ticket.status).replace(" ", "").toLowerCase();
	return wanted.split(",").some((word) => {
		const group = /^\$\{(\w+)\}$/.exec(word)?.[1];
		return group ? group.toLowerCase() === type : word.toLowerCase() === ticket.status.toLowerCase();
	});
}

function byTime(sortBy: string): (a: SimTicket, b: SimTicket) => number {
	const sign = sortBy.startsWith("-") ? -1 : 1;
	const at = (ticket: SimTicket) => {
		if (sortBy.endsWith("customerResponseTime")) return answeredAt(ticket);
		return sortBy.endsWith("createdTime") ? ticket.createdAt : ticket.modifiedAt;
	};
	return (a, b) => sign * (at(a) - at(b)) || b.id.localeCompare(a.id);
}
