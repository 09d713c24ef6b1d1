import type { Clock } from "../../vendor.ts";
import { blueprintOf, isBlueprint } from "./blueprints.ts";
import { agentActor, findAgent, findTicket } from "./control.ts";
import { contactOf } from "./journal.ts";
import type { SimActor, SimEdition, SimTicket, ZohoState } from "./state.ts";

/** What happens in a desk by itself or by its administrators, without its API. */
export function createDeskControl(state: () => ZohoState, clock: Clock, changed: (by: SimActor) => void) {
	function touch(ticket: SimTicket, by: SimActor): void {
		ticket.modifiedAt = clock.now();
		changed(by);
	}

	return {
		/** By id or name of the portal. */
		setEdition(portal: string, edition: SimEdition): void {
			const desk = state();
			const isMeant = ({ id, portal: name }: { id: string; portal: string }) =>
				id === portal || name === portal;
			if (!desk.organizations.some(isMeant)) throw new Error(`no portal ${portal}`);
			desk.organizations = desk.organizations.map((one) => (isMeant(one) ? { ...one, edition } : one));
		},
		/** On the desk's own page. */
		setWebhookEnabled(id: string, isEnabled: boolean): void {
			const webhook = state().webhooks.find((one) => one.id === id);
			if (!webhook) throw new Error(`no webhook ${id}`);
			webhook.isEnabled = isEnabled;
			webhook.modifiedAt = clock.now();
		},
		/** In the organisation of `beside`; answers its id. */
		addDepartment(name: string, beside: string): string {
			const desk = state();
			const orgId = desk.departments.find(({ id }) => id === beside)?.orgId;
			if (!orgId) throw new Error(`no department ${beside}`);
			const id = desk.nextId();
			desk.departments.push({ id, orgId, name, isDefault: false });
			return id;
		},
		/** The customer's judgement. Its ticket's history has it; no webhook tells of it. */
		rate(ticketId: string, rating: "GOOD" | "OK" | "BAD", feedback = ""): string {
			const desk = state();
			const ticket = findTicket(desk, ticketId);
			const id = desk.nextId();
			const at = clock.now();
			const { departmentId } = ticket;
			desk.ratings.push({ id, departmentId, rating, at, ticketId: ticket.id, feedback });
			const actor = contactOf(ticket);
			const properties = [{ name: "Customer Rating", type: "Text", after: rating }] as const;
			ticket.history.push({
				name: "TicketUpdated",
				at,
				actor,
				source: "CustomerRating",
				properties: [...properties],
			});
			touch(ticket, actor);
			return id;
		},
		/** A rule of the desk does it. */
		escalate(ticketId: string): void {
			const ticket = findTicket(state(), ticketId);
			ticket.isEscalated = true;
			touch(ticket, { type: "Supervise", id: null, name: "Escalate what waits" });
		},
		/** null: without a due date. Passing it is nothing anybody does: no event, no change of the ticket. */
		setDueAt(ticketId: string, dueAt: number | null): void {
			const ticket = findTicket(state(), ticketId);
			ticket.dueAt = dueAt;
			touch(ticket, { type: "System", id: null, name: "System" });
		},
		enterBlueprint(ticketId: string, key: string): void {
			if (!isBlueprint(key)) throw new Error(`no blueprint ${key}`);
			const ticket = findTicket(state(), ticketId);
			ticket.blueprint = key;
			ticket.blueprintState = null;
			touch(ticket, { type: "System", id: null, name: "System" });
		},
		/** Open from where the ticket stands. */
		transitions(ticketId: string): { id: string; name: string }[] {
			const open = blueprintOf(findTicket(state(), ticketId))?.transitions ?? [];
			return open.map(({ id, name }) => ({ id, name }));
		},
		/** By id or name; whatever its conditions say. */
		performTransition(ticketId: string, transition: string, agentId: string): void {
			const ticket = findTicket(state(), ticketId);
			const found = blueprintOf(ticket)?.transitions.find(
				({ id, name }) => id === transition || name === transition,
			);
			if (!found) throw new Error(`no transition ${transition} from here`);
			ticket.blueprintState = found.toState;
			touch(ticket, agentActor(findAgent(state(), agentId, ticket.orgId)));
		},
		trash(ticketId: string, agentId: string): void {
			const ticket = findTicket(state(), ticketId);
			ticket.isTrashed = true;
			touch(ticket, agentActor(findAgent(state(), agentId, ticket.orgId)));
		},
		/** Whether a rating says which ticket it is about; portals may differ. */
		setRatingsNameTickets(named: boolean): void {
			state().ratingsNameTickets = named;
		},
		/** Whether history shows what a value was before, as portals do, or only what it became, as documented. */
		setHistoryShowsBoth(both: boolean): void {
			state().historyShowsBoth = both;
		},
	};
}

export type ZohoDeskControl = ReturnType<typeof createDeskControl>;
