import { describe, expect, it } from "vitest";
import { type Command, parseCommand } from "../../../src/core/command.ts";
import type { Page, TicketSummary } from "../../../src/core/ticket.ts";
import { allowedActions, type TicketActionName } from "../../../src/core/ticket-actions.ts";
import type { Blueprint } from "../../../src/core/ticket-writing.ts";
import { parseAction } from "../../../src/slack/actions.ts";
import type { SlackMessage } from "../../../src/slack/views/blocks.ts";
import { buildConversation } from "../../../src/slack/views/conversation.ts";
import { buildSharedCard, buildTicketCard } from "../../../src/slack/views/ticket-card.ts";
import { buildTicketList } from "../../../src/slack/views/ticket-list.ts";
import { elementsOf, linesOf } from "./message-reading.ts";
import { DAY, HOUR, message, NOW, ticket, viewContext } from "./view-fixtures.ts";

const deskId = "d1";

describe("the card of a ticket", () => {
	const card = (over = {}, view = {}) =>
		buildTicketCard({ ...viewContext(view), deskId, ticket: ticket(over) });

	it("leads with number and subject, linked, then state, people and the last message", () => {
		expect(linesOf(card())).toEqual([
			"*<https://acme.zendesk.com/agent/tickets/1042|#1042  Printer on the 3rd floor is on fire>*",
			"◐ *Open*  ·  High priority  ·  Hardware  ·  Due in 3 h",
			"*Requester*\nJane Doe · Customer Inc.",
			"*Assignee*\nAlex Berg",
			`*Jane Doe* · <!date^${(NOW - HOUR) / 1000}^{ago}|1 h ago>\n> Smoke comes out of tray 2.\n> What should we do?`,
		]);
		expect(card().text).toBe("#1042 Printer on the 3rd floor is on fire · Open");
	});

	it("reads as Japanese with the vendor's own words", () => {
		const lines = linesOf(card({}, { locale: "ja", provider: "zoho" }));
		expect(lines[1]).toBe("◐ *オープン*  ·  優先度: 高  ·  Hardware  ·  期限まで3時間");
		expect(lines[2]).toBe("*依頼者*\nJane Doe · Customer Inc.");
	});

	it("leaves out what there isn't", () => {
		const nothing = { priority: null, department: null, assignee: null, requester: null, organization: null };
		expect(linesOf(card({ ...nothing, dueAt: null, lastMessage: null, subject: " " })).slice(0, 4)).toEqual([
			"*<https://acme.zendesk.com/agent/tickets/1042|#1042  (no subject)>*",
			"◐ *Open*",
			"*Requester*\nUnknown",
			"*Assignee*\nUnassigned",
		]);
	});

	it("cuts the subject and never the number", () => {
		const [title] = linesOf(card({ number: "123456789012345678", subject: "x".repeat(10_000) }));
		expect(title).toMatch(/\|#123456789012345678 {2}x{79}…>\*$/);
		const [wide] = linesOf(card({ subject: "絵".repeat(100) }));
		expect(wide).toMatch(/\|#1042 {2}絵{39}…>\*$/);
	});

	it.each([
		["in time", { dueAt: NOW + 2 * DAY }, "Due in 2 d"],
		["within the minute", { dueAt: NOW + 1000 }, "Due now"],
		["late", { dueAt: NOW - 2 * DAY, overdue: true }, "*Overdue by 2 d*"],
		["late, though the desk doesn't say so yet", { dueAt: NOW - HOUR }, "*Overdue by 1 h*"],
		["late since nobody knows when", { dueAt: null, overdue: true }, "*Overdue*"],
	])("says when it is due: %s", (_, over, due) => {
		expect(linesOf(card(over))[1]?.split("  ·  ").at(-1)).toBe(due);
	});

	it("doesn't speak of a due time that no longer matters, nor of a normal priority", () => {
		const status = { category: "solved" as const, label: null };
		const priority = { level: "normal" as const, label: "Medium" };
		expect(linesOf(card({ status, priority, dueAt: NOW - DAY, overdue: true }))[1]).toBe(
			"✓ *Solved*  ·  Hardware",
		);
	});

	it("shows the desk's own labels", () => {
		const status = { category: "on_hold" as const, label: "Waiting on parts" };
		const priority = { level: null, label: "P1" };
		expect(linesOf(card({ status, priority, dueAt: null }))[1]).toBe(
			"◌ *Waiting on parts*  ·  Priority P1  ·  Hardware",
		);
	});

	it("marks an internal comment as one", () => {
		const lastMessage = message({ kind: "comment", author: "Alex Berg", attachments: 2 });
		expect(linesOf(card({ lastMessage })).at(-1)).toMatch(
			/^\*Alex Berg\* · internal comment · .+ · 2 attachments\n/,
		);
	});

	const offered = (actions: readonly TicketActionName[]) =>
		elementsOf(buildTicketCard({ ...viewContext(), deskId, ticket: ticket(), actions }));

	it("offers Reply and Comment first, then Status and Assign, then Share and Open, and the rest behind dots", () => {
		const elements = offered(allowedActions("agent", "open", true));
		expect(elements.map(({ label }) => label)).toEqual([
			"Reply to customer",
			"Internal comment",
			"Status",
			"Assign",
			"Share to channel",
			"Open in Zendesk",
			"",
		]);
		const more = elements.at(-1);
		expect(more?.options.map(({ label }) => label)).toEqual([
			"Refresh",
			"Change priority",
			"Change tags",
			"Move to a department",
		]);
		const target = { deskId, ticketId: "1042" };
		expect(more?.options.map(({ value }) => parseAction({ actionId: more.actionId, value }))).toEqual([
			{ kind: "refresh", ...target },
			{ kind: "priority", ...target },
			{ kind: "tags", ...target },
			{ kind: "move", ...target },
		]);
		expect(elements.slice(0, 4).map(({ actionId, value }) => parseAction({ actionId, value }))).toEqual([
			{ kind: "reply", ...target },
			{ kind: "comment", ...target },
			{ kind: "status", ...target },
			{ kind: "assign", ...target },
		]);
	});

	it.each([
		["who may only comment", allowedActions("commenter", "open", true), ["Internal comment"]],
		["for a closed ticket", allowedActions("admin", "closed", true), []],
	])("offers nothing to one %s but what they may", (_, actions, labels) => {
		expect(offered(actions).map(({ label }) => label)).toEqual([
			...labels,
			"Share to channel",
			"Open in Zendesk",
			"Refresh",
		]);
	});

	it("says where a blueprint stands and what comes next", () => {
		const transition = (name: string) => ({ id: name, name, toState: null, mine: false, owners: [] });
		const blueprint = {
			name: "Refund flow",
			state: "Under review",
			transitions: ["Approve refund", "Reject"].map(transition),
			restrictsStatus: true,
		};
		const line = (given: Blueprint) =>
			linesOf(buildTicketCard({ ...viewContext(), deskId, ticket: ticket(), blueprint: given })).at(-1);
		expect(line(blueprint)).toBe("Refund flow: Under review → Approve refund, Reject");
		expect(line({ ...blueprint, transitions: [] })).toBe("Refund flow: Under review");
		expect(line({ ...blueprint, transitions: [..."abcdefgh"].map(transition) })).toBe(
			"Refund flow: Under review → a, b, c, d, …",
		);
	});

	it("has no Open where the desk's address is none", () => {
		expect(elementsOf(card({ url: "javascript:alert(1)" })).map(({ label }) => label)).not.toContain(
			"Open in Zendesk",
		);
	});
});

describe("a shared card", () => {
	it("names who shared it and does nothing but open the ticket", () => {
		const shared = buildSharedCard({ ...viewContext(), ticket: ticket(), sharedBy: "Mina Kato" });
		expect(linesOf(shared)[0]).toBe("Mina Kato shared a ticket");
		expect(shared.text).toBe("Mina Kato shared a ticket: #1042 Printer on the 3rd floor is on fire · Open");
		expect(elementsOf(shared).map(({ label }) => label)).toEqual(["Open in Zendesk"]);
	});
});

type ListCommand = Extract<Command, { verb: "list" | "search" }>;

function list(typed: string, page: Partial<Page<TicketSummary>> = {}, from = 1, view = {}): SlackMessage {
	const full = { items: [ticket()], total: null, next: null, previous: null, ...page };
	return buildTicketList({
		...viewContext(view),
		deskId,
		command: parseCommand(typed) as ListCommand,
		page: full,
		from,
	});
}

describe("a list", () => {
	it("has one line per ticket: number, subject, status, age, assignee", () => {
		const late = ticket({ number: "1041", assignee: null, dueAt: NOW - DAY, overdue: true, url: "none" });
		expect(linesOf(list("mine", { items: [ticket(), late] }))[1]).toBe(
			[
				"◐ *<https://acme.zendesk.com/agent/tickets/1042|#1042>* Printer on the 3rd floor is on fire  —  Open · 2 d ago · Alex Berg",
				"◐ *#1041* Printer on the 3rd floor is on fire  —  Open · 2 d ago · Unassigned · *Overdue by 1 d*",
			].join("\n"),
		);
	});

	it.each([
		["mine", 1, "1 open ticket assigned to you", "自分が担当する未解決のチケット 1件"],
		["unassigned Billing", 2, "2 unassigned tickets in Billing", "Billingの未割り当てのチケット 2件"],
		["overdue", 3, "3 overdue tickets", "期限を過ぎたチケット 3件"],
		["list open Billing", 4, "4 open tickets in Billing", "Billingの未解決のチケット 4件"],
		["search jam", 5, "5 results for “jam”", "「jam」の検索結果 5件"],
	])("%j with %i tickets is headed by its count", (typed, total, english, japanese) => {
		const items = Array.from({ length: total }, () => ticket());
		expect(linesOf(list(typed, { items, total }))[0]).toBe(`*${english}*`);
		expect(linesOf(list(typed, { items, total: null }))[0]).toBe(`*${english}*`);
		expect(linesOf(list(typed, { items, total }, 1, { locale: "ja" }))[0]).toBe(`*${japanese}*`);
	});

	it("of several pages says which rows these are", () => {
		const items = Array.from({ length: 10 }, () => ticket());
		expect(linesOf(list("mine", { items, total: 43, next: "n" }))[0]).toBe(
			"*Open tickets assigned to you* · 1–10 of 43",
		);
		expect(linesOf(list("search jam", { items, previous: "p" }, 11))[0]).toBe("*Results for “jam”* · 11–20");
	});

	it("turns its pages with the same command", () => {
		const items = Array.from({ length: 10 }, () => ticket());
		const turns = elementsOf(list("unassigned Billing", { items, next: "n", previous: "p" }, 11)).slice(1);
		const command = parseCommand("unassigned Billing");
		expect(turns.map(({ label }) => label)).toEqual(["Previous", "Next"]);
		expect(turns.map(({ actionId, value }) => parseAction({ actionId, value }))).toEqual([
			{ kind: "run", deskId, command, cursor: "p", from: 1 },
			{ kind: "run", deskId, command, cursor: "n", from: 21 },
		]);
	});

	it("lets one ticket be chosen and shown", () => {
		const [select] = elementsOf(
			list("mine", { items: [ticket(), ticket({ id: "7", number: "107", subject: "" })] }),
		);
		expect(select?.options).toEqual([
			{ label: "#1042 Printer on the 3rd floor is on fire", value: '["d1","1042"]' },
			{ label: "#107 (no subject)", value: '["d1","7"]' },
		]);
		expect(parseAction({ actionId: select?.actionId ?? "", value: '["d1","7"]' })).toEqual({
			kind: "show",
			deskId,
			ticketId: "7",
		});
	});

	it("shows ten at most", () => {
		const items = Array.from({ length: 30 }, () => ticket());
		expect(linesOf(list("mine", { items })).join("\n").match(/#1042/g)).toHaveLength(10);
	});

	it.each([
		["mine", "No open tickets are assigned to you.", "/desk unassigned"],
		["unassigned Billing", "Every open ticket in Billing has an assignee.", "/desk list open"],
		["overdue", "No ticket is overdue.", "/desk mine"],
		["list open", "There are no open tickets.", "/desk search"],
		["search jam", "Nothing that you may see matches “jam”.", "/desk 1042"],
	])("%j without tickets says what to try", (typed, text, tip) => {
		const empty = list(typed, { items: [], total: 0 });
		expect(linesOf(empty)[0]).toBe(text);
		expect(linesOf(empty)[1]).toContain(tip);
		expect(elementsOf(empty)).toEqual([]);
	});

	it("that became shorter leads back", () => {
		const gone = list("mine", { items: [], previous: "p" }, 11);
		expect(linesOf(gone)[1]).toMatch(/^No more tickets/);
		expect(elementsOf(gone).map(({ label }) => label)).toEqual(["Previous"]);
	});
});

describe("a conversation", () => {
	const build = (over = {}, page = {}) =>
		buildConversation({
			...viewContext(),
			deskId,
			ticket: ticket(over),
			page: {
				items: [
					message({ createdAt: NOW - DAY }),
					message({ kind: "comment", author: "Alex Berg", text: "On it" }),
					message({ kind: "outgoing", author: "Alex Berg", text: "We are on it" }),
				],
				total: 3,
				next: null,
				previous: null,
				...page,
			},
		});

	it("tells apart what came in, what went out and what only agents see, newest last", () => {
		const [, first, second, third] = linesOf(build());
		expect(first).toMatch(
			/^\*Jane Doe\* · ← Received · <!date\^\d+\^\{date_short_pretty\} \{time\}\|1 d ago>\n> /,
		);
		expect(second).toMatch(/^\*Alex Berg\* · 🔒 Internal comment · .*\n> On it$/);
		expect(third).toMatch(/^\*Alex Berg\* · → Reply · .*\n> We are on it$/);
	});

	it("is paged by Older and Newer, of this very ticket", () => {
		const turns = elementsOf(build({}, { next: "older", previous: "newer" })).slice(0, 2);
		const command = parseCommand("history 1042");
		expect(turns.map(({ label }) => label)).toEqual(["Older", "Newer"]);
		expect(turns.map(({ actionId, value }) => parseAction({ actionId, value }))).toEqual([
			{ kind: "run", deskId, command, cursor: "older", from: 1 },
			{ kind: "run", deskId, command, cursor: "newer", from: 1 },
		]);
	});

	it("keeps the newest ten when a page holds more", () => {
		const items = Array.from({ length: 15 }, (_, i) => message({ text: `message ${i}` }));
		const lines = linesOf(build({}, { items })).slice(1);
		expect(lines).toHaveLength(10);
		expect(lines.at(-1)).toContain("message 14");
	});
});
