import type { Clock } from "../../vendor.ts";
import { blueprintOf } from "./blueprints.ts";
import type { SimActor, SimItem, SimProperty, SimTicket, SimValue, ZohoState } from "./state.ts";

/** Something that webhooks tell of. */
export interface SimEvent {
	type: "Ticket_Add" | "Ticket_Update" | "Ticket_Delete" | "Ticket_Thread_Add" | "Ticket_Comment_Add";
	ticket: SimTicket;
	/** The thread or comment. */
	item?: SimItem;
	/** What was changed, as it was before. */
	previous?: Partial<Shadow>;
	actor: SimActor;
	at: number;
}

/** What of a ticket is compared with how it was when it was last looked at. */
interface Shadow {
	status: string;
	priority: string | null;
	assigneeId: string | null;
	departmentId: string;
	subject: string;
	dueAt: number | null;
	isEscalated: boolean;
	isTrashed: boolean;
	blueprintState: string | null;
	tags: string;
	itemCount: number;
}

/** Finds out by itself what somebody did: writes each ticket's history and tells the webhooks. */
export function createJournal(options: {
	state: () => ZohoState;
	clock: Clock;
	tell: (events: SimEvent[]) => void;
}) {
	const { state, clock, tell } = options;
	let shadows = new Map<string, Shadow>();

	function begin(): void {
		shadows = new Map([...state().tickets.values()].map((ticket) => [ticket.id, toShadow(ticket)]));
		for (const ticket of state().tickets.values()) {
			if (ticket.history.length === 0) writeBeginning(state(), ticket, ticket.createdAt, contactOf(ticket));
		}
	}

	function compare(ticket: SimTicket, actor: SimActor): SimEvent[] {
		const before = shadows.get(ticket.id);
		const after = toShadow(ticket);
		shadows.set(ticket.id, after);
		const at = clock.now();
		const about = { ticket, actor, at };
		if (!before) {
			writeBeginning(state(), ticket, at, actor);
			return [{ ...about, type: "Ticket_Add" }];
		}
		const write = (name: string, properties: SimProperty[] = []) =>
			ticket.history.push({ name, at, actor, source: sourceOf(actor), properties });
		if (after.isTrashed && !before.isTrashed) {
			write("TicketDeleted");
			return [{ ...about, type: "Ticket_Delete" }];
		}
		const events: SimEvent[] = ticket.items.slice(before.itemCount).flatMap((item): SimEvent[] => {
			if (item.isDraft) return [];
			const isThread = item.kind === "thread";
			write(isThread ? "ThreadAdded" : "CommentAdded");
			return [{ ...about, type: isThread ? "Ticket_Thread_Add" : "Ticket_Comment_Add", item }];
		});
		const properties = propertiesOf(state(), before, after);
		if (properties.length > 0) write("TicketUpdated", properties);
		if (after.isEscalated && !before.isEscalated) write("TicketEscalated");
		if (after.blueprintState !== before.blueprintState) write("BlueprintTransitionPerformed");
		if (after.tags !== before.tags)
			write(after.tags.length > before.tags.length ? "TagsAdded" : "TagsRemoved");
		const previous = differing(before, after);
		if (Object.keys(previous).length > 0) events.push({ ...about, type: "Ticket_Update", previous });
		return events;
	}

	return {
		begin,
		/** `actor` just did something, to whichever ticket. */
		note(actor: SimActor): void {
			const events = [...state().tickets.values()].flatMap((ticket) =>
				isUnchanged(ticket, shadows.get(ticket.id)) ? [] : compare(ticket, actor),
			);
			if (events.length > 0) tell(events);
		},
	};
}

function toShadow(ticket: SimTicket): Shadow {
	const { status, priority, assigneeId, departmentId, subject, dueAt, isEscalated, isTrashed, items } =
		ticket;
	return {
		status,
		priority,
		assigneeId,
		departmentId,
		subject,
		dueAt,
		isEscalated,
		isTrashed,
		blueprintState: stateNameOf(ticket),
		tags: ticket.tags.map(({ name }) => name).join("\n"),
		itemCount: items.length,
	};
}

const stateNameOf = (ticket: SimTicket) => blueprintOf(ticket)?.state.name ?? null;

function isUnchanged(ticket: SimTicket, shadow: Shadow | undefined): boolean {
	if (!shadow) return false;
	const now = toShadow(ticket);
	return (Object.keys(now) as (keyof Shadow)[]).every((key) => now[key] === shadow[key]);
}

/** Tags are no update, and messages have events of their own. */
function differing(before: Shadow, after: Shadow): Partial<Shadow> {
	const { tags, itemCount, ...fields } = before;
	const changed = Object.entries(fields).filter(([key, value]) => after[key as keyof Shadow] !== value);
	return Object.fromEntries(changed);
}

function writeBeginning(state: ZohoState, ticket: SimTicket, at: number, actor: SimActor): void {
	const { departmentId, assigneeId, subject, status, priority } = ticket;
	const properties: SimProperty[] = [
		{ name: "Department", type: "Entity", after: departmentValue(state, departmentId) },
		{ name: "Subject", type: "Text", after: subject },
		{ name: "Status", type: "Text", after: status },
		{ name: "Priority", type: "Text", after: priority },
		{ name: "Case Owner", type: "Entity", after: agentValue(state, assigneeId) },
		{ name: "Is Escalated", type: "Boolean", after: false },
	];
	ticket.history.push({ name: "TicketCreated", at, actor, source: "Email", properties });
}

function propertiesOf(state: ZohoState, before: Shadow, after: Shadow): SimProperty[] {
	const property = (name: string, type: SimProperty["type"], was: SimValue, is: SimValue) => ({
		name,
		type,
		before: was,
		after: is,
	});
	const agent = (id: string | null) => agentValue(state, id);
	const department = (id: string) => departmentValue(state, id);
	return [
		...(before.status === after.status ? [] : [property("Status", "Text", before.status, after.status)]),
		...(before.priority === after.priority
			? []
			: [property("Priority", "Text", before.priority, after.priority)]),
		...(before.assigneeId === after.assigneeId
			? []
			: [property("Case Owner", "Entity", agent(before.assigneeId), agent(after.assigneeId))]),
		...(before.departmentId === after.departmentId
			? []
			: [property("Department", "Entity", department(before.departmentId), department(after.departmentId))]),
		...(before.subject === after.subject ? [] : [property("Subject", "Text", before.subject, after.subject)]),
	];
}

function agentValue({ agents }: ZohoState, id: string | null): SimValue {
	const agent = agents.find((one) => one.id === id);
	return agent ? { id: agent.id, name: agent.name, type: "Agent" } : null;
}

function departmentValue({ departments }: ZohoState, id: string): SimValue {
	const department = departments.find((one) => one.id === id);
	return { id, name: department?.name ?? "", type: "Department" };
}

export function contactOf({ contact }: SimTicket): SimActor {
	const name = contact ? [contact.firstName, contact.lastName].filter(Boolean).join(" ") : "Unknown";
	return { type: "Contact", id: contact?.id ?? null, name };
}

const sourceOf = ({ type }: SimActor) => (type === "Contact" ? "IncomingResponse" : null);

export type Journal = ReturnType<typeof createJournal>;
