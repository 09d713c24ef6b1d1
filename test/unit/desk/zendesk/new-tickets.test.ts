import { beforeEach, describe, expect, test } from "vitest";
import type { NewTicket } from "../../../../src/core/ticket-writing.ts";
import { ALEX, createWorld, failing, KENJI, openDesk, type World } from "./session.ts";

const SUPPORT = "360001";
const AREA = "55501";
const AYA = 9001;

let world: World;

beforeEach(() => {
	world = createWorld();
});

const writes = () => world.requests.filter(({ method }) => method !== "GET");
const bodyOf = (request: Request | undefined): Promise<{ ticket: Record<string, unknown> }> =>
	(request ?? new Request("about:blank")).clone().json();
const outbox = () => world.zendesk.outbox("acme");

describe("a new ticket", () => {
	const NEW: NewTicket = {
		departmentId: SUPPORT,
		subject: "VPN drops every hour",
		description: "Started this morning.",
		requester: { email: "aya.mori@globex.example", name: "Somebody Else" },
		priority: "high",
		fields: { [AREA]: "area_drive", type: "incident" },
		attachments: [],
	};

	test("is there with everything that was asked for", async () => {
		const { desk } = await openDesk(world, ALEX);
		const created = await desk.createTicket(NEW, "k1");
		expect(created).toMatchObject({
			number: "1053",
			subject: NEW.subject,
			url: "https://acme.zendesk.com/agent/tickets/1053",
			status: { category: "new" },
			priority: { level: "high" },
			department: { id: SUPPORT, name: "Support" },
			requester: { name: "Aya Mori", email: "aya.mori@globex.example" },
		});
		expect(world.zendesk.ticket(1053)).toMatchObject({ type: "incident", comments: [{ public: true }] });
		expect(outbox()).toMatchObject([{ to: ["aya.mori@globex.example"], text: NEW.description }]);
		const create = writes()[0];
		expect(create?.headers.get("idempotency-key")).toBe("k1");
		expect((await bodyOf(create)).ticket).toMatchObject({
			custom_fields: [{ id: 55501, value: "area_drive" }],
			comment: { public: true },
		});
	});

	test("is one ticket however often the same key is sent", async () => {
		const { desk } = await openDesk(world, ALEX);
		const first = await desk.createTicket(NEW, "k1");
		const second = await desk.createTicket(NEW, "k1");
		expect(second).toEqual(first);
		expect(world.zendesk.ticket(1054)).toBeNull();
		expect(outbox()).toHaveLength(1);
	});

	test("with a key that was used for another one is refused", async () => {
		const { desk } = await openDesk(world, ALEX);
		await desk.createTicket(NEW, "k1");
		await expect(desk.createTicket({ ...NEW, subject: "other" }, "k1")).rejects.toMatchObject({
			...failing("invalid"),
			code: "IdempotentRequestError",
		});
	});

	test.each([
		["is still being made", () => Response.json({ error: "IdempotentRequestInProgress" }, { status: 409 })],
		["was answered with nonsense", () => Response.json({ ticket: "?" }, { status: 201 })],
		["was answered by a gateway", () => new Response("", { status: 502 })],
	])("that %s may exist", async (_, answer) => {
		const { desk } = await openDesk(world, ALEX);
		world.answerNext(/\/tickets$/, answer);
		await expect(desk.createTicket(NEW, "k1")).rejects.toMatchObject({
			...failing("unavailable"),
			status: null,
		});
		expect(writes()).toHaveLength(1);
	});

	test.each([
		[{ email: "new.person@example.com", name: null }, "new.person@example.com"],
		[{ email: "New.Person@Example.com", name: " <b>Eve</b> " }, "<b>Eve</b>"],
	])("makes somebody unknown known (%j)", async (requester, name) => {
		const { desk } = await openDesk(world, ALEX);
		const created = await desk.createTicket({ ...NEW, requester }, "k1");
		expect(created.requester).toMatchObject({ name });
	});

	test("carries files, and choices of every kind", async () => {
		const { desk } = await openDesk(world, ALEX);
		const token = await desk.upload({ name: "a.png", type: "image/png", bytes: new ArrayBuffer(4) });
		const fields = { [AREA]: "area_notes", "55502": "40", "55504": ["impact_slow", "impact_data"] };
		await desk.createTicket({ ...NEW, fields, attachments: [token] }, "k1");
		expect(world.zendesk.ticket(1053)?.comments[0]?.attachments).toEqual(["a.png"]);
		expect((await bodyOf(writes()[1])).ticket.custom_fields).toEqual([
			{ id: 55501, value: "area_notes" },
			{ id: 55502, value: "40" },
			{ id: 55504, value: ["impact_slow", "impact_data"] },
		]);
	});

	test.each([
		[{ requester: { email: "nobody", name: null } }, { requester: expect.stringContaining("not properly") }],
		[{ description: "" }, { base: "Description: cannot be blank" }],
		[{ departmentId: "99" }, { group: "Group: is invalid" }],
		[{ fields: { [AREA]: "nowhere" } }, { base: expect.stringContaining("nowhere") }],
		[{ fields: { "55502": "many" } }, { base: "Seats concerned: is not a number" }],
		[{ attachments: ["gone"] }, { base: expect.stringContaining("upload token") }],
	])("with %j is refused at its field, and nothing is made", async (changes, fields) => {
		const { desk } = await openDesk(world, ALEX);
		await expect(desk.createTicket({ ...NEW, ...changes }, "k1")).rejects.toMatchObject({
			...failing("invalid"),
			status: 422,
			fields,
		});
		expect(world.zendesk.ticket(1053)).toBeNull();
		expect(world.zendesk.people().some(({ email }) => email === "nobody")).toBe(false);
	});

	test.each([
		[{ subject: "x".repeat(256) }, "too_long"],
		[{ description: "x".repeat(65_536) }, "too_long"],
		[{ priority: "asap" }, "not_a_choice"],
	])("isn't sent when Zendesk would change it (%#)", async (changes, code) => {
		const { desk } = await openDesk(world, ALEX);
		await expect(desk.createTicket({ ...NEW, ...changes }, "k1")).rejects.toMatchObject({ code });
		expect(world.requests).toEqual([]);
	});

	test("for somebody suspended is refused with the reason", async () => {
		world.zendesk.setSuspended(AYA, true);
		const { desk } = await openDesk(world, ALEX);
		await expect(desk.createTicket(NEW, "k1")).rejects.toMatchObject({
			fields: { requester: expect.stringContaining("suspended") },
		});
	});

	test("isn't made by a light agent, whose text its requester would never see", async () => {
		const { desk } = await openDesk(world, KENJI);
		await expect(desk.createTicket(NEW, "k1")).rejects.toMatchObject({ code: "comments_only" });
		expect(world.zendesk.ticket(1053)).toBeNull();
	});
});
