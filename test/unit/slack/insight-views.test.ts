import { describe, expect, it } from "vitest";
import { type Command, parseCommand } from "../../../src/core/command.ts";
import type { Customer } from "../../../src/core/ticket-writing.ts";
import { parseAction } from "../../../src/slack/actions.ts";
import type { SlackMessage } from "../../../src/slack/views/blocks.ts";
import { buildCustomer } from "../../../src/slack/views/customer.ts";
import { buildActionRefusal, buildDone } from "../../../src/slack/views/outcomes.ts";
import { buildStats } from "../../../src/slack/views/stats.ts";
import { buildTransitions } from "../../../src/slack/views/transitions.ts";
import { CRM_URL, factsOf } from "./crm-fixtures.ts";
import { elementsOf, linesOf } from "./message-reading.ts";
import { ticket, viewContext } from "./view-fixtures.ts";

const deskId = "d1";
const view = viewContext();

/** What each button would do, by its label. */
function pressesOf(message: SlackMessage) {
	return new Map(
		elementsOf(message).map(({ label, actionId, value }) => [label, parseAction({ actionId, value })]),
	);
}

const run = (typed: string, cursor: string | null = null, from = 1) => ({
	kind: "run",
	deskId,
	command: parseCommand(typed),
	cursor,
	from,
});

describe("the statistics", () => {
	const stats = {
		open: 12,
		unassigned: 0,
		overdue: null,
		createdToday: 3,
		closedToday: 4,
		satisfaction: { good: 9, rated: 10 },
	};
	const build = (over = {}, typed = "stats", departmentName: string | null = null) =>
		buildStats({
			...view,
			deskId,
			command: parseCommand(typed) as Extract<Command, { verb: "stats" }>,
			departmentName,
			stats: { ...stats, ...over },
		});

	it("have a figure each, and a dash where the desk doesn't tell", () => {
		expect(linesOf(build()).slice(0, 7)).toEqual([
			"*Tickets in all departments*",
			"*Open*\n12",
			"*Unassigned*\n0",
			"*Overdue*\n–",
			"*Created today*\n3",
			"*Closed today*\n4",
			"*Satisfaction, 30 days*\n90% good, 10 ratings",
		]);
	});

	it.each([
		[null, "–"],
		[{ good: 0, rated: 0 }, "No ratings"],
		[{ good: 0, rated: 1 }, "0% good, 1 rating"],
	])("say of the ratings %j: %s", (satisfaction, shown) => {
		expect(linesOf(build({ satisfaction }))).toContain(`*Satisfaction, 30 days*\n${shown}`);
	});

	it("of a department lead to that department's lists", () => {
		const presses = pressesOf(build({}, "stats Billing", "Billing"));
		expect(presses.get("Show open")).toEqual(run("list open Billing"));
		expect(presses.get("Show unassigned")).toEqual(run("unassigned Billing"));
		expect(presses.get("Count again")).toEqual(run("stats Billing"));
	});
});

describe("a customer", () => {
	const jane: Customer = {
		kind: "person",
		id: "1",
		name: "Jane Doe",
		email: "jane@customer.example",
		organization: "Customer Inc.",
		url: "https://acme.zendesk.com/agent/users/1",
	};
	const page = { items: [ticket()], total: 21, next: "n", previous: "p" };
	const none = { items: [], total: 0, next: null, previous: null };
	const build = (customers: Customer[], over = {}) =>
		buildCustomer({
			...view,
			deskId,
			command: { verb: "customer", words: "jane" },
			customers,
			page,
			from: 11,
			...over,
		});

	it("has name, e-mail and organization, what Salesforce knows, then the open tickets", () => {
		expect(linesOf(build([jane], { crm: [factsOf("Customer Inc.")] }))).toEqual([
			"*<https://acme.zendesk.com/agent/users/1|Jane Doe>*",
			"*E-mail*\njane@customer.example",
			"*Organization*\nCustomer Inc.",
			`*Salesforce:* <${CRM_URL}|Customer Inc.> · owned by Customer Inc. · 10,000 open opportunities · last activity Nov 20, 2026
Customer Inc.: Customer Inc.
• <${CRM_URL}|Customer Inc.> · Customer Inc. · 12,000.5 EUR · Customer Inc.: Customer Inc.`,
			"*Open tickets* · 11–11 of 21",
			expect.stringContaining("#1042"),
		]);
	});

	it("turns pages with the same words", () => {
		const presses = pressesOf(build([jane]));
		expect(presses.get("Next")).toEqual(run("customer jane", "n", 12));
		expect(presses.get("Previous")).toEqual(run("customer jane", "p", 1));
	});

	it("without open tickets says so", () => {
		expect(linesOf(build([jane], { page: none, from: 1 })).at(-1)).toBe("No open tickets.");
		expect(linesOf(build([jane], { page: none, from: 11 })).at(-1)).toContain("No more tickets");
	});

	it("isn't the only one of that name: the others are a press away", () => {
		const inc: Customer = { ...jane, kind: "organization", id: "2", name: "Janeway Ltd", email: null };
		const kim: Customer = { ...jane, id: "3", name: "Jane Kim", email: "kim@customer.example" };
		const presses = pressesOf(build([jane, inc, kim]));
		expect(presses.get("Janeway Ltd (organization)")).toEqual(run("customer Janeway Ltd"));
		expect(presses.get("Jane Kim")).toEqual(run("customer kim@customer.example"));
	});

	it("that nobody is found for is said, with what to do", () => {
		const [first, hint] = linesOf(build([], { page: none, from: 1 }));
		expect(first).toBe("No customer that you may see matches “jane”.");
		expect(hint).toContain("whole e-mail address");
	});
});

describe("the transitions of a blueprint", () => {
	const command = parseCommand("transitions 1042") as Extract<Command, { verb: "transitions" }>;
	const transition = (over = {}) => ({
		id: "1",
		name: "Approve refund",
		toState: "Approved",
		mine: true,
		owners: ["Alex Berg"],
		...over,
	});
	const blueprint = {
		name: "Refund flow",
		state: "Under review",
		transitions: [transition(), transition({ name: "Reject", toState: null, mine: false })],
		restrictsStatus: true,
	};
	const build = (over = {}, from = 1) =>
		buildTransitions({
			...view,
			deskId,
			command,
			ticket: ticket(),
			blueprint: { ...blueprint, ...over },
			from,
		});

	it("say the state, what may be done next, and by whom", () => {
		expect(linesOf(build())).toEqual([
			expect.stringMatching(/#1042.*\nRefund flow: \*Under review\*$/),
			"Open now:",
			"• *Approve refund* → Approved (you may do this)\n• *Reject* (for Alex Berg)",
			expect.stringContaining("can't be set by hand"),
		]);
	});

	it("turn pages above ten", () => {
		const transitions = Array.from({ length: 23 }, (_, i) => transition({ name: `T${i + 1}` }));
		const second = build({ transitions }, 11);
		expect(linesOf(second)[1]).toBe("Open now: 11–20 of 23");
		expect(pressesOf(second).get("Next")).toEqual(run("transitions 1042", null, 21));
		expect(pressesOf(second).get("Previous")).toEqual(run("transitions 1042", null, 1));
		expect(pressesOf(build({ transitions }, 21)).has("Next")).toBe(false);
	});

	it("may be none, or there is no blueprint at all", () => {
		expect(linesOf(build({ transitions: [] }))[1]).toContain("No transition is open now");
		const without = buildTransitions({
			...view,
			deskId,
			command,
			ticket: ticket(),
			blueprint: null,
			from: 1,
		});
		expect(linesOf(without)[1]).toContain("No blueprint leads this ticket");
	});
});

describe("what was done", () => {
	const done = (deed: Parameters<typeof buildDone>[0]["deed"]) =>
		buildDone({ ...view, deskId, ticket: ticket(), deed }).text;

	it("names who a reply went to, and says of a comment that nobody else sees it", () => {
		const recipients = ["jane@customer.example", "boss@customer.example"];
		expect(done({ kind: "replied", recipients, status: "Solved" })).toMatch(
			/went to jane@customer\.example, boss@customer\.example\. The status is now Solved\.$/,
		);
		expect(done({ kind: "commented" })).toMatch(/Only your team sees it\.$/);
	});

	it("counts names beyond ten", () => {
		const recipients = Array.from({ length: 12 }, (_, i) => `p${i}@customer.example`);
		expect(done({ kind: "replied", recipients, status: null })).toMatch(/p9@customer\.example, 2 more\.$/);
	});
});

it("keeps what a person wrote when it is refused after the modal was closed", () => {
	const text = "Hello *Jane*,\nit works.";
	const refused = buildActionRefusal({ ...view, ticket: ticket(), refusal: { reason: "closed" }, text });
	expect(linesOf(refused)).toContain(text);
});
