import { requireTicket } from "./api-tickets.ts";
import { createChecker, refuseLightAgents, requireBody } from "./body.ts";
import { type ApiRequest, DONE, type Endpoint, invalid } from "./endpoints.ts";
import type { SimTicket } from "./state.ts";

const path = "/tickets/:ticketId{[0-9]+}";

export const tagEndpoints: Endpoint[] = [
	{
		path: `${path}/tags`,
		scopes: [["Desk.tickets.READ"]],
		weight: 1,
		query: {},
		answer: (request) => ({ tags: requireTicket(request).tags.map(presentTag) }),
	},
	{
		method: "POST",
		path: `${path}/associateTag`,
		// Removing asks for the same scope as adding.
		scopes: [["Desk.tickets.CREATE"]],
		weight: 1,
		query: {},
		answer(request) {
			const ticket = requireTicket(request);
			const names = requireTags(request);
			for (const name of names) {
				if (find(ticket, name)) continue;
				ticket.tags.push({ id: request.state.nextId(), name });
			}
			touch(request, ticket);
			return { data: ticket.tags.filter(({ name }) => names.includes(name)).map(presentTag) };
		},
	},
	{
		method: "POST",
		path: `${path}/dissociateTag`,
		scopes: [["Desk.tickets.CREATE"]],
		weight: 1,
		query: {},
		answer(request) {
			const ticket = requireTicket(request);
			const names = requireTags(request);
			const missing = names.find((name) => !find(ticket, name));
			if (missing !== undefined) throw invalid("tags", "The ticket doesn't have this tag.");
			const gone = names.map((name) => find(ticket, name));
			ticket.tags = ticket.tags.filter((tag) => !gone.includes(tag));
			touch(request, ticket);
			return DONE;
		},
	},
];

function requireTags(request: ApiRequest): string[] {
	refuseLightAgents(request);
	const body = requireBody(request, ["tags"]);
	const checker = createChecker(body);
	const names = Array.isArray(body.tags) ? body.tags.map(String) : [];
	if (names.length === 0) checker.wrong("tags", "missing", "Tags are missing");
	if (names.some((name) => name.length < 3 || name.length > 100)) {
		checker.wrong("tags", "invalid", "A tag has 3 to 100 characters");
	}
	checker.done();
	return names;
}

function find({ tags }: SimTicket, name: string) {
	return tags.find((tag) => tag.name.toLowerCase() === name.toLowerCase());
}

function touch({ now, changed }: ApiRequest, ticket: SimTicket): void {
	ticket.modifiedAt = now;
	changed();
}

const presentTag = ({ id, name }: { id: string; name: string }) => ({ id, name, tagType: "MANUAL" });
