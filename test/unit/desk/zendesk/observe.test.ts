import { beforeEach, describe, expect, test } from "vitest";
import { NOW } from "../../sandbox/zendesk/browser.ts";
import { ALEX, createWorld, failing, HOSTILE, MINA, openFeed, PRIYA, type World } from "./session.ts";

const MINUTE = 60_000;
const AUDITS = /\/audits$/;
const COMMENTS = /\/comments$/;
const TICKET = /\/tickets\/\d+$/;

let world: World;

beforeEach(() => {
	world = createWorld();
});

const later = (minutes = 1) => world.clock.advance(minutes * MINUTE);
const refusal = (status: number, error: string) => () => Response.json({ error }, { status });

async function observe(ticketId: number | string, since: number) {
	const { feed } = await openFeed(world);
	return feed.observe(String(ticketId), since);
}

describe("a look at a ticket", () => {
	test("shows it as a card does, with its tags, by three calls side by side", async () => {
		const { feed } = await openFeed(world);
		const seen = await feed.observe("1042", NOW);
		expect(seen).toMatchObject({
			ticket: {
				id: "1042",
				status: { category: "open" },
				department: { name: "Support" },
				assignee: { id: String(ALEX) },
				requester: { name: "Aya Mori" },
				organization: { name: "Globex KK" },
				lastMessage: { kind: "incoming", author: "Aya Mori" },
			},
			tags: ["invoice", "tax", "area_billing"],
			escalated: false,
			overdue: null,
			messages: [],
			changes: {},
			earlier: {},
		});
		expect(world.requests.map(({ url }) => new URL(url).pathname).sort()).toEqual([
			"/api/v2/tickets/1042",
			"/api/v2/tickets/1042/audits",
			"/api/v2/tickets/1042/comments",
		]);
		expect(feed.spent()).toBe(3);
	});

	test("sees nothing where there is no ticket", async () => {
		expect(await observe("999999", NOW)).toBeNull();
	});

	test("sees nothing of a deleted ticket", async () => {
		const { feed } = await openFeed(world);
		world.answerNext(TICKET, () =>
			Response.json({
				ticket: { id: 1042, status: "deleted", created_at: "2026-11-18T01:02:03Z" },
			}),
		);
		expect(await feed.observe("1042", NOW)).toBeNull();
	});

	test("refuses an id that isn't one without asking anybody", async () => {
		const { feed } = await openFeed(world);
		await expect(feed.observe("../users/me", NOW)).rejects.toThrow(TypeError);
		expect(feed.spent()).toBe(0);
	});

	test("of a task says whether it is past its date; of anything else it can't", async () => {
		expect(await observe(1040, NOW)).toMatchObject({ overdue: true });
		expect(await observe(1033, NOW)).toMatchObject({ overdue: false });
		expect(await observe(1042, NOW)).toMatchObject({ overdue: null });
	});

	test("dates a task's overdue by its due date when that came since", async () => {
		const dueAt = NOW + MINUTE;
		const { id } = world.zendesk.createTicket({
			subject: "Call back",
			text: "Please",
			requester: { email: "aya.mori@globex.example" },
			type: "task",
			dueAt,
		});
		later(2);
		expect(await observe(id, NOW)).toMatchObject({
			overdue: true,
			changes: { overdue: { at: dueAt, actor: null } },
		});
	});
});

describe("messages since", () => {
	test("come oldest first, told apart by who wrote them for whom", async () => {
		later();
		world.zendesk.actAsAgent({ ticketId: 1042, agentId: ALEX, text: "To the customer" });
		later();
		world.zendesk.actAsAgent({ ticketId: 1042, agentId: MINA, text: "Among us", public: false });
		later();
		world.zendesk.actAsCustomer({ ticketId: 1042, text: HOSTILE });
		const seen = await observe(1042, NOW);
		expect(seen?.messages).toMatchObject([
			{ kind: "outgoing", text: "To the customer", actor: { agentId: String(ALEX), name: "Alex Berg" } },
			{ kind: "comment", text: "Among us", actor: { agentId: String(MINA) } },
			{ kind: "incoming", text: HOSTILE, actor: { agentId: null, name: "Aya Mori" } },
		]);
		expect(seen?.ticket.lastMessage?.text).toBe(HOSTILE);
	});

	test("include one of the very second, whose part of it nobody knows", async () => {
		world.zendesk.actAsCustomer({ ticketId: 1042, text: "now" });
		expect((await observe(1042, NOW + 999))?.messages).toMatchObject([{ text: "now" }]);
		expect((await observe(1042, NOW + 1_000))?.messages).toEqual([]);
	});

	test("leave out the description of a new ticket, and nothing else", async () => {
		later();
		const { id } = world.zendesk.createTicket({
			subject: "複合機が動きません",
			text: "電源が入りません。",
			requester: { email: "aya.mori@globex.example" },
		});
		const fresh = await observe(id, NOW);
		expect(fresh?.messages).toEqual([]);
		expect(fresh?.ticket.lastMessage?.text).toBe("電源が入りません。");
		world.zendesk.actAsCustomer({ ticketId: id, text: "よろしくお願いします。" });
		expect((await observe(id, NOW))?.messages).toMatchObject([{ text: "よろしくお願いします。" }]);
	});

	test("are at most the newest thirty", async () => {
		const { id } = world.zendesk.createTicket({
			subject: "Long",
			text: "first",
			requester: { email: "aya.mori@globex.example" },
		});
		for (let index = 1; index <= 40; index++) {
			world.zendesk.actAsCustomer({ ticketId: id, text: `report ${index}` });
		}
		const texts = (await observe(id, NOW))?.messages.map(({ text }) => text);
		expect(texts).toHaveLength(30);
		expect(texts?.at(0)).toBe("report 11");
		expect(texts?.at(-1)).toBe("report 40");
	});

	test("keep ten thousand characters whole", async () => {
		later();
		const text = "あ".repeat(10_000);
		world.zendesk.actAsCustomer({ ticketId: 1042, text });
		expect((await observe(1042, NOW))?.messages[0]?.text).toBe(text);
	});

	test("survive a row that isn't as documented, and people without a name", async () => {
		const { feed } = await openFeed(world);
		const written = (id: number, author_id: number | null, body: string | null) => ({
			id,
			author_id,
			public: true,
			body,
			plain_body: null,
			created_at: "2026-11-20T09:00:05Z",
		});
		world.answerNext(COMMENTS, () =>
			Response.json({
				comments: [{ id: null }, written(3, null, null), written(2, -1, "by itself"), written(1, 5, "first")],
				users: [{ id: 5, name: null, role: "end-user" }, "?"],
				meta: { has_more: false },
			}),
		);
		expect((await feed.observe("1042", NOW))?.messages).toMatchObject([
			{ id: "2", kind: "incoming", author: null, text: "by itself", actor: { agentId: null, name: null } },
			{ id: "3", text: "", attachments: 0, actor: { agentId: null, name: null } },
		]);
	});
});

describe("who changed what since", () => {
	test("is told by field, with what it was before", async () => {
		later();
		world.zendesk.actAsAgent({
			ticketId: 1042,
			agentId: MINA,
			status: "pending",
			priority: "urgent",
			assigneeId: PRIYA,
			groupId: 360003,
		});
		const by = { at: NOW + MINUTE, actor: { agentId: String(MINA) } };
		const seen = await observe(1042, NOW);
		expect(seen?.changes).toMatchObject({ status: by, priority: by, assignee: by, department: by });
		expect(seen?.earlier).toMatchObject({
			status: { category: "open", label: null },
			priority: { level: "high" },
			assignee: String(ALEX),
			department: { id: "360001" },
		});
	});

	test("names the last to change it, and what it was at first", async () => {
		later();
		world.zendesk.actAsAgent({ ticketId: 1042, agentId: MINA, status: "pending" });
		later();
		world.zendesk.actAsAgent({ ticketId: 1042, agentId: ALEX, status: "solved" });
		const seen = await observe(1042, NOW);
		expect(seen?.changes.status).toMatchObject({
			at: NOW + 2 * MINUTE,
			actor: { agentId: String(ALEX) },
		});
		expect(seen?.earlier.status?.category).toBe("open");
	});

	test("leaves out what happened before", async () => {
		later();
		world.zendesk.actAsAgent({ ticketId: 1042, agentId: MINA, status: "pending" });
		later();
		const seen = await observe(1042, NOW + 2 * MINUTE);
		expect(seen).toMatchObject({ changes: {}, earlier: {} });
	});

	test("is nobody's own action when a customer's reply reopened it", async () => {
		world.zendesk.actAsAgent({ ticketId: 1042, agentId: ALEX, status: "solved" });
		later();
		world.zendesk.actAsCustomer({ ticketId: 1042, text: "Not yet" });
		expect((await observe(1042, NOW + MINUTE))?.changes.status).toEqual({
			at: NOW + MINUTE,
			actor: { agentId: null, name: "Aya Mori" },
		});
	});

	test("says who made a ticket that is new", async () => {
		later();
		const { id } = world.zendesk.createTicket({
			subject: "New",
			text: "New",
			requester: { email: "new@example.com", name: "<!channel> & Söhne_*" },
		});
		expect((await observe(id, NOW))?.changes.created).toEqual({
			at: NOW + MINUTE,
			actor: { agentId: null, name: "<!channel> & Söhne_*" },
		});
		expect((await observe(1042, NOW))?.changes.created).toBeUndefined();
	});

	test("tells of nothing and nobody as such", async () => {
		const { feed } = await openFeed(world);
		const change = (field_name: string, previous_value: unknown) => ({
			type: "Change",
			field_name,
			previous_value,
		});
		world.answerNext(AUDITS, () =>
			Response.json({
				audits: [
					{
						id: 7,
						author_id: -1,
						created_at: "2026-11-20T09:00:05Z",
						events: [
							change("assignee_id", null),
							change("group_id", ""),
							change("priority", null),
							change("custom_status_id", 1),
							change("status", "HOLD"),
							{ type: "Change" },
							{ field_name: "status" },
							null,
						],
					},
					{ id: "?", events: [] },
				],
				meta: { has_more: false },
			}),
		);
		const seen = await feed.observe("1042", NOW);
		expect(seen?.earlier).toEqual({
			assignee: null,
			department: null,
			priority: null,
			status: { category: "on_hold", label: null },
		});
		expect(seen?.changes.assignee).toEqual({
			at: NOW + 5_000,
			actor: { agentId: null, name: null },
		});
	});

	test("doesn't claim what something was when the history it read begins too late", async () => {
		const { feed } = await openFeed(world);
		world.answerNext(AUDITS, () =>
			Response.json({
				audits: [
					{
						id: 7,
						author_id: ALEX,
						created_at: "2026-11-20T09:00:05Z",
						events: [{ type: "Change", field_name: "status", previous_value: "pending" }],
					},
				],
				meta: { has_more: true, after_cursor: "x" },
			}),
		);
		const seen = await feed.observe("1042", NOW);
		expect(seen?.changes.status?.at).toBe(NOW + 5_000);
		expect(seen?.earlier).toEqual({});
	});

	test("stays unknown where the history can't be read", async () => {
		later();
		world.zendesk.actAsAgent({ ticketId: 1042, agentId: MINA, status: "pending" });
		world.answerNext(AUDITS, refusal(404, "RecordNotFound"));
		expect(await observe(1042, NOW)).toMatchObject({
			ticket: { status: { category: "pending" } },
			changes: {},
			earlier: {},
		});
	});
});

describe("a look that fails", () => {
	test.each([
		["rate_limited", TICKET, 429],
		["rate_limited", AUDITS, 429],
		["unavailable", COMMENTS, 503],
		["unavailable", AUDITS, 500],
	])("is an error of kind %s, not a ticket without its half", async (kind, path, status) => {
		world.answerNext(path, () =>
			Response.json({ error: "APIRateLimitExceeded" }, { status, headers: { "retry-after": "17" } }),
		);
		await expect(observe(1042, NOW)).rejects.toMatchObject({ ...failing(kind), retryAfterSeconds: 17 });
	});

	test("for want of the administrator's rights is no ticket that is gone", async () => {
		world.answerNext(TICKET, refusal(403, "Forbidden"));
		await expect(observe(1042, NOW)).rejects.toMatchObject(failing("forbidden"));
	});

	test("for want of a scope says so", async () => {
		const description = "You are missing the following required scopes: read";
		world.answerNext(AUDITS, () => Response.json({ error: "Forbidden", description }, { status: 403 }));
		await expect(observe(1042, NOW)).rejects.toMatchObject(failing("missing_scope"));
	});

	test("with an ended token renews it and goes on", async () => {
		const { feed, renewals } = await openFeed(world);
		world.zendesk.expireAccessTokens();
		expect(await feed.observe("1042", NOW)).toMatchObject({ ticket: { id: "1042" } });
		expect(world.zendesk.refreshCount()).toBe(1);
		expect(new Set(renewals)).toEqual(new Set([1]));
		// Refused calls count as well.
		expect(feed.spent()).toBe(6);
	});
});
