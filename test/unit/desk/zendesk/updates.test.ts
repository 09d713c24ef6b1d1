import { beforeEach, describe, expect, test } from "vitest";
import { ALEX, createWorld, failing, KENJI, MINA, openDesk, PRIYA, type World } from "./session.ts";

const SUPPORT = "360001";
const HARDWARE = "360003";

let world: World;

beforeEach(() => {
	world = createWorld();
});

const TICKET = /\/tickets\/\d+$/;
const ticket = (id: number) => world.zendesk.ticket(id);
const writes = () => world.requests.filter(({ method }) => method !== "GET");
const bodies = () =>
	Promise.all(writes().map((request): Promise<{ ticket: object }> => request.clone().json()));

/** The next writes find that `change` came first. */
function changeBeforeWriting(change: (attempt: number) => void): void {
	const { fetch } = world.call;
	let attempts = 0;
	world.call.fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
		if (init?.method === "PUT") {
			world.clock.advance(1_000);
			change(attempts++);
		}
		return fetch(input, init);
	};
}

describe("a change", () => {
	test("of status, priority, department and assignee is one call", async () => {
		const { desk } = await openDesk(world, ALEX);
		await desk.update("1042", {
			status: "pending",
			priority: "low",
			departmentId: HARDWARE,
			assigneeId: String(PRIYA),
		});
		expect(ticket(1042)).toMatchObject({
			status: "pending",
			priority: "low",
			group: { id: Number(HARDWARE) },
			assignee: { id: PRIYA },
		});
		expect(world.requests).toHaveLength(1);
	});

	test("says only what changes", async () => {
		const { desk } = await openDesk(world, ALEX);
		await desk.update("1042", { assigneeId: null });
		expect(await bodies()).toEqual([{ ticket: { assignee_id: null } }]);
		expect(ticket(1042)).toMatchObject({ assignee: null, status: "open" });
	});

	test("of nothing asks nothing", async () => {
		const { desk } = await openDesk(world, ALEX);
		await desk.update("1042", {});
		expect(world.requests).toEqual([]);
	});

	test("may be repeated", async () => {
		const { desk } = await openDesk(world, ALEX);
		const changes = { status: "solved", addTags: ["done"], removeTags: ["tax"] };
		await desk.update("1042", changes);
		await desk.update("1042", changes);
		expect(ticket(1042)).toMatchObject({ status: "solved" });
	});

	test("to solved with mandatory fields empty names them, and changes nothing", async () => {
		const { desk } = await openDesk(world, ALEX);
		await expect(desk.update("1047", { status: "solved", priority: "high" })).rejects.toMatchObject({
			...failing("invalid"),
			status: 422,
			fields: { base: "Product area: is required when solving a ticket" },
		});
		expect(ticket(1047)).toMatchObject({ status: "new", priority: "low" });
	});

	test.each([{ status: "closed" }, { status: "deleted" }, { status: "" }, { priority: "asap" }])(
		"to %j is none that a person can make",
		async (changes) => {
			const { desk } = await openDesk(world, ALEX);
			await expect(desk.update("1042", changes)).rejects.toMatchObject({
				...failing("invalid"),
				code: "not_a_choice",
			});
			expect(world.requests).toEqual([]);
		},
	);

	test("of a closed ticket is refused as such", async () => {
		world.zendesk.actAsAgent({ ticketId: 1042, agentId: ALEX, status: "closed" });
		const { desk } = await openDesk(world, ALEX);
		await expect(desk.update("1042", { status: "open" })).rejects.toMatchObject({
			...failing("invalid"),
			code: "closed",
		});
	});

	test("to an assignee outside the department is refused at its field", async () => {
		const { desk } = await openDesk(world, ALEX);
		const changes = { departmentId: SUPPORT, assigneeId: String(PRIYA) };
		await expect(desk.update("1042", changes)).rejects.toMatchObject({
			fields: { assignee: expect.stringContaining("not a member") },
		});
	});

	test.each([
		["somebody without a right to the ticket", PRIYA, 1042],
		["a light agent", KENJI, 1050],
	])("by %s is refused", async (_, person, id) => {
		const { desk } = await openDesk(world, person);
		const before = ticket(id);
		await expect(desk.update(String(id), { priority: "low" })).rejects.toMatchObject(failing("forbidden"));
		expect(ticket(id)).toEqual(before);
	});

	test("is told to slow down after thirty in ten minutes", async () => {
		const { desk } = await openDesk(world, ALEX);
		for (let count = 0; count < 30; count++) await desk.update("1042", { priority: "low" });
		await expect(desk.update("1042", { priority: "high" })).rejects.toMatchObject({
			...failing("rate_limited"),
			code: "TooManyRequests",
			retryAfterSeconds: 600,
		});
		await desk.update("1040", { priority: "high" });
	});
});

describe("tags", () => {
	test("are added and taken away, the others stay", async () => {
		const { desk } = await openDesk(world, ALEX);
		await desk.update("1042", { addTags: [" Very Urgent", "tax", ""], removeTags: ["INVOICE", "unknown"] });
		expect(await bodies()).toMatchObject([
			{ ticket: { tags: ["tax", "area_billing", "very_urgent"], safe_update: true } },
		]);
	});

	test("that are there already write nothing", async () => {
		const { desk } = await openDesk(world, ALEX);
		await desk.update("1042", { addTags: ["tax"], removeTags: ["never"] });
		expect(writes()).toEqual([]);
	});

	test("of somebody else, set at the same time, aren't lost", async () => {
		const { desk } = await openDesk(world, ALEX);
		const other = (await openDesk(world, MINA)).desk;
		const { fetch } = world.call;
		let isFirst = true;
		world.call.fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
			if (init?.method === "PUT" && isFirst) {
				isFirst = false;
				world.clock.advance(1_000);
				await other.update("1042", { addTags: ["theirs"] });
			}
			return fetch(input, init);
		};
		await desk.update("1042", { addTags: ["mine"] });
		expect((await bodies()).at(-1)).toMatchObject({
			ticket: { tags: ["invoice", "tax", "area_billing", "theirs", "mine"] },
		});
	});

	test("of a ticket that never rests end as a conflict, and nothing is changed", async () => {
		const { desk } = await openDesk(world, ALEX);
		changeBeforeWriting((attempt) =>
			world.zendesk.actAsCustomer({ ticketId: 1042, text: `again ${attempt}` }),
		);
		await expect(desk.update("1042", { addTags: ["mine"], status: "pending" })).rejects.toMatchObject({
			...failing("invalid"),
			code: "ticket_changed",
		});
		expect(ticket(1042)?.status).toBe("open");
		expect(writes()).toHaveLength(2);
	});

	test("of a ticket without any, or without a time, are set all the same", async () => {
		const { desk } = await openDesk(world, ALEX);
		const bare = { id: 1042, status: "open", tags: null, updated_at: null };
		world.answerNext(TICKET, () => Response.json({ ticket: bare }));
		await desk.update("1042", { addTags: ["first"] });
		expect(await bodies()).toEqual([{ ticket: { tags: ["first"] } }]);
	});
});

describe("statuses to choose from", () => {
	test.each([
		["open", ["open", "pending", "hold", "solved"]],
		["new", ["new", "open", "pending", "hold", "solved"]],
		["solved", ["open", "pending", "hold", "solved"]],
		["closed", []],
	] as const)("of a ticket that is %s are %j", async (status, ids) => {
		world.zendesk.actAsAgent({ ticketId: 1047, agentId: MINA, status });
		const { desk } = await openDesk(world, ALEX);
		expect((await desk.statuses("1047")).map(({ id }) => id)).toEqual(ids);
	});

	test("have a category each, and none where the account doesn't use it", async () => {
		const { desk } = await openDesk(world, ALEX);
		const status = { id: 1, type: "status", title: "Status", sub_type_id: 0 };
		world.answerNext(/ticket_fields$/, () => Response.json({ ticket_fields: [status] }));
		expect(await desk.statuses("1042")).toEqual([
			{ id: "open", label: null, category: "open" },
			{ id: "pending", label: null, category: "pending" },
			{ id: "solved", label: null, category: "solved" },
		]);
	});

	test("of a ticket out of sight aren't told", async () => {
		const { desk } = await openDesk(world, PRIYA);
		await expect(desk.statuses("1042")).rejects.toMatchObject(failing("forbidden"));
	});
});

describe("assignees", () => {
	test("are the department's agents who can hold tickets", async () => {
		const { desk } = await openDesk(world, ALEX);
		const names = (await desk.assignees("360004", "")).map(({ name }) => name);
		expect(names).toEqual(["Mina Kato", "森 ゆき"]);
	});

	test.each([
		["ber", ["Alex Berg"]],
		["ALEX@acme", ["Alex Berg"]],
		["ａｌｅｘ berg", ["Alex Berg"]],
		["ゆき", ["森 ゆき"]],
		["nobody", []],
		["<!channel>", []],
	])("by %j are %j", async (words, names) => {
		const { desk } = await openDesk(world, ALEX);
		expect((await desk.assignees(null, words)).map(({ name }) => name)).toEqual(names);
	});

	test("leave out who is suspended or gone", async () => {
		world.zendesk.setSuspended(ALEX, true);
		const { desk } = await openDesk(world, MINA);
		expect((await desk.assignees(SUPPORT, "")).map(({ id }) => id)).not.toContain(String(ALEX));
	});

	test("are a hundred at most, however many agents there are", async () => {
		const { desk } = await openDesk(world, ALEX);
		const users = Array.from({ length: 100 }, (_, index) => ({
			id: index + 1,
			name: `A${index}`,
			role: "agent",
		}));
		const page = { users: users.slice(0, 60), meta: { has_more: true, after_cursor: "n" } };
		for (const _ of [1, 2]) world.answerNext(/\/users$/, () => Response.json(page));
		expect(await desk.assignees(null, "")).toHaveLength(100);
		expect(world.requests).toHaveLength(2);
	});
});
