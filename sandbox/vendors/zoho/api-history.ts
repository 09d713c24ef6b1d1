import { requireTicket } from "./api-tickets.ts";
import { ANYTHING, DIGITS, type Endpoint, limitOf, someOf } from "./endpoints.ts";
import { iso } from "./present-ticket.ts";
import { isOverdue, type SimHistoryEvent, type SimTicket, type SimValue } from "./state.ts";

const FILTERS: Readonly<Record<string, RegExp>> = {
	CommentHistory: /^Comment/,
	AttachmentHistory: /^Attachment/,
	SLAHistory: /^OvershotDueTime$/,
	BlueprintHistory: /^Blueprint/,
};

export const historyEndpoints: Endpoint[] = [
	{
		path: "/tickets/:ticketId{[0-9]+}/History",
		scopes: [["Desk.tickets.READ"]],
		weight: 1,
		query: {
			from: DIGITS,
			limit: DIGITS,
			agentId: DIGITS,
			fieldName: ANYTHING,
			eventFilter: someOf(...Object.keys(FILTERS)),
		},
		answer(request) {
			const { query, state, now } = request;
			const ticket = requireTicket(request);
			const limit = limitOf(query, 1, 50);
			const from = Number(query.get("from") ?? 0);
			const filter = FILTERS[query.get("eventFilter") ?? ""];
			const found = newestFirst(ticket, now)
				.filter(({ actor }) => !query.has("agentId") || actor.id === query.get("agentId"))
				.filter(({ name }) => !filter || filter.test(name))
				.filter(({ properties }) => {
					const field = query.get("fieldName")?.toLowerCase();
					return field === undefined || properties.some(({ name }) => name.toLowerCase() === field);
				});
			const page = found.slice(from, from + limit);
			if (page.length === 0) return null;
			return { data: page.map((event) => presentEvent(event, state.historyShowsBoth)) };
		},
	},
];

function newestFirst(ticket: SimTicket, now: number): SimHistoryEvent[] {
	const { dueAt, history } = ticket;
	const overshot: SimHistoryEvent[] =
		dueAt !== null && isOverdue(ticket, now)
			? [
					{
						name: "OvershotDueTime",
						at: dueAt,
						actor: { type: "System", id: null, name: "System" },
						source: null,
						properties: [],
					},
				]
			: [];
	return [...history, ...overshot].toReversed().sort((a, b) => b.at - a.at);
}

function presentEvent({ name, at, actor, source, properties }: SimHistoryEvent, showsBoth: boolean) {
	return {
		eventName: name,
		eventTime: iso(at),
		source,
		actor: { id: actor.id, name: actor.name, type: actor.type },
		actorInfo: [],
		eventInfo: properties.map((property) => ({
			propertyName: property.name,
			propertyType: property.type,
			systemProperty: true,
			propertyValue: showsBoth ? bothValues(property) : asText(property.after),
		})),
	};
}

/** The schema knows text only; entities then are their id. */
function asText(value: SimValue): string | null {
	if (value === null || typeof value === "string") return value;
	return typeof value === "boolean" ? String(value) : value.id;
}

function bothValues({ after, before }: { after: SimValue; before?: SimValue }) {
	return before === undefined ? after : { previousValue: before, updatedValue: after };
}
