import { ZOHO_ACCOUNT } from "../../seed/accounts.ts";
import { ZOHO_DEPARTMENTS } from "../../seed/people.ts";
import { OTHER_DEPARTMENT } from "./seed-people.ts";
import { addChapter, story1042, story4702, storyLong, type Turn } from "./seed-stories.ts";
import { BILLING, HOSTILE, JAPAN, type Scenario, SUPPORT } from "./seed-texts.ts";
import { type SimAgent, type SimTicket, statusTypeOf, toHtml, UNTOUCHED, type ZohoState } from "./state.ts";

const HOUR = 3_600_000;
const FIRST_NUMBER = 4540;
const COUNT = 172;
const FIRST_HOSTILE = 4620;
const LONG_STORIES = new Map([
	[4655, 34],
	[4680, 28],
	[4690, 31],
]);
/** Its description is one HTML mail of more than 10,000 characters. */
const HUGE_MAIL = 4688;

/** Same seed, same desk: everything follows from the ticket's place in the list and the time of the reset. */
export function seedTickets(state: ZohoState, now: number): void {
	for (let index = 0; index < COUNT; index++) addTicket(state, regular(index, now), now);
	addTicket(state, special1042(now), now);
	for (let index = 0; index < 5; index++) addTicket(state, ofOtherOrganization(index, now), now);
	applyBlueprints([...state.tickets.values()]);
}

/** Of Billing's open tickets every third is in the refund flow and one in the audit; one of Support's in a loose one. */
function applyBlueprints(tickets: SimTicket[]): void {
	const openIn = (departmentId: string) =>
		tickets.filter((one) => one.departmentId === departmentId && statusTypeOf(one.status) === "Open");
	const billing = openIn(ZOHO_DEPARTMENTS.billing);
	for (const [index, ticket] of billing.entries()) {
		if (index % 3 === 0) ticket.blueprint = "refund";
		else if (index === 1) ticket.blueprint = "audit";
	}
	const [first] = openIn(ZOHO_DEPARTMENTS.support);
	if (first) first.blueprint = "hardware";
}

interface Draft {
	number: number;
	orgId: string;
	subject: string;
	status: string;
	priority: string | null;
	departmentId: string;
	contactIndex: number | null;
	assignee: string | null;
	createdAt: number;
	dueInHours: number | null;
	turns: Turn[];
}

const TEAMS: Record<string, (string | null)[]> = {
	[ZOHO_DEPARTMENTS.support]: ["mina@acme.example", "alex@acme.example", null, "alex@acme.example"],
	[ZOHO_DEPARTMENTS.billing]: ["alex@acme.example", "priya@acme.example", "priya@acme.example", null],
	[ZOHO_DEPARTMENTS.japan]: ["kenji@acme.example", "yuki.mori@acme.example", null, "mina@acme.example"],
};

function regular(index: number, now: number): Draft {
	const number = FIRST_NUMBER + index;
	const age = (COUNT - index) * 8.5 * HOUR - 5 * HOUR;
	if (number === 4702) return special4702(now);
	const [departmentId, scenarios, contacts] = departmentOf(index);
	const scenario = scenarios[index % scenarios.length] ?? SUPPORT[0];
	const createdAt = now - age;
	const team = TEAMS[departmentId] ?? [null];
	const assignee = team[index % team.length] ?? null;
	const hostile = HOSTILE[number - FIRST_HOSTILE];
	const length = LONG_STORIES.get(number);
	return {
		number,
		orgId: ZOHO_ACCOUNT.orgId,
		subject: hostile?.subject ?? scenario?.subject ?? "",
		status: hostile ? "Open" : statusOf(index),
		priority: ["Medium", "High", "Low", null, "Medium"][index % 5] ?? null,
		departmentId,
		contactIndex: hostile
			? 12
			: index % 23 === 0
				? null
				: (contacts[(index + Math.floor(index / 9)) % contacts.length] ?? null),
		assignee,
		createdAt,
		dueInHours: index % 3 === 0 ? 48 : null,
		turns: hostile
			? [{ by: "customer", text: hostile.text, ...(hostile.html ? { html: hostile.html } : {}) }]
			: length
				? storyLong(length, assignee ?? "mina@acme.example")
				: number === HUGE_MAIL
					? [{ by: "customer", text: hugeText(), html: hugeMail() }]
					: turnsOf(scenario, index, assignee),
	};
}

/** Of nine tickets four are Support's, three Billing's, two Japan's. */
function departmentOf(index: number): [string, readonly Scenario[], number[]] {
	const place = index % 9;
	if (place < 4) return [ZOHO_DEPARTMENTS.support, SUPPORT, [0, 1, 2, 3, 4, 5, 6, 11]];
	if (place < 7) return [ZOHO_DEPARTMENTS.billing, BILLING, [1, 2, 3, 4, 5, 6]];
	return [ZOHO_DEPARTMENTS.japan, JAPAN, [7, 8, 9, 10]];
}

function statusOf(index: number): string {
	const isOld = index < COUNT * 0.6;
	if (isOld && index % 5 !== 0) return "Closed";
	return (
		["Open", "Open", "On Hold", "Open", "Escalated", "Open", "Waiting on parts", "Closed"][index % 8] ??
		"Open"
	);
}

function turnsOf(scenario: Scenario | undefined, index: number, assignee: string | null): Turn[] {
	if (!scenario) return [];
	const fill = (text: string) => text.replace("#", String(11 + ((index * 37) % 89)));
	const agent = assignee ?? "mina@acme.example";
	const turns: Turn[] = [{ by: "customer", text: fill(scenario.opening) }];
	if (index % 4 !== 3) turns.push({ by: "agent", agent, text: fill(scenario.answer) });
	if (index % 3 === 0) turns.push({ by: "note", agent, text: fill(scenario.note) });
	if (index % 2 === 0) turns.push({ by: "customer", text: fill(scenario.followUp) });
	return turns;
}

function special4702(now: number): Draft {
	return {
		number: 4702,
		orgId: ZOHO_ACCOUNT.orgId,
		subject: "Label printer prints blank labels since the update",
		status: "Open",
		priority: "High",
		departmentId: ZOHO_DEPARTMENTS.support,
		contactIndex: 0,
		assignee: "mina@acme.example",
		createdAt: now - 27 * HOUR,
		dueInHours: 32,
		turns: story4702(),
	};
}

function special1042(now: number): Draft {
	return {
		number: 1042,
		orgId: ZOHO_ACCOUNT.orgId,
		subject: "Cannot sign in after changing my password",
		status: "Open",
		priority: "Medium",
		departmentId: ZOHO_DEPARTMENTS.support,
		contactIndex: 1,
		assignee: "alex@acme.example",
		createdAt: now - 9 * HOUR,
		dueInHours: 30,
		turns: story1042(),
	};
}

function ofOtherOrganization(index: number, now: number): Draft {
	return {
		number: 101 + index,
		orgId: ZOHO_ACCOUNT.otherOrgId,
		subject: `Prototype ${String.fromCharCode(65 + index)}: feedback from the field test`,
		status: index === 4 ? "Closed" : "Open",
		priority: null,
		departmentId: OTHER_DEPARTMENT,
		contactIndex: 6,
		assignee: index % 2 === 0 ? "mina@acme.example" : null,
		createdAt: now - (index + 1) * 20 * HOUR,
		dueInHours: null,
		turns: [{ by: "customer", text: "The prototype works, but the handle gets warm after an hour." }],
	};
}

function addTicket(state: ZohoState, draft: Draft, now: number): void {
	const agentOf = (email: string | null): SimAgent | undefined =>
		state.agents.find((agent) => agent.email === email && agent.orgId === draft.orgId);
	const ticket: SimTicket = {
		id: state.nextId(),
		number: String(draft.number),
		orgId: draft.orgId,
		subject: draft.subject,
		status: draft.status,
		priority: draft.priority,
		departmentId: draft.departmentId,
		contact: draft.contactIndex === null ? null : (state.contacts[draft.contactIndex] ?? null),
		assigneeId: agentOf(draft.assignee)?.id ?? null,
		createdAt: draft.createdAt,
		modifiedAt: draft.createdAt,
		dueAt: draft.dueInHours === null ? null : draft.createdAt + draft.dueInHours * HOUR,
		closedAt: null,
		indexedAt: draft.createdAt,
		items: [],
		cf: {},
		details: {},
		tags: [],
		...UNTOUCHED,
		history: [],
	};
	addChapter(state, ticket, draft.turns, now, agentOf);
	if (statusTypeOf(ticket.status) === "Closed") ticket.closedAt = ticket.modifiedAt;
	state.tickets.set(ticket.id, ticket);
}

const HUGE_LINES = 160;
const hugeLine = (line: number) =>
	`Step ${line + 1}: station ${11 + (line % 17)} scanned pallet ${4000 + line * 7} and waited for the server.`;

function hugeText(): string {
	return Array.from({ length: HUGE_LINES }, (_, line) => hugeLine(line)).join("\n");
}

function hugeMail(): string {
	const rows = Array.from({ length: HUGE_LINES }, (_, line) => `<li>${toHtml(hugeLine(line))}</li>`).join("");
	return `<html><head><style>p { color: #333 }</style></head><body><p>Here is the complete log:</p><ol>${rows}</ol></body></html>`;
}
