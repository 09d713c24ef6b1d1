import { beforeEach, describe, expect, test } from "vitest";
import { ALEX, createWorld, FIRST_PAGE, failing, HOSTILE, openDesk, PRIYA, type World } from "./session.ts";

const AYA = { kind: "person", id: "9001" } as const;
const GLOBEX = { kind: "organization", id: "7001" } as const;

let world: World;

beforeEach(() => {
	world = createWorld();
});

const isOpen = ({ status }: { status: string }) => status !== "solved" && status !== "closed";

describe("customers", () => {
	test("are found by name, with their organization", async () => {
		const { desk } = await openDesk(world, ALEX);
		expect(await desk.customers("aya")).toEqual([
			{
				kind: "person",
				id: "9001",
				name: "Aya Mori",
				email: "aya.mori@globex.example",
				organization: "Globex KK",
				url: "https://acme.zendesk.com/agent/users/9001",
			},
		]);
	});

	test.each([
		["aya.mori@globex.example", "Aya Mori"],
		["noa.levi@mail.example", "Noa Levi"],
		["山田", "山田 幸子"],
		["O’Connor-Smythe", "Lars O’Connor-Smythe"],
	])("are found by %j", async (words, name) => {
		const { desk } = await openDesk(world, ALEX);
		expect((await desk.customers(words)).map((customer) => customer.name)).toContain(name);
	});

	test("are organizations too, the very one that was typed first", async () => {
		const { desk } = await openDesk(world, ALEX);
		expect((await desk.customers("globex kk"))[0]).toEqual({
			kind: "organization",
			id: "7001",
			name: "Globex KK",
			email: null,
			organization: null,
			url: "https://acme.zendesk.com/agent/organizations/7001",
		});
	});

	test("are never colleagues", async () => {
		const { desk } = await openDesk(world, ALEX);
		expect(await desk.customers("alex@acme.example")).toEqual([]);
	});

	test("are five at most", async () => {
		const { desk } = await openDesk(world, ALEX);
		expect(await desk.customers("example")).toHaveLength(5);
	});

	test("are people alone where the agent's role may not look for organizations", async () => {
		const { desk } = await openDesk(world, ALEX);
		const refusal = { error: { title: "Forbidden", message: "no" } };
		world.answerNext(/autocomplete$/, () => Response.json(refusal, { status: 403 }));
		expect((await desk.customers("aya")).map(({ name }) => name)).toEqual(["Aya Mori"]);
	});

	test.each(["", "   ", "***", "\u200B"])("aren't asked for without words (%j)", async (words) => {
		const { desk } = await openDesk(world, ALEX);
		expect(await desk.customers(words)).toEqual([]);
		expect(world.requests).toEqual([]);
	});

	test.each([HOSTILE, "role:admin", "-role:end-user", "x".repeat(40_000)])(
		"are looked for by words that only are words (%#)",
		async (words) => {
			const { desk } = await openDesk(world, ALEX);
			const found = await desk.customers(words);
			const staff = world.zendesk.people().filter(({ role }) => role !== "end-user");
			expect(found.filter(({ id }) => staff.some((one) => String(one.id) === id))).toEqual([]);
			const [people] = world.requests.map(({ url }) => new URL(url).searchParams.get("query"));
			expect(people).toMatch(/^role:end-user /);
			expect(people).not.toMatch(/ -?role:/);
		},
	);
});

describe("a customer's tickets", () => {
	test("are their open ones, the newest change first", async () => {
		const { desk } = await openDesk(world, ALEX);
		const expected = world.zendesk.tickets("acme").filter((one) => one.requester.id === 9001 && isOpen(one));
		const page = await desk.ticketsOf(AYA, { cursor: null, size: 50 });
		expect(page.items.map(({ id }) => Number(id))).toEqual(expected.map(({ id }) => id));
		expect(page.total).toBe(expected.length);
		expect(page.items[0]?.requester).toMatchObject({ name: "Aya Mori" });
	});

	test("include one that search doesn't know yet", async () => {
		const { id } = world.zendesk.createTicket({
			subject: "just now",
			text: "x",
			requester: { email: "aya.mori@globex.example" },
		});
		const { desk } = await openDesk(world, ALEX);
		expect((await desk.ticketsOf(AYA, FIRST_PAGE)).items[0]?.id).toBe(String(id));
	});

	test("of an organization are its people's, page by page and back", async () => {
		const { desk } = await openDesk(world, ALEX);
		const all = (await desk.ticketsOf(GLOBEX, { cursor: null, size: 100 })).items.map(({ id }) => id);
		expect(all.length).toBeGreaterThan(4);
		const first = await desk.ticketsOf(GLOBEX, { cursor: null, size: 3 });
		const second = await desk.ticketsOf(GLOBEX, { cursor: first.next, size: 3 });
		expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.slice(0, 6));
		expect(second.previous).toBe("0");
		expect(await desk.ticketsOf(GLOBEX, { cursor: second.previous, size: 3 })).toEqual(first);
	});

	test("are only those that the agent may see", async () => {
		const { desk } = await openDesk(world, PRIYA);
		const { items } = await desk.ticketsOf(GLOBEX, { cursor: null, size: 100 });
		expect(items.length).toBeGreaterThan(0);
		expect(items.every(({ department }) => department?.name === "Hardware")).toBe(true);
	});

	test("of somebody unknown are an error of their own", async () => {
		const { desk } = await openDesk(world, ALEX);
		await expect(desk.ticketsOf({ kind: "person", id: "1" }, FIRST_PAGE)).rejects.toMatchObject(
			failing("not_found"),
		);
	});
});
