import { beforeEach, describe, expect, test } from "vitest";
import { ALEX, createWorld, failing, HOSTILE, KENJI, openDesk, PRIYA, type World } from "./session.ts";

let world: World;

beforeEach(() => {
	world = createWorld();
});

const TICKET = /\/tickets\/\d+$/;
const writes = () => world.requests.filter(({ method }) => method !== "GET");
const bodyOf = (request: Request | undefined): Promise<{ ticket: Record<string, unknown> }> =>
	(request ?? new Request("about:blank")).clone().json();
const lastComment = (id: number) => world.zendesk.ticket(id)?.comments.at(-1);
const outbox = () => world.zendesk.outbox("acme");

describe("a comment", () => {
	test("is internal, and reaches no customer", async () => {
		const { desk } = await openDesk(world, ALEX);
		await desk.addComment("1042", { text: "Asked finance.", attachments: [] });
		expect(lastComment(1042)).toMatchObject({ public: false, text: "Asked finance.", author: { id: ALEX } });
		expect(outbox()).toEqual([]);
		expect(await bodyOf(world.requests[0])).toEqual({
			ticket: { comment: { body: "Asked finance.", public: false } },
		});
	});

	test("of a light agent is written too", async () => {
		const { desk } = await openDesk(world, KENJI);
		await desk.addComment("1050", { text: "見ました", attachments: [] });
		expect(lastComment(1050)).toMatchObject({ public: false, text: "見ました", author: { id: KENJI } });
	});

	test.each([HOSTILE, "x".repeat(10_000), "x".repeat(40_000), "山".repeat(21_845)])(
		"is kept letter by letter (%#)",
		async (text) => {
			const { desk } = await openDesk(world, ALEX);
			await desk.addComment("1042", { text, attachments: [] });
			expect(lastComment(1042)?.text).toBe(text);
		},
	);

	test("that Zendesk would cut off is refused before it is sent", async () => {
		const { desk } = await openDesk(world, ALEX);
		const comment = { text: "山".repeat(40_000), attachments: [] };
		await expect(desk.addComment("1042", comment)).rejects.toMatchObject({
			...failing("invalid"),
			code: "too_long",
			fields: { comment: expect.any(String) },
		});
		expect(world.requests).toEqual([]);
	});

	test("that is empty is refused with Zendesk's reason", async () => {
		const { desk } = await openDesk(world, ALEX);
		await expect(desk.addComment("1042", { text: " ", attachments: [] })).rejects.toMatchObject({
			...failing("invalid"),
			code: "RecordInvalid",
			fields: { base: "Description: cannot be blank" },
		});
	});

	test("on a closed ticket is refused as such, whatever language Zendesk says it in", async () => {
		world.zendesk.actAsAgent({ ticketId: 1042, agentId: ALEX, status: "closed" });
		const { desk } = await openDesk(world, ALEX);
		const details = { status: [{ description: "ステータス: 終了したチケットは更新できません" }] };
		world.answerNext(TICKET, () => Response.json({ error: "RecordInvalid", details }, { status: 422 }));
		await expect(desk.addComment("1042", { text: "late", attachments: [] })).rejects.toMatchObject({
			...failing("invalid"),
			code: "closed",
			fields: { status: expect.stringContaining("終了") },
		});
	});

	test("on a ticket that the agent may not see is refused", async () => {
		const { desk } = await openDesk(world, PRIYA);
		const before = world.zendesk.ticket(1042)?.comments.length;
		await expect(desk.addComment("1042", { text: "x", attachments: [] })).rejects.toMatchObject(
			failing("forbidden"),
		);
		expect(world.zendesk.ticket(1042)?.comments).toHaveLength(before ?? 0);
	});

	test.each([
		["no answer", () => Promise.reject(new TypeError("connection reset")), "unavailable"],
		["a gateway's answer", () => new Response("<html>", { status: 504 }), "unavailable"],
	])("may have been written after %s, and isn't repeated", async (_, answer, kind) => {
		const { desk } = await openDesk(world, ALEX);
		world.answerNext(TICKET, answer);
		await expect(desk.addComment("1042", { text: "once", attachments: [] })).rejects.toMatchObject({
			...failing(kind),
			status: null,
		});
		expect(writes()).toHaveLength(1);
	});

	test("whose answer makes no sense was written all the same", async () => {
		const { desk } = await openDesk(world, ALEX);
		world.answerNext(TICKET, () => new Response("<html>", { status: 200 }));
		await expect(desk.addComment("1042", { text: "once", attachments: [] })).resolves.toBeUndefined();
	});

	test("is sent once more, and only once, with a renewed token", async () => {
		const { desk, renewals } = await openDesk(world, ALEX);
		world.zendesk.expireAccessTokens();
		await desk.addComment("1042", { text: "again", attachments: [] });
		expect(renewals).toEqual([1]);
		const same = world.zendesk.ticket(1042)?.comments.filter(({ text }) => text === "again");
		expect(same).toHaveLength(1);
	});

	test("carries a file that was uploaded before", async () => {
		const { desk } = await openDesk(world, ALEX);
		const bytes = new TextEncoder().encode("log").buffer;
		const token = await desk.upload({ name: "crash/../ログ.txt", type: "text/plain", bytes });
		expect(world.requests[0]?.headers.get("content-type")).toBe("text/plain");
		expect(await world.requests[0]?.text()).toBe("log");
		await desk.addComment("1042", { text: "the log", attachments: [token] });
		expect(lastComment(1042)?.attachments).toEqual(["crash_.._ログ.txt"]);
	});

	test("with a file of an odd type is sent as plain bytes", async () => {
		const { desk } = await openDesk(world, ALEX);
		const bytes = new Uint8Array([0, 255, 10]).buffer;
		await desk.upload({ name: "x", type: "text/html\r\nx-evil: 1", bytes });
		expect(world.requests[0]?.headers.get("content-type")).toBe("application/octet-stream");
		expect([...new Uint8Array((await world.requests[0]?.arrayBuffer()) ?? [])]).toEqual([0, 255, 10]);
	});
});
