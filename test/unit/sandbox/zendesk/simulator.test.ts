import { parse } from "node-html-parser";
import { beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../../../../sandbox/vendor.ts";
import {
	createZendesk,
	type ZendeskChange,
	type ZendeskSimulator,
} from "../../../../sandbox/vendors/zendesk/simulator.ts";
import { createFixedClock } from "./browser.ts";

const MINA = 381204417;
const ALEX = 381204418;
const KENJI = 381204420;

let clock: Clock;
let zendesk: ZendeskSimulator;

beforeEach(() => {
	clock = createFixedClock();
	zendesk = createZendesk({ clock });
});

describe("the seed", () => {
	test("is the same every time, and nothing in it lies in the future", () => {
		expect(createZendesk({ clock }).tickets()).toEqual(zendesk.tickets());
		for (const { createdAt, updatedAt } of zendesk.tickets()) {
			expect(createdAt).toBeLessThanOrEqual(updatedAt);
			expect(updatedAt).toBeLessThanOrEqual(clock.now());
		}
	});

	test("has enough of everything", () => {
		const tickets = zendesk.tickets();
		expect(tickets.length).toBeGreaterThanOrEqual(180);
		expect(new Set(tickets.map(({ status }) => status)).size).toBe(6);
		expect(new Set(tickets.map(({ group }) => group?.name)).size).toBe(5);
		expect(tickets.filter(({ assignee }) => assignee === null).length).toBeGreaterThan(5);
		expect(tickets.filter(({ priority }) => priority === null).length).toBeGreaterThan(5);
		expect(tickets.filter(({ subject }) => /[ぁ-ん]/.test(subject)).length).toBeGreaterThan(20);
		const long = tickets.filter(({ id }) => (zendesk.ticket(id)?.comments.length ?? 0) > 25);
		expect(long.length).toBeGreaterThanOrEqual(3);
	});

	test("numbers tickets in the order they came", () => {
		const byAge = zendesk.tickets().toSorted((a, b) => a.createdAt - b.createdAt);
		expect(byAge.map(({ id }) => id)).toEqual(byAge.map(({ id }) => id).toSorted((a, b) => a - b));
	});

	test("leaves no gap unfilled in what people wrote", () => {
		for (const { id } of zendesk.tickets()) {
			const ticket = zendesk.ticket(id);
			expect(`${ticket?.subject} ${ticket?.comments.map(({ text }) => text).join(" ")}`).not.toMatch(
				/\{(?:product|number|site|customer|first|agent)\}/,
			);
		}
	});

	test("gives the other account tickets of its own", () => {
		expect(zendesk.ownsHost("globex.zendesk.com")).toBe(true);
		expect(zendesk.ownsHost("acme.zendesk.com.evil.example")).toBe(false);
		expect(zendesk.ticket(1042, "globex")?.subject).not.toBe(zendesk.ticket(1042)?.subject);
	});
});

describe("acting on tickets", () => {
	test("a customer's reply reopens what waited for them", () => {
		zendesk.actAsAgent({ ticketId: 1042, agentId: ALEX, status: "pending" });
		clock.advance(1_000);
		const ticket = zendesk.actAsCustomer({ ticketId: 1042, text: "Still wrong." });
		expect(ticket).toMatchObject({ status: "open", updatedAt: clock.now() });
		expect(zendesk.ticket(1042)?.comments.at(-1)).toMatchObject({
			author: { name: "Aya Mori" },
			public: true,
			text: "Still wrong.",
		});
	});

	test("an agent changes what they say and nothing else", () => {
		const before = zendesk.ticket(1042);
		const action = {
			ticketId: 1042,
			agentId: MINA,
			text: "Note",
			public: false,
			priority: "urgent",
		} as const;
		expect(zendesk.actAsAgent(action)).toMatchObject({
			priority: "urgent",
			status: before?.status,
			assignee: before?.assignee,
			group: before?.group,
		});
		expect(zendesk.ticket(1042)?.comments.at(-1)).toMatchObject({ public: false, text: "Note" });
	});

	test("a light agent never answers a customer", () => {
		zendesk.actAsAgent({ ticketId: 1050, agentId: KENJI, text: "確認します", public: true });
		expect(zendesk.ticket(1050)?.comments.at(-1)?.public).toBe(false);
	});

	test("closed is for ever", () => {
		zendesk.actAsAgent({ ticketId: 1042, agentId: ALEX, status: "closed" });
		expect(() => zendesk.actAsCustomer({ ticketId: 1042, text: "Hello?" })).toThrow(
			"closed prevents ticket update",
		);
	});

	test("a new ticket of somebody unknown makes them a customer", () => {
		const requester = { email: "Nora@New.example", name: "Nora" };
		const ticket = zendesk.createTicket({ subject: "Hello", text: "First", requester });
		expect(ticket).toMatchObject({ id: 1053, status: "new", requester: { name: "Nora" }, assignee: null });
		expect(zendesk.people().at(-1)).toMatchObject({ email: "nora@new.example", role: "end-user" });
	});

	test("is told to whoever listens, until they stop", () => {
		const heard: ZendeskChange[] = [];
		const stop = zendesk.subscribe((change) => heard.push(change));
		zendesk.actAsCustomer({ ticketId: 1042, text: "x" });
		zendesk.actAsAgent({ ticketId: 1042, agentId: ALEX, status: "solved" });
		stop();
		zendesk.actAsCustomer({ ticketId: 1042, text: "y" });
		expect(heard).toEqual([
			{ subdomain: "acme", ticketId: 1042, kind: "replied" },
			{ subdomain: "acme", ticketId: 1042, kind: "changed" },
		]);
	});

	test("is forgotten by a reset", () => {
		const before = zendesk.ticket(1042);
		zendesk.actAsCustomer({ ticketId: 1042, text: "x" });
		zendesk.createTicket({ subject: "s", text: "t", requester: { email: "a@b.example" } });
		zendesk.reset();
		expect(zendesk.ticket(1042)).toEqual(before);
		expect(zendesk.ticket(1053)).toBeNull();
	});
});

describe("a ticket's page in the console", () => {
	const visit = (path: string, language = "en") =>
		zendesk.fetch(
			new Request(`https://acme.zendesk.com${path}`, { headers: { "accept-language": language } }),
		);

	test("shows the ticket and its conversation, with hostile text as text", async () => {
		const page = parse(await (await visit("/agent/tickets/1047")).text());
		expect(page.querySelector("h1")?.textContent).toContain("<!channel> *URGENT*");
		expect(page.querySelectorAll("article")).toHaveLength(1);
		expect(page.querySelectorAll("script, img, main a")).toHaveLength(0);
	});

	test("marks internal notes, in the reader's language", async () => {
		const page = parse(await (await visit("/agent/tickets/1042", "ja")).text());
		expect(page.querySelectorAll(".internal small").map((note) => note.text)).toEqual([
			expect.stringContaining("社内メモ"),
			expect.stringContaining("社内メモ"),
		]);
	});

	test("says so when there's no such ticket", async () => {
		expect((await visit("/agent/tickets/1")).status).toBe(404);
	});
});
