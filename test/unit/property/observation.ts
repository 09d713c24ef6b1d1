import fc from "fast-check";
import type { Rating } from "../../../src/core/ticket-event.ts";
import type { TicketObservation } from "../../../src/core/ticket-observation.ts";
import type { Blueprint } from "../../../src/core/ticket-writing.ts";
import { hostileText, hugeText } from "./hostile.ts";

export const NOW = Date.UTC(2026, 10, 2, 9, 0);
const HOUR = 3_600_000;

const option = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
/** Whatever clocks say, the year zero and the far future included. */
const time = fc.oneof(
	{ weight: 8, arbitrary: fc.integer({ min: NOW - 48 * HOUR, max: NOW + HOUR }) },
	{ weight: 1, arbitrary: fc.constantFrom(0, 1, NOW - HOUR, 253_402_300_800_000) },
);
const text = fc.oneof({ weight: 12, arbitrary: hostileText }, { weight: 1, arbitrary: hugeText });

const agent = fc.record({ id: fc.constantFrom("a1", "a2", "a3"), name: text, email: option(text) });
const actor = fc.record({ agentId: fc.constantFrom("a1", "a2", null), name: option(text) });
const department = fc.record({ id: fc.constantFrom("d1", "d2", "d3"), name: text });
const status = fc.record({
	category: fc.constantFrom("new", "open", "pending", "on_hold", "solved", "closed"),
	label: option(text),
});
const priority = fc.record({
	level: fc.constantFrom("urgent", "high", "normal", "low", null),
	label: option(text),
});
const message = fc.record({
	id: fc.integer({ min: 1, max: 60 }).map(String),
	kind: fc.constantFrom("incoming", "outgoing", "comment"),
	author: option(text),
	text,
	createdAt: time,
	attachments: fc.nat(99),
	actor,
});

const ticket = fc.record({
	id: fc.constant("1042"),
	number: fc.constantFrom("1042", "00000000000000000001"),
	subject: text,
	url: fc.oneof(
		fc.constant("https://acme.zendesk.com/agent/tickets/1042"),
		hostileText.map((part) => `https://acme.zendesk.com/${part}`),
	),
	status,
	priority: option(priority),
	department: option(department),
	assignee: option(agent),
	requester: option(fc.record({ id: fc.constant("r1"), name: text, email: option(text) })),
	createdAt: time,
	updatedAt: option(time),
	dueAt: option(time),
	overdue: fc.boolean(),
	organization: option(fc.record({ id: fc.constant("o1"), name: text })),
	lastMessage: option(message),
});

const change = fc.record({ at: time, actor: option(actor) });
const changeNames = [
	"created",
	"status",
	"priority",
	"assignee",
	"department",
	"overdue",
	"escalated",
] as const;
const changes = fc.record(Object.fromEntries(changeNames.map((name) => [name, change])), {
	requiredKeys: [],
});

const observed = fc.record({
	ticket,
	tags: fc.array(text, { maxLength: 3 }),
	escalated: fc.boolean(),
	overdue: fc.constantFrom(true, false, null),
	messages: fc.uniqueArray(message, { maxLength: 5, selector: ({ id }) => id }),
	changes,
	earlier: fc.record(
		{
			status,
			priority: option(priority),
			assignee: fc.constantFrom("a1", null),
			department: option(department),
		},
		{ requiredKeys: [] },
	),
}) as fc.Arbitrary<TicketObservation>;

const blueprint: fc.Arbitrary<Blueprint> = fc.record({
	name: text,
	state: text,
	restrictsStatus: fc.boolean(),
	transitions: fc.array(
		fc.record({
			id: fc.nat(99).map(String),
			name: text,
			toState: option(text),
			mine: fc.boolean(),
			owners: fc.array(text, { maxLength: 3 }),
		}),
		{ maxLength: 12 },
	),
});

const rating: fc.Arbitrary<Rating> = fc.record({
	id: fc.uuid(),
	ticketId: fc.constant("1042"),
	score: fc.constantFrom("good", "ok", "bad"),
	comment: option(text),
	ratedAt: time,
});

/** One look at a ticket, with what polls and the blueprint add to it. */
export const observation = fc.record({
	observation: observed,
	overdueHint: option(time),
	blueprint: fc.oneof(fc.constant(null), fc.constant(undefined), blueprint),
	ratings: fc.array(rating, { maxLength: 2 }),
});
export type Look = typeof observation extends fc.Arbitrary<infer T> ? T : never;
