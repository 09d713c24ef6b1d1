import { type Before, compareFields, type Draft, isOverdue } from "./field-changes.ts";
import type { Message } from "./ticket.ts";
import type { Notice, Rating, TicketEvent } from "./ticket-event.ts";
import type { ObservedMessage, TicketObservation, TimedChange } from "./ticket-observation.ts";
import {
	afterBlueprint,
	afterMessages,
	newMessages,
	type TicketSnapshot,
	toFields,
	toWholeSecond,
} from "./ticket-snapshot.ts";
import type { Blueprint } from "./ticket-writing.ts";

export interface TicketComparison {
	deskId: string;
	/** null: never seen, or not for so long that its snapshot is gone. */
	previous: TicketSnapshot | null;
	/** The revision to go on from where the snapshot is gone; null: never seen. */
	lastRevision?: number | null;
	observation: TicketObservation;
	/** What happened before is not told of: since when the desk is listened to, or the ticket was last seen. */
	listeningAt: number;
	now: number;
	/** When a poll says it ran past what was promised. */
	overdueHint: number | null;
	/** undefined: it was not read, or the desk has none. */
	blueprint?: Blueprint | null | undefined;
	/** Customers' ratings of it that are not told of yet. */
	ratings?: readonly Rating[];
}

/** What happened since the last look, in the order it happened, and what to compare the next look with. */
export function compareTicket(input: TicketComparison): { snapshot: TicketSnapshot; notices: Notice[] } {
	const { deskId, previous, observation, overdueHint, now } = input;
	const { ticket, tags } = observation;
	const since = toWholeSecond(input.listeningAt);
	const isKnown = previous !== null || input.lastRevision != null;
	const isNew = !isKnown && ticket.createdAt >= since;
	const before = previous ?? rebuild(observation, since, isNew);
	const known = previous?.messages ?? { floor: since, seen: [] };
	const added = newMessages(known, observation.messages);

	const created: Draft = {
		type: "ticket.created",
		at: ticket.createdAt,
		actor: observation.changes.created?.actor ?? null,
	};
	const fields = isNew ? [created] : compareFields({ before, observation, overdueHint, now });
	const blueprint = compareBlueprint(input, isNew, before, fields);
	const groups = [
		...added.map((message) => [toMessageDraft(message)]),
		...(fields.length > 0 ? [fields] : []),
		...(blueprint ? [[blueprint]] : []),
		...(input.ratings ?? []).map((rating): Draft[] => [
			{ type: "rating.received", rating, at: rating.ratedAt, actor: null },
		]),
	];
	// Of the same time: what was written, then what became of the ticket; its creation before all.
	const ordered = groups
		.map((drafts) => ({
			drafts,
			at: drafts[0] === created ? Number.NEGATIVE_INFINITY : (drafts[0]?.at ?? 0),
		}))
		.sort((a, b) => a.at - b.at);

	let revision = previous?.revision ?? input.lastRevision ?? 0;
	const notices = ordered.flatMap(({ drafts }): Notice[] => {
		revision += 1;
		const [first, ...rest] = drafts.map((draft) => toEvent(draft, deskId, ticket.id, revision));
		if (!first) return [];
		return [{ deskId, ticket, tags, revision, events: [first, ...rest], at: first.at }];
	});

	const overdue = isOverdue(before, observation, overdueHint);
	const snapshot: TicketSnapshot = {
		revision,
		fields: toFields(ticket),
		overdue,
		escalated: observation.escalated,
		told: afterChanges(before, observation, fields, overdueHint),
		messages: afterMessages(known, added),
		blueprint:
			input.blueprint === undefined
				? (previous?.blueprint ?? null)
				: afterBlueprint(input.blueprint, ticket.assignee?.id ?? null),
	};
	return { snapshot, notices };
}

/** What a ticket that was there before anybody looked must have been, as far as its history tells. */
function rebuild(observation: TicketObservation, since: number, isNew: boolean): Before {
	const { changes, ticket } = observation;
	const fields = { ...toFields(ticket), ...(isNew ? {} : observation.earlier) };
	const becameOverdue = changes.overdue?.at ?? ticket.dueAt;
	return {
		fields,
		overdue: observation.overdue === true && !(becameOverdue !== null && becameOverdue >= since),
		escalated: observation.escalated && changes.escalated === undefined,
		told: { overdue: since - 1 },
	};
}

/** Said once for each state a ticket enters, and once for each person who gets it there. */
function compareBlueprint(
	{ previous, blueprint, observation, now }: TicketComparison,
	isNew: boolean,
	before: Before,
	fields: readonly Draft[],
): Draft | null {
	if (!blueprint || blueprint.transitions.length === 0) return null;
	const { status, assignee } = toFields(observation.ticket);
	const told = previous?.blueprint;
	const isKnown = previous
		? told?.state === blueprint.state && told.name === blueprint.name && told.assignee === assignee
		: !isNew && before.fields.assignee === assignee && before.fields.status.label === status.label;
	if (isKnown) return null;
	const cause = fields.find(({ type }) => /created|status|closed|reopened|assigned/.test(type));
	const at = cause?.at ?? observation.ticket.updatedAt ?? now;
	// What comes next is nobody's own action, also not of who brought the ticket here.
	return { type: "transition.upcoming", blueprint, at, actor: null };
}

const MESSAGE_EVENTS = {
	incoming: "reply.received",
	outgoing: "reply.sent",
	comment: "comment.added",
} as const;

function toMessageDraft({ actor, ...message }: ObservedMessage): Draft {
	return {
		type: MESSAGE_EVENTS[message.kind],
		message: message satisfies Message,
		at: message.createdAt,
		actor,
	};
}

function toEvent(draft: Draft, deskId: string, ticketId: string, revision: number): TicketEvent {
	const last = "message" in draft ? draft.message.id : "rating" in draft ? draft.rating.id : `r${revision}`;
	return { ...draft, id: `${deskId}:${ticketId}:${draft.type}:${last}` };
}

/** Times that are only guessed are not kept: they would outdate what the history says a moment later. */
function afterChanges(
	{ told }: Before,
	{ changes }: TicketObservation,
	fields: readonly Draft[],
	overdueHint: number | null,
): TicketSnapshot["told"] {
	const times = { ...told };
	const note = (change: TimedChange, at: number | null | undefined) => {
		if (at) times[change] = Math.max(times[change] ?? 0, at);
	};
	for (const change of Object.keys(changes) as TimedChange[]) note(change, changes[change]?.at);
	note("overdue", fields.find(({ type }) => type === "ticket.overdue")?.at);
	note("overdue", overdueHint);
	return times;
}
