import { beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../../../../sandbox/vendor.ts";
import { createZendesk, type ZendeskSimulator } from "../../../../sandbox/vendors/zendesk/simulator.ts";
import { createFixedClock } from "./browser.ts";
import { createApi, type WritingApi } from "./writing-api.ts";

const MINA = 381204417;
const ALEX = 381204418;
const PRIYA = 381204419;
const KENJI = 381204420;
const SAM = 381204421;
const AYA = 9001;

let clock: Clock;
let zendesk: ZendeskSimulator;
let api: WritingApi;

beforeEach(() => {
	clock = createFixedClock();
	zendesk = createZendesk({ clock });
	api = createApi(zendesk);
});

const comment = (body: string, isPublic?: boolean) => ({
	comment: { body, ...(isPublic === undefined ? {} : { public: isPublic }) },
});

describe("updating a ticket", () => {
	test("answers with ticket and audit, and tells whoever watches", async () => {
		const told: object[] = [];
		zendesk.subscribe((change) => told.push(change));
		const { status, body } = await api.put(ALEX, 1042, { ...comment("hello", true), status: "pending" });
		expect(status).toBe(200);
		expect(body).toMatchObject({
			ticket: { id: 1042, status: "pending" },
			audit: { ticket_id: 1042, author_id: ALEX, events: [{ type: "Comment", body: "hello" }, {}] },
		});
		expect(told).toEqual([{ subdomain: "acme", ticketId: 1042, kind: "replied" }]);
	});

	test("makes a light agent's comment internal, and lets them do nothing else", async () => {
		expect((await api.put(KENJI, 1050, comment("hello", true))).status).toBe(200);
		expect(zendesk.ticket(1050)?.comments.at(-1)).toMatchObject({ public: false });
		expect(zendesk.outbox()).toEqual([]);
		expect((await api.put(KENJI, 1050, { status: "solved" })).status).toBe(403);
	});

	test("is refused to whoever may not see the ticket, may not write, or is no agent", async () => {
		expect((await api.put(PRIYA, 1042, comment("x"))).status).toBe(403);
		expect((await api.put(SAM, 1042, comment("x"))).status).toBe(403);
		expect((await api.put(ALEX, 99_999, comment("x"))).status).toBe(404);
		const readOnly = await api.put(ALEX, 1042, comment("x"), "read");
		expect(readOnly).toMatchObject({ status: 403, body: { description: expect.stringContaining("scopes") } });
	});

	test("is refused once the ticket is closed", async () => {
		await api.put(ALEX, 1042, { status: "closed" });
		expect(await api.put(ALEX, 1042, { status: "open" })).toMatchObject({
			status: 422,
			body: {
				error: "RecordInvalid",
				details: { status: [{ description: "Status: closed prevents ticket update" }] },
			},
		});
	});

	test("is refused with 409 when the stamp is old, without any change", async () => {
		const read = (await api.get(ALEX, "/tickets/1042")).body.ticket as { updated_at: string };
		clock.advance(5_000);
		zendesk.actAsCustomer({ ticketId: 1042, text: "me too" });
		const write = { ...comment("x", true), safe_update: true, updated_stamp: read.updated_at };
		expect(await api.put(ALEX, 1042, write)).toMatchObject({
			status: 409,
			body: { error: "UpdateConflict" },
		});
		expect(zendesk.outbox()).toEqual([]);
		const fresh = (await api.get(ALEX, "/tickets/1042")).body.ticket as { updated_at: string };
		expect((await api.put(ALEX, 1042, { ...write, updated_stamp: fresh.updated_at })).status).toBe(200);
	});

	test("is limited to thirty in ten minutes by one person on one ticket", async () => {
		for (let count = 0; count < 30; count++) await api.put(ALEX, 1042, { priority: "low" });
		const refused = await api.put(ALEX, 1042, { priority: "low" });
		expect(refused).toMatchObject({ status: 429, body: { errors: [{ code: "TooManyRequests" }] } });
		expect(refused.headers.get("retry-after")).toBe("600");
		expect((await api.put(MINA, 1042, { priority: "low" })).status).toBe(200);
		clock.advance(600_000);
		expect((await api.put(ALEX, 1042, { priority: "low" })).status).toBe(200);
	});

	test("is limited to a hundred a minute in the account", async () => {
		for (let count = 0; count < 100; count++) await api.put(ALEX, 900 + Math.floor(count / 20), comment("x"));
		expect((await api.put(MINA, 1042, comment("x"))).status).toBe(429);
		clock.advance(60_000);
		expect((await api.put(MINA, 1042, comment("x"))).status).toBe(200);
	});

	test("to solved needs the form's fields, those that a condition asks for too", async () => {
		expect(await api.put(ALEX, 1047, { status: "solved" })).toMatchObject({
			status: 422,
			body: { details: { base: [{ description: "Product area: is required when solving a ticket" }] } },
		});
		const device = { status: "solved", custom_fields: [{ id: 55501, value: "area_devices" }] };
		expect(await api.put(ALEX, 1047, device)).toMatchObject({
			status: 422,
			body: { details: { base: [{ description: "Serial number: is required when solving a ticket" }] } },
		});
		const serial = { id: 55503, value: "HD-1" };
		const whole = { ...device, custom_fields: [...device.custom_fields, serial] };
		expect(await api.put(ALEX, 1047, whole)).toMatchObject({
			status: 200,
			body: { ticket: { status: "solved", assignee_id: ALEX, tags: ["area_devices"] } },
		});
	});

	test("replaces the tags, and with a drop-down's tag its value", async () => {
		const { body } = await api.put(ALEX, 1042, { tags: ["One", "two words"] });
		expect(body.ticket).toMatchObject({ tags: ["one", "two", "words"] });
		expect(body.ticket).toMatchObject({
			custom_fields: expect.arrayContaining([{ id: 55501, value: null }]),
		});
	});

	test("keeps an assignee within the group", async () => {
		expect((await api.put(ALEX, 1042, { assignee_id: PRIYA })).body.ticket).toMatchObject({
			assignee_id: PRIYA,
			group_id: 360003,
		});
		expect((await api.put(ALEX, 1042, { group_id: 360004 })).body.ticket).toMatchObject({
			assignee_id: null,
		});
		for (const assignee_id of [KENJI, SAM, 1]) {
			expect((await api.put(ALEX, 1042, { assignee_id })).status).toBe(422);
		}
	});

	test("makes a comment as public as the first one unless it says so", async () => {
		await api.put(ALEX, 1042, comment("unsaid"));
		expect(zendesk.ticket(1042)?.comments.at(-1)).toMatchObject({ public: true });
	});

	test("cuts a comment at 64 KiB without a word", async () => {
		expect((await api.put(ALEX, 1042, comment("y".repeat(70_000), false))).status).toBe(200);
		expect(zendesk.ticket(1042)?.comments.at(-1)?.text).toHaveLength(65_535);
	});

	test.each([
		["nothing", undefined, 400],
		["an unknown status", { status: "done" }, 422],
		["a priority that isn't one", { priority: "asap" }, 422],
		["a text where a number belongs", { assignee_id: "alex" }, 400],
		["an empty comment", { comment: { body: "" } }, 422],
	])("is refused with %s", async (_, ticket, status) => {
		const before = zendesk.ticket(1042);
		expect((await api.put(ALEX, 1042, ticket)).status).toBe(status);
		expect(zendesk.ticket(1042)).toEqual(before);
	});

	test("to on hold is refused where the account has no such status", async () => {
		const [ticket] = zendesk.tickets("globex");
		const answer = await api.put(482300002, ticket?.id ?? 0, { status: "hold" }, undefined, "globex");
		expect(answer.status).toBe(422);
	});
});

describe("creating a ticket", () => {
	const NEW = { subject: "s", ...comment("d", true), requester: { name: "N", email: "n@example.com" } };

	test("answers 201, makes the requester, and mails them", async () => {
		const { status, body, headers } = await api.post(ALEX, NEW);
		expect(status).toBe(201);
		expect(headers.get("x-idempotency-lookup")).toBeNull();
		expect(body).toMatchObject({ ticket: { id: 1053, status: "new", submitter_id: ALEX }, audit: {} });
		expect(zendesk.outbox()).toMatchObject([{ to: ["n@example.com"], text: "d" }]);
	});

	test("with a key is done once in two hours, and answered alike", async () => {
		const first = await api.post(ALEX, NEW, { "idempotency-key": "k" });
		const second = await api.post(MINA, NEW, { "idempotency-key": "k" });
		expect(first.headers.get("x-idempotency-lookup")).toBe("miss");
		expect(second.headers.get("x-idempotency-lookup")).toBe("hit");
		expect(second.body).toEqual(first.body);
		clock.advance(2 * 3_600_000);
		expect((await api.post(ALEX, NEW, { "idempotency-key": "k" })).body.ticket).toMatchObject({ id: 1054 });
	});

	test("with a key and another body is refused", async () => {
		await api.post(ALEX, NEW, { "idempotency-key": "k" });
		const other = await api.post(ALEX, { ...NEW, subject: "t" }, { "idempotency-key": "k" });
		expect(other).toMatchObject({ status: 400, body: { error: "IdempotentRequestError" } });
	});

	test("that was refused can be repeated with the same key", async () => {
		const bad = { ...NEW, comment: { body: "" } };
		expect((await api.post(ALEX, bad, { "idempotency-key": "k" })).status).toBe(422);
		expect((await api.post(ALEX, NEW, { "idempotency-key": "k" })).status).toBe(201);
	});

	test.each([
		[{ requester: { email: "new@example.com" } }, "requester"],
		[{ requester: { name: "N", email: "no address" } }, "requester"],
		[{ requester_id: 1 }, "requester"],
		[{ comment: undefined }, "base"],
		[{ group_id: 1 }, "group"],
	])("with %j is refused at %s, and nobody is made", async (changes, field) => {
		const before = zendesk.people().length;
		const answer = await api.post(ALEX, { ...NEW, ...changes });
		expect(answer).toMatchObject({ status: 422, body: { details: { [field]: [{}] } } });
		expect(zendesk.people()).toHaveLength(before);
	});

	test("for a suspended person is refused", async () => {
		zendesk.setSuspended(AYA, true);
		expect((await api.post(ALEX, { ...NEW, requester: "aya.mori@globex.example" })).status).toBe(422);
	});

	test("by a light agent begins internally", async () => {
		expect((await api.post(KENJI, NEW)).status).toBe(201);
		expect(zendesk.ticket(1053)?.comments[0]).toMatchObject({ public: false });
		expect(zendesk.outbox()).toEqual([]);
	});
});

describe("files", () => {
	test("are good for one comment, and for an hour", async () => {
		const first = await api.upload(ALEX, "a.txt", "abc");
		const second = await api.upload(ALEX, "b.txt", "abc");
		expect(first).toMatchObject({ status: 201, body: { upload: { attachment: { size: 3 } } } });
		const write = (token: string) =>
			api.put(ALEX, 1042, { comment: { body: "x", public: false, uploads: [token] } });
		expect((await write(first.token)).status).toBe(200);
		expect((await write(first.token)).status).toBe(422);
		clock.advance(3_600_000);
		expect((await write(second.token)).status).toBe(422);
	});

	test("without a name or without content are refused", async () => {
		expect((await api.upload(ALEX, "", "abc")).status).toBe(400);
		expect((await api.upload(ALEX, "a.txt", "")).status).toBe(422);
	});
});

describe("looking things up", () => {
	test("shows the fields and the form of the account", async () => {
		const fields = (await api.get(ALEX, "/ticket_fields")).body.ticket_fields as { type: string }[];
		expect(fields.map(({ type }) => type)).toContain("tagger");
		expect((await api.get(ALEX, "/ticket_forms")).body).toMatchObject({ ticket_forms: [{ default: true }] });
		expect(await api.get(482300002, "/ticket_forms", "globex")).toMatchObject({
			status: 404,
			body: { error: "InvalidEndpoint" },
		});
	});

	test("shows ratings to administrators only, the newest first when asked so", async () => {
		expect((await api.get(ALEX, "/satisfaction_ratings?page[size]=5")).status).toBe(403);
		const { body } = await api.get(MINA, "/satisfaction_ratings?page[size]=5&sort=-created_at");
		const times = (body.satisfaction_ratings as { created_at: string }[]).map(({ created_at }) => created_at);
		expect(times).toHaveLength(5);
		expect(times).toEqual(times.toSorted().reverse());
	});

	test("keeps users/search to offsets, and show_many to a hundred", async () => {
		expect((await api.get(ALEX, "/users/search?query=aya&page[size]=5")).status).toBe(400);
		const many = Array.from({ length: 101 }, (_, index) => index).join(",");
		expect((await api.get(ALEX, `/users/show_many?ids=${many}`)).status).toBe(400);
	});
});

test("a reset empties the outbox and forgets every write", async () => {
	await api.put(ALEX, 1042, comment("hello", true));
	expect(zendesk.outbox()).toHaveLength(1);
	zendesk.reset();
	expect(zendesk.outbox()).toEqual([]);
	expect(zendesk.ticket(1042)?.comments.at(-1)?.text).not.toBe("hello");
});
