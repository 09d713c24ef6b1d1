import { beforeEach, describe, expect, test } from "vitest";
import {
	ALEX,
	createWorld,
	FIRST_PAGE,
	failing,
	KENJI,
	MINA,
	openDesk,
	PRIYA,
	SAM,
	type World,
} from "./session.ts";

let world: World;

beforeEach(() => {
	world = createWorld();
});

const COMMENTS = /\/comments$/;
const TICKET = /\/tickets\/\d+$/;
const numbers = (page: { items: { number: string }[] }) => page.items.map(({ number }) => number);

describe("a ticket", () => {
	test("comes with its people, organization and last message, by two calls", async () => {
		const { desk } = await openDesk(world, ALEX);
		const ticket = await desk.findTicket({ by: "number", number: "1042" });
		expect(ticket).toMatchObject({
			number: "1042",
			subject: "Invoice 2026-1187 shows the wrong tax",
			url: "https://acme.zendesk.com/agent/tickets/1042",
			status: { category: "open" },
			priority: { level: "high" },
			department: { name: "Support" },
			assignee: { id: String(ALEX), name: "Alex Berg" },
			requester: { name: "Aya Mori", email: "aya.mori@globex.example" },
			organization: { name: "Globex KK" },
			lastMessage: { kind: "incoming", author: "Aya Mori" },
		});
		expect(ticket?.lastMessage?.text).toContain("line 3");
		expect(world.requests).toHaveLength(2);
	});

	test("is asked for together with its comment, neither waiting for the other", async () => {
		const { desk } = await openDesk(world, ALEX);
		const bothAsked = Promise.withResolvers<Response>();
		world.answerNext(TICKET, () => bothAsked.promise);
		world.answerNext(COMMENTS, () => {
			bothAsked.resolve(Response.json({ error: "RecordNotFound" }, { status: 404 }));
			return Response.json({ comments: [] });
		});
		expect(await desk.findTicket({ by: "number", number: "1042" })).toBeNull();
	});

	test("says who it is and what it takes on every call", async () => {
		const { desk, grant } = await openDesk(world, ALEX);
		await desk.findTicket({ by: "id", id: "1042" });
		for (const { headers } of world.requests) {
			expect(headers.get("authorization")).toBe(`Bearer ${grant.accessToken}`);
			expect(headers.get("accept")).toBe("application/json");
		}
	});

	test("that doesn't exist is null", async () => {
		const { desk } = await openDesk(world, ALEX);
		expect(await desk.findTicket({ by: "number", number: "999999" })).toBeNull();
	});

	test("that the agent may not see is null", async () => {
		const hardwareOnly = (await openDesk(world, PRIYA)).desk;
		expect(await hardwareOnly.findTicket({ by: "number", number: "1042" })).toBeNull();
		expect(await hardwareOnly.findTicket({ by: "number", number: "1036" })).toMatchObject({ number: "1036" });
	});

	test("without subject, assignee, department and organization is still one", async () => {
		const { desk } = await openDesk(world, MINA);
		expect(await desk.findTicket({ by: "number", number: "1038" })).toMatchObject({
			subject: "Order 88120 could not be delivered.",
			priority: null,
			assignee: null,
			department: null,
			organization: null,
		});
	});

	test("keeps hostile text as it is", async () => {
		const { desk } = await openDesk(world, MINA);
		const ticket = await desk.findTicket({ by: "number", number: "1047" });
		expect(ticket?.subject).toMatch(/^<!channel> \*URGENT\*/);
		expect(ticket?.requester?.name).toBe("*Eve* <!channel> & _Co_ `@here`");
	});

	test("carries a last message of ten thousand characters", async () => {
		const { desk } = await openDesk(world, MINA);
		const ticket = await desk.findTicket({ by: "number", number: "1035" });
		expect(ticket?.lastMessage?.text).toHaveLength(10_000);
	});

	test.each([
		[500, { error: "InternalError" }],
		[403, { error: { title: "Forbidden", message: "no" } }],
		[200, { comments: "nonsense" }],
	])("is shown without its last message when that call answers %s", async (status, body) => {
		const { desk } = await openDesk(world, ALEX);
		world.answerNext(COMMENTS, () => Response.json(body, { status }));
		expect(await desk.findTicket({ by: "number", number: "1042" })).toMatchObject({
			number: "1042",
			lastMessage: null,
		});
	});

	test("is not shown without its last message when Zendesk asks to slow down", async () => {
		const { desk } = await openDesk(world, ALEX);
		const slowDown = { status: 429, headers: { "retry-after": "9" } };
		world.answerNext(COMMENTS, () => Response.json({ error: "APIRateLimitExceeded" }, slowDown));
		await expect(desk.findTicket({ by: "number", number: "1042" })).rejects.toMatchObject({
			...failing("rate_limited"),
			retryAfterSeconds: 9,
		});
	});

	test("of an account that no longer exists is an error, not a missing ticket", async () => {
		const { desk } = await openDesk(world, ALEX);
		world.answerNext(TICKET, () => new Response("<h1>No help desk here</h1>", { status: 404 }));
		await expect(desk.findTicket({ by: "number", number: "1042" })).rejects.toMatchObject(
			failing("malformed"),
		);
	});
});

describe("search", () => {
	test("finds words in subjects and comments, newest change first, with a total", async () => {
		const { desk } = await openDesk(world, ALEX);
		const page = await desk.search("invoice tax", FIRST_PAGE);
		expect(numbers(page)).toContain("1042");
		expect(page.total).toBeGreaterThanOrEqual(page.items.length);
		const changed = page.items.map(({ updatedAt }) => updatedAt ?? 0);
		expect(changed).toEqual(changed.toSorted((a, b) => b - a));
		expect(world.requests).toHaveLength(1);
	});

	test("finds Japanese words", async () => {
		const { desk } = await openDesk(world, MINA);
		expect(numbers(await desk.search("ハンディ端末", FIRST_PAGE))).toEqual(["1050"]);
	});

	test("knows the people and departments of what it finds", async () => {
		const { desk } = await openDesk(world, ALEX);
		const [found] = (await desk.search("PO-5521", FIRST_PAGE)).items;
		expect(found).toMatchObject({ assignee: { name: "Alex Berg" }, department: { name: "Support" } });
	});

	test("takes operators for words", async () => {
		const { desk } = await openDesk(world, ALEX);
		const everything = await desk.list({ kind: "open", departmentId: null }, String(ALEX), FIRST_PAGE);
		expect(everything.total).toBeGreaterThan(0);
		for (const words of ["status:open", "type:user", "-zzz", "assignee:none"]) {
			expect(await desk.search(words, FIRST_PAGE)).toMatchObject({ items: [], total: 0 });
		}
	});

	test("for nothing but signs asks nobody", async () => {
		const { desk } = await openDesk(world, ALEX);
		expect(await desk.search('"*-"', FIRST_PAGE)).toEqual({
			items: [],
			total: 0,
			next: null,
			previous: null,
		});
		expect(world.requests).toHaveLength(0);
	});

	test("of two agents finds what each may see", async () => {
		const forMina = await (await openDesk(world, MINA)).desk.search("invoice", FIRST_PAGE);
		const forPriya = await (await openDesk(world, PRIYA)).desk.search("invoice", FIRST_PAGE);
		expect(forMina.total).toBeGreaterThan(forPriya.total ?? 0);
		expect(numbers(forPriya)).not.toContain("1042");
	});
});

describe("lists", () => {
	test("mine holds the agent's own unsolved tickets", async () => {
		const { desk } = await openDesk(world, ALEX);
		const mine = await desk.list({ kind: "mine", departmentId: null }, String(ALEX), {
			cursor: null,
			size: 50,
		});
		expect(mine.items.length).toBeGreaterThan(3);
		expect(new Set(mine.items.map(({ assignee }) => assignee?.id))).toEqual(new Set([String(ALEX)]));
		expect(mine.items.map(({ status }) => status.category)).not.toContain("solved");
	});

	test("unassigned in a department", async () => {
		const { desk } = await openDesk(world, MINA);
		const [support] = await desk.departments();
		const query = { kind: "unassigned", departmentId: support?.id ?? "" } as const;
		const page = await desk.list(query, String(MINA), { cursor: null, size: 50 });
		expect(page.items.length).toBeGreaterThan(0);
		for (const ticket of page.items) {
			expect(ticket).toMatchObject({ assignee: null, department: { name: "Support" } });
		}
	});

	test("overdue holds the tasks past their due date", async () => {
		const { desk } = await openDesk(world, MINA);
		const overdue = await desk.list({ kind: "overdue", departmentId: null }, String(MINA), FIRST_PAGE);
		expect(numbers(overdue)).toEqual(expect.arrayContaining(["1040", "1036"]));
		expect(numbers(overdue)).not.toContain("1033");
		expect(overdue.items.every((ticket) => ticket.overdue)).toBe(true);
	});

	test("are paged through once, forwards and back", async () => {
		const { desk } = await openDesk(world, MINA);
		const open = { kind: "open", departmentId: null } as const;
		const seen: string[] = [];
		let cursor: string | null = null;
		let last = await desk.list(open, String(MINA), { cursor, size: 10 });
		const first = numbers(last);
		for (;;) {
			seen.push(...numbers(last));
			cursor = last.next;
			if (cursor === null) break;
			last = await desk.list(open, String(MINA), { cursor, size: 10 });
		}
		expect(new Set(seen).size).toBe(last.total);
		expect(seen).toHaveLength(last.total ?? 0);
		expect(last.previous).not.toBeNull();
		let page = last;
		while (page.previous !== null)
			page = await desk.list(open, String(MINA), { cursor: page.previous, size: 10 });
		expect(numbers(page)).toEqual(first);
	});

	test("end where Zendesk's search ends, whatever the count says", async () => {
		const { desk } = await openDesk(world, MINA);
		world.answerNext(/\/search$/, () => Response.json({ results: [], count: 5_000 }));
		const open = { kind: "open", departmentId: null } as const;
		expect(await desk.list(open, String(MINA), { cursor: "100", size: 10 })).toMatchObject({
			total: 5_000,
			next: null,
			previous: "99",
		});
		await desk.list(open, String(MINA), { cursor: "4000", size: 10 });
		expect(new URL(world.requests.at(-1)?.url ?? "").searchParams.get("page")).toBe("100");
	});
});

describe("a conversation", () => {
	const PAGE_OF_TEN = { cursor: null, size: 10 };

	test("begins with its newest messages, newest last", async () => {
		const { desk } = await openDesk(world, MINA);
		const page = await desk.conversation("1042", { cursor: null, size: 3 });
		expect(page.items.map(({ kind }) => kind)).toEqual(["incoming", "outgoing", "incoming"]);
		expect(page.items.at(-1)?.text).toContain("line 3");
		expect(page.previous).toBeNull();
	});

	test("shows internal comments as such", async () => {
		const { desk } = await openDesk(world, MINA);
		const page = await desk.conversation("1042", PAGE_OF_TEN);
		expect(page.items.map(({ kind }) => kind)).toEqual([
			"incoming",
			"outgoing",
			"comment",
			"comment",
			"incoming",
			"outgoing",
			"incoming",
		]);
		expect(page.items[0]?.attachments).toBe(1);
		expect(page.next).toBeNull();
	});

	test("is paged to its beginning and back without a gap or a repetition", async () => {
		const { desk } = await openDesk(world, MINA);
		const all = world.zendesk.ticket(987)?.comments.map(({ id }) => String(id)) ?? [];
		expect(all.length).toBeGreaterThan(25);
		const pages = [await desk.conversation("987", PAGE_OF_TEN)];
		for (let next = pages[0]?.next ?? null; next !== null; next = pages.at(-1)?.next ?? null) {
			pages.push(await desk.conversation("987", { cursor: next, size: 10 }));
		}
		expect(pages.toReversed().flatMap(({ items }) => items.map(({ id }) => id))).toEqual(all);

		let page = pages.at(-1);
		for (let index = pages.length - 2; index >= 0; index--) {
			page = await desk.conversation("987", { cursor: page?.previous ?? null, size: 10 });
			expect(page.items).toEqual(pages[index]?.items);
			expect(page.next).not.toBeNull();
		}
		expect(page?.previous).toBeNull();
	});

	test("of a ticket that the agent may not see is refused", async () => {
		const { desk } = await openDesk(world, PRIYA);
		await expect(desk.conversation("1042", PAGE_OF_TEN)).rejects.toMatchObject(failing("forbidden"));
		await expect(desk.conversation("999999", PAGE_OF_TEN)).rejects.toMatchObject(failing("not_found"));
	});

	test("of something that is no id asks nobody", async () => {
		const { desk } = await openDesk(world, MINA);
		await expect(desk.conversation("../users/me", PAGE_OF_TEN)).rejects.toThrow(TypeError);
		await expect(desk.findTicket({ by: "id", id: "1042?x" })).rejects.toThrow(TypeError);
		expect(world.requests).toHaveLength(0);
	});
});

describe("the account", () => {
	test("names the person a token belongs to", async () => {
		expect(await (await openDesk(world, MINA)).desk.identify()).toEqual({
			agentId: String(MINA),
			name: "Mina Kato",
			email: "mina@acme.example",
			isAdmin: true,
			isAgent: true,
			commentsOnly: false,
			locale: "ja",
		});
		expect(await (await openDesk(world, KENJI)).desk.identify()).toMatchObject({
			isAdmin: false,
			isAgent: true,
			commentsOnly: true,
		});
		expect(await (await openDesk(world, SAM)).desk.identify()).toMatchObject({
			isAdmin: false,
			isAgent: false,
		});
	});

	test("that answers for nobody is a refused token", async () => {
		const { desk } = await openDesk(world, MINA);
		const anonymous = { user: { id: null, name: "Anonymous user", role: "end-user" } };
		world.answerNext(/\/users\/me$/, () => Response.json(anonymous));
		await expect(desk.identify()).rejects.toMatchObject(failing("auth"));
	});

	test("is called what its default brand is called", async () => {
		const { desk } = await openDesk(world, MINA);
		expect(await desk.portals()).toEqual([
			{ id: "acme", name: "Acme Support", url: "https://acme.zendesk.com/agent", edition: null },
		]);
	});

	test("is called by its subdomain where the brands can't be read", async () => {
		const { desk } = await openDesk(world, MINA);
		const forbidden = { error: { title: "Forbidden", message: "no" } };
		world.answerNext(/\/brands$/, () => Response.json(forbidden, { status: 403 }));
		expect(await desk.portals()).toMatchObject([{ id: "acme", name: "acme" }]);
	});

	test("has departments", async () => {
		const { desk } = await openDesk(world, ALEX);
		expect((await desk.departments()).map(({ name }) => name)).toEqual([
			"Support",
			"Billing",
			"Hardware",
			"日本サポート",
		]);
	});

	test("reads departments to the last page", async () => {
		const { desk } = await openDesk(world, ALEX);
		const group = (id: number) => ({ id, name: `Group ${id}` });
		const more = { has_more: true, after_cursor: "two" };
		world.answerNext(/\/groups$/, () =>
			Response.json({ groups: [group(1), { ...group(2), deleted: true }], meta: more }),
		);
		world.answerNext(/\/groups$/, () => Response.json({ groups: [group(3)], meta: { has_more: false } }));
		expect((await desk.departments()).map(({ id }) => id)).toEqual(["1", "3"]);
		expect(new URL(world.requests.at(-1)?.url ?? "").searchParams.get("page[after]")).toBe("two");
	});

	test("has agents of every kind and no customers, page by page", async () => {
		const { desk } = await openDesk(world, ALEX);
		const first = await desk.agents({ cursor: null, size: 3 });
		const second = await desk.agents({ cursor: first.next, size: 3 });
		expect([...first.items, ...second.items].map(({ id }) => Number(id))).toEqual([
			MINA,
			ALEX,
			PRIYA,
			KENJI,
			381204422,
		]);
		expect(second.next).toBeNull();
		expect((await desk.agents({ cursor: second.previous, size: 3 })).items).toEqual(first.items);
	});
});
