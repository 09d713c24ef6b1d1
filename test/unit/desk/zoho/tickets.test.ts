import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { ZOHO_ACCOUNT } from "../../../../sandbox/seed/accounts.ts";
import { ZOHO_DEPARTMENTS } from "../../../../sandbox/seed/people.ts";
import type { Page, PageRequest } from "../../../../src/core/ticket.ts";
import type { HelpDesk } from "../../../../src/desk/help-desk.ts";
import { toSearchWords } from "../../../../src/desk/zoho/lists.ts";
import { zoho } from "../../../../src/desk/zoho/provider.ts";
import {
	createAccount,
	createTokens,
	DESK,
	failureOf,
	type TestAccount,
} from "../../sandbox/zoho/account.ts";

const MINA = "520000000099001";
const ALEX = "520000000099002";
const FIRST: PageRequest = { cursor: null, size: 10 };

let account: TestAccount;
let desk: HelpDesk;

beforeEach(async () => {
	account = createAccount();
	desk = await account.open();
});

/** Every page from the first to the last. */
async function readAll<T>(read: (page: PageRequest) => Promise<Page<T>>, size: number): Promise<Page<T>[]> {
	const pages = [await read({ cursor: null, size })];
	for (let next = pages[0]?.next ?? null; next !== null; next = pages.at(-1)?.next ?? null) {
		pages.push(await read({ cursor: next, size }));
	}
	return pages;
}

const seeded = () => account.simulator.tickets().filter(({ orgId }) => orgId === ZOHO_ACCOUNT.orgId);

describe("findTicket", () => {
	it("finds a ticket by its number in two calls, with its last message", async () => {
		const ticket = await desk.findTicket({ by: "number", number: "4702" });
		expect(ticket).toMatchObject({
			number: "4702",
			subject: "Label printer prints blank labels since the update",
			status: { category: "open", label: "Open" },
			priority: { level: "high", label: "High" },
			department: { id: ZOHO_DEPARTMENTS.support, name: "Support" },
			assignee: { id: MINA, name: "Mina Kato", email: "mina@acme.example" },
			requester: { name: "Ivo Berg", email: "ivo.berg@globex.example" },
			organization: { name: "Globex KK" },
			lastMessage: { kind: "incoming", author: "Ivo Berg" },
		});
		expect(ticket?.lastMessage?.text).toMatch(/^Darkness 60 works on station 3/);
		expect(ticket?.url).toBe(
			`https://desk.zoho.eu/support/acmesupport/ShowHomePage.do#Cases/dv/${ticket?.id}`,
		);
		expect(account.calls).toEqual([
			"GET /tickets/search?ticketNumber=4702&limit=1",
			`GET /tickets/${ticket?.id}/conversations?limit=5`,
		]);
	});

	it("finds the same ticket by its id in two calls", async () => {
		const byNumber = await desk.findTicket({ by: "number", number: "4702" });
		account.calls.length = 0;
		const byId = await desk.findTicket({ by: "id", id: byNumber?.id ?? "" });
		expect(byId).toEqual(byNumber);
		expect(account.calls).toHaveLength(2);
	});

	it.each([
		{ by: "number", number: "999999" },
		{ by: "number", number: "470" },
		{ by: "id", id: "520000000999999999" },
	] as const)("answers null for %j", async (ref) => {
		expect(await desk.findTicket(ref)).toBeNull();
	});

	it("finds a ticket that search doesn't know yet, in two calls", async () => {
		const { number, id } = account.simulator.createTicket({ subject: "Brand new", text: "Just now." });
		expect(await desk.findTicket({ by: "number", number })).toMatchObject({
			id,
			subject: "Brand new",
			requester: { name: "Ivo Berg" },
			department: { name: "Support" },
			lastMessage: null,
		});
		expect(account.calls).toHaveLength(2);
		account.clock.advance(5_000);
		expect(await desk.findTicket({ by: "number", number })).toMatchObject({
			lastMessage: { text: "Just now." },
		});
	});

	it("answers null for a ticket the agent may not see, by number and by id", async () => {
		const ticket = account.simulator.ticket("4702");
		const priya = await account.open("priya@acme.example");
		expect(await priya.findTicket({ by: "number", number: "4702" })).toBeNull();
		expect(await priya.findTicket({ by: "id", id: ticket.id })).toBeNull();
	});

	it("answers null for a ticket of another organisation", async () => {
		const other = account.simulator.tickets().find(({ orgId }) => orgId === ZOHO_ACCOUNT.otherOrgId);
		expect(await desk.findTicket({ by: "id", id: other?.id ?? "" })).toBeNull();
	});

	it("shows an agent's comment as the last message, mentions as names or not at all", async () => {
		const text = "zsu[@user:70012345]zsu and zsu[@user:1]zsu please look";
		account.simulator.actAsAgent({ ticketId: "4702", agentId: ALEX, text, public: false });
		const ticket = await desk.findTicket({ by: "number", number: "4702" });
		expect(ticket?.lastMessage).toMatchObject({
			kind: "comment",
			author: "Alex Berg",
			text: "@Mina Kato and please look",
		});
	});

	it("keeps the card when only the conversation fails, and not when nothing more can be asked", async () => {
		const failing = (status: number, body: string) =>
			zoho.open(DESK, tokens, {
				...account.call,
				fetch: (input, init) =>
					String(input).includes("/conversations")
						? Promise.resolve(new Response(body, { status }))
						: account.call.fetch(input, init),
			});
		const tokens = createTokens(await account.signIn(), account.call);
		const id = account.simulator.ticket("4702").id;
		for (const ref of [{ by: "number", number: "4702" } as const, { by: "id", id } as const]) {
			expect(await failing(500, "<html>").findTicket(ref)).toMatchObject({
				number: "4702",
				lastMessage: null,
			});
			expect(await failing(200, "<html>").findTicket(ref)).toMatchObject({ lastMessage: null });
			expect(await failureOf(failing(429, "").findTicket(ref))).toMatchObject({ kind: "rate_limited" });
			expect(await failureOf(failing(401, "").findTicket(ref))).toMatchObject({ kind: "auth" });
		}
	});

	it("takes hostile texts as they are", async () => {
		const subjects = seeded().map(({ subject }) => subject);
		const number = (start: string) =>
			seeded()[subjects.findIndex((subject) => subject.startsWith(start))]?.number ?? "";
		const channel = await desk.findTicket({ by: "number", number: number("<!channel>") });
		expect(channel?.subject).toBe("<!channel> urgent: *please* _read_ this ~now~");
		const script = await desk.conversation(
			(await desk.findTicket({ by: "number", number: number("<script>") }))?.id ?? "",
			FIRST,
		);
		expect(script.items[0]?.text).toBe("Before and after the script.");
	});
});

describe("search", () => {
	it("pages through everything once, newest change first, with the total", async () => {
		const pages = await readAll((page) => desk.search("invoice", page), 10);
		const found = pages.flatMap(({ items }) => items);
		expect(pages.length).toBeGreaterThan(2);
		expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
		expect(pages.map(({ total }) => total)).toEqual(pages.map(() => found.length));
		const times = found.map(({ updatedAt }) => updatedAt ?? 0);
		expect(times).toEqual(times.toSorted((a, b) => b - a));
		expect(pages[0]?.previous).toBeNull();
		const back = await desk.search("invoice", { cursor: pages[1]?.previous ?? "", size: 10 });
		expect(back.items).toEqual(pages[0]?.items);
	});

	it("answers an empty page when nothing matches", async () => {
		const none = { items: [], total: 0, next: null, previous: null };
		expect(await desk.search("xyzzyplugh", FIRST)).toEqual(none);
	});

	it("asks nothing when no words are left", async () => {
		expect((await desk.search(" *,$ {}? ", FIRST)).items).toEqual([]);
		expect(account.calls).toEqual([]);
	});

	it("never pages behind what the vendor answers", async () => {
		const page = await desk.search("a", { cursor: "4999", size: 10 });
		expect(page).toMatchObject({ items: [], next: null });
		expect((await desk.search("a", { cursor: "nonsense", size: 10 })).items).toHaveLength(10);
	});

	it.each([
		["wrong VAT", "wrong VAT"],
		["a, b OR (c)", "a b OR c"],
		["$ {open}", "open"],
		["print*", "print"],
		["e-mail twice", "e-mail twice"],
		["-printer +label --x", "printer label x"],
		["請求書 宛名", "請求書 宛名"],
		["  many   spaces ", "many spaces"],
	])("sends %j as %j", (words, sent) => {
		expect(toSearchWords(words)).toBe(sent);
	});

	it("never sends more than the vendor takes, nor anything it would read as syntax", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (words) => {
				const sent = toSearchWords(words);
				expect(sent.length).toBeLessThanOrEqual(100);
				expect(sent).not.toMatch(/[*?,${}]|(^|\s)-/);
				expect(sent).toBe(sent.trim());
			}),
		);
	});

	it("cuts at 100 characters without breaking one", () => {
		expect(toSearchWords("x".repeat(500))).toHaveLength(100);
		expect(toSearchWords(`${"x".repeat(99)}😀`)).toBe("x".repeat(99));
	});
});

describe("lists", () => {
	it("shows my open tickets with their number", async () => {
		const mine = seeded().filter(
			({ assigneeId, status }) => assigneeId === MINA && ["Open", "Escalated"].includes(status),
		);
		const page = await desk.list({ kind: "mine", departmentId: null }, MINA, FIRST);
		expect(page.total).toBe(mine.length);
		expect(page.items.every(({ assignee }) => assignee?.id === MINA)).toBe(true);
	});

	it("shows open tickets of a department, whatever their label is called", async () => {
		const query = { kind: "open", departmentId: ZOHO_DEPARTMENTS.billing } as const;
		const pages = await readAll((page) => desk.list(query, MINA, page), 20);
		const found = pages.flatMap(({ items }) => items);
		const open = seeded().filter(
			({ departmentId, status }) =>
				departmentId === ZOHO_DEPARTMENTS.billing && ["Open", "Escalated"].includes(status),
		);
		expect(found.map(({ number }) => number).sort()).toEqual(open.map(({ number }) => number).sort());
		expect(new Set(found.map(({ status }) => status.label))).toEqual(new Set(["Open", "Escalated"]));
	});

	it("shows every unassigned ticket that isn't closed, once, and pages back to what was shown", async () => {
		const query = { kind: "unassigned", departmentId: null } as const;
		const read = (page: PageRequest) => desk.list(query, MINA, page);
		const pages = await readAll(read, 7);
		const expected = seeded().filter(({ assigneeId, status }) => assigneeId === null && status !== "Closed");
		const found = pages.flatMap(({ items }) => items.map(({ number }) => number));
		expect(found.toSorted()).toEqual(expected.map(({ number }) => number).toSorted());
		expect(pages.length).toBeGreaterThan(2);
		for (const [index, page] of pages.entries()) {
			if (page.previous === null) expect(index).toBe(0);
			else expect((await read({ cursor: page.previous, size: 7 })).items).toEqual(pages[index - 1]?.items);
		}
	});

	it("shows unassigned tickets of one department with requester and department", async () => {
		const query = { kind: "unassigned", departmentId: ZOHO_DEPARTMENTS.japan } as const;
		const page = await desk.list(query, MINA, FIRST);
		expect(page.items.length).toBeGreaterThan(0);
		expect(new Set(page.items.map(({ department }) => department?.name))).toEqual(new Set(["日本サポート"]));
		expect(page.items.map(({ requester }) => requester?.name)).toContainEqual(
			expect.stringMatching(/^\p{Script=Han}+ \p{Script=Han}+$/u),
		);
	});

	it("shows overdue tickets only", async () => {
		const pages = await readAll((page) => desk.list({ kind: "overdue", departmentId: null }, MINA, page), 10);
		const items = pages.flatMap((page) => page.items);
		expect(items.length).toBeGreaterThan(5);
		for (const { overdue, dueAt, status } of items) {
			expect([overdue, (dueAt ?? 0) < account.clock.now(), status.category === "closed"]).toEqual([
				true,
				true,
				false,
			]);
		}
	});

	it("shows an agent their own departments only", async () => {
		const priya = await account.open("priya@acme.example");
		const page = await priya.list({ kind: "open", departmentId: null }, "520000000099003", FIRST);
		expect(new Set(page.items.map(({ department }) => department?.id))).toEqual(
			new Set([ZOHO_DEPARTMENTS.billing]),
		);
	});

	it("takes a broken cursor for the first page", async () => {
		const query = { kind: "unassigned", departmentId: null } as const;
		const first = await desk.list(query, MINA, FIRST);
		expect(await desk.list(query, MINA, { cursor: "1..x", size: 10 })).toEqual(first);
	});
});
