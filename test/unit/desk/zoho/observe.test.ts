import { beforeEach, describe, expect, it } from "vitest";
import { ZOHO_DEPARTMENTS } from "../../../../sandbox/seed/people.ts";
import type { DeskFeed, TicketObservation } from "../../../../src/desk/desk-feed.ts";
import { createAccount, START, type TestAccount } from "../../sandbox/zoho/account.ts";

const MINA = "520000000099001";
const ALEX = "520000000099002";
const MINUTE = 60_000;

let account: TestAccount;
let feed: DeskFeed;

beforeEach(async () => {
	account = createAccount();
	feed = await account.openFeed();
});

const idOf = (number: string) => account.simulator.ticket(number).id;

async function observe(number: string, since = START): Promise<TicketObservation> {
	const seen = await feed.observe(idOf(number), since);
	if (!seen) throw new Error("not seen");
	return seen;
}

describe("a ticket nobody touched", () => {
	it("is read in four calls, with nothing new and everything as it was", async () => {
		account.calls.length = 0;
		const seen = await observe("4702");
		expect(seen).toMatchObject({
			ticket: {
				number: "4702",
				status: { category: "open", label: "Open" },
				assignee: { id: MINA },
				department: { name: "Support" },
				organization: { name: "Globex KK" },
				lastMessage: { kind: "incoming", author: "Ivo Berg" },
			},
			tags: [],
			escalated: false,
			overdue: false,
			messages: [],
			changes: {},
			earlier: {
				status: { category: "open", label: "Open" },
				priority: { level: "high", label: "High" },
				assignee: MINA,
				department: { id: ZOHO_DEPARTMENTS.support, name: "Support" },
			},
		});
		const id = seen.ticket.id;
		expect(account.calls.toSorted()).toEqual([
			`GET /tickets/${id}/History?from=0&limit=50`,
			`GET /tickets/${id}/conversations?limit=50`,
			`GET /tickets/${id}/tags`,
			`GET /tickets/${id}?include=contacts,assignee,departments`,
		]);
	});
});

describe.each([
	["values as objects of before and after", true],
	["values as text", false],
])("history with %s", (_name, both) => {
	beforeEach(() => {
		account.simulator.setHistoryShowsBoth(both);
		account.clock.advance(MINUTE);
	});

	it("tells who changed what and when, and what it was before", async () => {
		account.simulator.actAsAgent({
			ticketId: "4702",
			agentId: ALEX,
			status: "Closed",
			assigneeId: ALEX,
			priority: "Low",
		});
		account.clock.advance(MINUTE);
		account.simulator.actAsAgent({ ticketId: "4702", agentId: MINA, departmentId: ZOHO_DEPARTMENTS.billing });
		const seen = await observe("4702");
		const alex = { at: START + MINUTE, actor: { agentId: ALEX, name: "Alex Berg" } };
		expect(seen.changes).toEqual({
			status: alex,
			priority: alex,
			assignee: alex,
			department: { at: START + 2 * MINUTE, actor: { agentId: MINA, name: "Mina Kato" } },
		});
		expect(seen.earlier).toEqual({
			status: { category: "open", label: "Open" },
			priority: { level: "high", label: "High" },
			assignee: MINA,
			department: { id: ZOHO_DEPARTMENTS.support, name: "Support" },
		});
		expect(seen.ticket).toMatchObject({
			status: { category: "closed" },
			assignee: { id: ALEX },
			department: { name: "Billing" },
		});
	});

	it("goes back to the value before the first change, not the last", async () => {
		for (const priority of ["Low", "Medium"]) {
			account.simulator.actAsAgent({ ticketId: "4702", agentId: ALEX, priority });
			account.clock.advance(MINUTE);
		}
		const seen = await observe("4702");
		expect(seen.earlier.priority).toEqual({ level: "high", label: "High" });
		expect(seen.changes.priority?.at).toBe(START + 2 * MINUTE);
	});

	it("knows that nobody was assigned", async () => {
		account.simulator.actAsAgent({ ticketId: "4702", agentId: ALEX, assigneeId: null });
		account.clock.advance(MINUTE);
		const since = account.clock.now();
		account.clock.advance(MINUTE);
		account.simulator.actAsAgent({ ticketId: "4702", agentId: ALEX, assigneeId: MINA });
		expect((await observe("4702", since)).earlier.assignee).toBeNull();
	});

	it("asks what type a label of the portal's own was", async () => {
		account.simulator.actAsAgent({ ticketId: "4702", agentId: ALEX, status: "Waiting on parts" });
		account.clock.advance(MINUTE);
		const since = account.clock.now();
		account.clock.advance(MINUTE);
		account.simulator.actAsAgent({ ticketId: "4702", agentId: ALEX, status: "Open" });
		const { earlier } = await observe("4702", since);
		expect(earlier.status).toEqual({ category: "on_hold", label: "Waiting on parts" });
	});

	it("names a customer as the one who reopened, without an agent's id", async () => {
		account.simulator.actAsAgent({ ticketId: "4702", agentId: MINA, status: "Closed" });
		account.clock.advance(MINUTE);
		const since = account.clock.now();
		account.clock.advance(MINUTE);
		account.simulator.actAsCustomer({ ticketId: "4702", text: "Still broken" });
		const seen = await observe("4702", since);
		expect(seen.changes.status?.actor).toEqual({ agentId: null, name: "Ivo Berg" });
		expect(seen.earlier.status?.category).toBe("closed");
	});
});

describe("messages", () => {
	beforeEach(() => account.clock.advance(MINUTE));

	it("are those after the time given, oldest first, with who wrote them", async () => {
		account.simulator.actAsCustomer({ ticketId: "4702", text: "Any news?" });
		account.clock.advance(MINUTE);
		account.simulator.actAsAgent({ ticketId: "4702", agentId: ALEX, text: "Internal", public: false });
		account.clock.advance(MINUTE);
		account.simulator.actAsAgent({ ticketId: "4702", agentId: MINA, text: "Tomorrow." });
		const { messages, ticket } = await observe("4702");
		expect(messages.map(({ kind, text, actor }) => [kind, text, actor])).toEqual([
			["incoming", "Any news?", { agentId: null, name: "Ivo Berg" }],
			["comment", "Internal", { agentId: ALEX, name: "Alex Berg" }],
			["outgoing", "Tomorrow.", { agentId: MINA, name: "Mina Kato" }],
		]);
		expect(ticket.lastMessage?.text).toBe("Tomorrow.");
		expect((await observe("4702", START + MINUTE)).messages).toHaveLength(2);
	});

	it("has the whole text of a single new one, however long", async () => {
		const text = `Über <b>&amp;</b> *_@channel ${"長い文章".repeat(2_500)}`;
		account.simulator.actAsCustomer({ ticketId: "4702", text });
		const { messages } = await observe("4702");
		expect(messages.map((message) => message.text)).toEqual([text]);
		expect(account.calls.filter((call) => call.includes("/threads/"))).toHaveLength(1);
	});

	it("are at most thirty, the newest", async () => {
		for (let count = 1; count <= 40; count++) {
			account.clock.advance(1_000);
			account.simulator.actAsCustomer({ ticketId: "4702", text: `Message ${count}` });
		}
		const { messages } = await observe("4702");
		expect([messages.length, messages[0]?.text, messages.at(-1)?.text]).toEqual([
			30,
			"Message 11",
			"Message 40",
		]);
	});

	it("leaves out a new ticket's own description", async () => {
		const { number } = account.simulator.createTicket({ subject: "New", text: "The description" });
		account.clock.advance(MINUTE);
		account.simulator.actAsCustomer({ ticketId: number, text: "And one more thing" });
		const seen = await observe(number);
		expect(seen.messages.map(({ text }) => text)).toEqual(["And one more thing"]);
		expect(seen.changes.created).toEqual({ at: START + MINUTE, actor: { agentId: null, name: "Ivo Berg" } });
		expect(seen.earlier).toEqual({});
	});

	it("leaves out drafts", async () => {
		const seen = await observe("4702", 0);
		expect(seen.messages.map(({ text }) => text).join()).not.toContain("Draft that nobody");
	});
});

describe("what else a look tells", () => {
	it("has the tags", async () => {
		const { accessToken } = await account.signIn();
		const tags = ["印刷機", "p&l"];
		await account.write(accessToken, "POST", `/tickets/${idOf("4702")}/associateTag`, { tags });
		expect((await observe("4702")).tags).toEqual(tags);
	});

	it("has that it was escalated, and makes nobody of the rule that did it", async () => {
		account.clock.advance(MINUTE);
		account.simulator.escalate("4702");
		const seen = await observe("4702");
		expect(seen.escalated).toBe(true);
		expect(seen.changes.escalated).toEqual({
			at: START + MINUTE,
			actor: null,
		});
	});

	it("has that it ran past its due date, and when", async () => {
		account.simulator.setDueAt("4702", START + MINUTE);
		account.clock.advance(5 * MINUTE);
		const seen = await observe("4702");
		expect(seen.overdue).toBe(true);
		expect(seen.changes.overdue?.at).toBe(START + MINUTE);
	});

	it("counts what it cost in the vendor's credits", async () => {
		expect(feed.spent()).toBe(0);
		await observe("4702");
		expect(feed.spent()).toBe(6);
	});
});

describe("tickets that are none", () => {
	it.each(["520000000999999999", "1"])("answers null for %s", async (id) => {
		expect(await feed.observe(id, START)).toBeNull();
	});

	it("answers null for one in the trash", async () => {
		const id = idOf("4702");
		account.simulator.trash("4702", MINA);
		expect(await feed.observe(id, START)).toBeNull();
	});

	it("answers null for one outside the person's departments", async () => {
		const alex = await account.openFeed("kenji@acme.example");
		expect(await alex.observe(idOf("4702"), START)).toBeNull();
	});
});
