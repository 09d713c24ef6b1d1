import { ApiError } from "./errors.ts";
import { matchesText, type Operator, type Term } from "./search-query.ts";
import type { Account, TicketRecord, UserRecord } from "./state.ts";

const STATUSES = ["new", "open", "pending", "hold", "solved", "closed"];
const PRIORITIES = ["low", "normal", "high", "urgent"];

type PropertyTerm = Extract<Term, { kind: "property" }>;

/** Several values of one property mean any of them; everything else must hold at once. */
export function matchesTicket(
	account: Account,
	ticket: TicketRecord,
	terms: readonly Term[],
	me: UserRecord,
): boolean {
	const properties = terms.filter((term) => term.kind === "property");
	const equalities = Map.groupBy(
		properties.filter(({ operator, isNegated }) => operator === ":" && !isNegated),
		({ name }) => name,
	);
	const rest = properties.filter(({ operator, isNegated }) => operator !== ":" || isNegated);
	const text = terms.some(({ kind }) => kind === "text") ? searchableText(account, ticket) : "";
	return (
		[...equalities.values()].every((anyOf) => anyOf.some((term) => holds(account, ticket, term, me))) &&
		rest.every((term) => holds(account, ticket, term, me) !== term.isNegated) &&
		terms.every((term) => term.kind !== "text" || matchesText(text, term) !== term.isNegated)
	);
}

function holds(account: Account, ticket: TicketRecord, term: PropertyTerm, me: UserRecord): boolean {
	const { operator, value } = term;
	switch (term.name) {
		case "type":
		case "order_by":
		case "sort":
			return true;
		case "status":
			return compare(operator, STATUSES.indexOf(ticket.status), STATUSES.indexOf(value.toLowerCase()));
		case "priority":
			if (value === "none") return ticket.priority === null;
			if (ticket.priority === null) return false;
			return compare(operator, PRIORITIES.indexOf(ticket.priority), PRIORITIES.indexOf(value.toLowerCase()));
		case "ticket_type":
			return value === "none" ? ticket.type === null : ticket.type === value.toLowerCase();
		case "assignee":
			return isPerson(account, ticket.assigneeId, value, me);
		case "requester":
		case "submitter":
			return isPerson(account, ticket.requesterId, value, me);
		case "group":
			return isNamed(account.groups, ticket.groupId, value);
		case "organization":
			return isNamed(account.organizations, ticket.organizationId, value);
		case "tags":
			return value === "none" ? ticket.tags.length === 0 : ticket.tags.includes(value.toLowerCase());
		case "subject":
			return matchesText(ticket.subject ?? "", { text: value, isPrefix: true });
		case "description":
			return matchesText(ticket.comments[0]?.body ?? "", { text: value, isPrefix: true });
		case "created":
			return compareTime(operator, ticket.createdAt, value);
		case "updated":
			return compareTime(operator, ticket.updatedAt, value);
		case "solved":
			return ticket.solvedAt !== null && compareTime(operator, ticket.solvedAt, value);
		case "due_date":
			return ticket.dueAt !== null && compareTime(operator, ticket.dueAt, value);
		default:
			return false;
	}
}

function compare(operator: Operator, actual: number, wanted: number): boolean {
	if (wanted < 0) return false;
	if (operator === "<") return actual < wanted;
	if (operator === "<=") return actual <= wanted;
	if (operator === ">") return actual > wanted;
	if (operator === ">=") return actual >= wanted;
	return actual === wanted;
}

function compareTime(operator: Operator, actual: number, value: string): boolean {
	const wanted = Date.parse(value);
	if (Number.isNaN(wanted))
		throw new ApiError(422, { error: "invalid", description: "Invalid search: bad date" });
	if (operator !== ":") return compare(operator, actual, wanted);
	return new Date(actual).toISOString().startsWith(new Date(wanted).toISOString().slice(0, 10));
}

function isPerson(account: Account, id: number | null, value: string, me: UserRecord): boolean {
	if (value === "none") return id === null;
	if (id === null) return false;
	if (value === "me") return id === me.id;
	if (/^\d+$/.test(value)) return String(id) === value;
	const user = account.users.get(id);
	return (
		user !== undefined &&
		(user.email === value.toLowerCase() || matchesText(user.name, { text: value, isPrefix: true }))
	);
}

function isNamed(records: ReadonlyMap<number, { name: string }>, id: number | null, value: string): boolean {
	if (value === "none") return id === null;
	if (id === null) return false;
	if (/^\d+$/.test(value)) return String(id) === value;
	return matchesText(records.get(id)?.name ?? "", { text: value, isPrefix: true });
}

function searchableText(account: Account, ticket: TicketRecord): string {
	const requester = account.users.get(ticket.requesterId);
	const comments = ticket.comments.map(({ body }) => body);
	return [
		String(ticket.id),
		ticket.subject,
		requester?.name,
		requester?.email,
		...ticket.tags,
		...comments,
	].join("\n");
}
