import { beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../../../../sandbox/vendor.ts";
import { createZendesk, type ZendeskSimulator } from "../../../../sandbox/vendors/zendesk/simulator.ts";
import { webhooks as reader } from "../../../../src/desk/zendesk/webhook.ts";
import { createFixedClock } from "./browser.ts";
import { createSubscriber, type Subscriber } from "./subscriber.ts";

const MINA = 381204417;
const ALEX = 381204418;
const SECOND = 1_000;
const ALL = [
	"created",
	"comment_added",
	"status_changed",
	"priority_changed",
	"agent_assignment_changed",
	"group_assignment_changed",
	"tags_changed",
];

let clock: Clock;
let zendesk: ZendeskSimulator;
let subscriber: Subscriber;

beforeEach(() => {
	clock = createFixedClock();
	subscriber = createSubscriber();
	zendesk = createZendesk({ clock, deliver: subscriber.deliver });
});

const subscribe = (types: string[] = ALL) =>
	subscriber.subscribe(
		zendesk,
		types.map((type) => `zen:event-type:ticket.${type}`),
	);
const reply = (text: string) => zendesk.actAsCustomer({ ticketId: 1042, text });
const types = () => subscriber.events().map(({ type }) => type.replace("zen:event-type:ticket.", ""));
const comments = () => subscriber.events().map(({ event }) => (event.comment as { body: string }).body);

describe("a webhook", () => {
	test("is sent for a change, signed, about the ticket as it is now", async () => {
		const { secret, id } = await subscribe();
		zendesk.actAsAgent({ ticketId: 1042, agentId: ALEX, status: "pending" });
		await zendesk.settle();
		const [sent] = subscriber.received;
		if (!sent) throw new Error("nothing came");
		expect(sent.url).toBe("https://desk.example/webhooks/zendesk/d_1");
		const subscription = { id, secret, address: "acme", portalId: "acme" };
		const request = { headers: sent.headers, rawBody: sent.body, now: Date.now() };
		expect(await reader.isAuthentic(request, subscription, async () => null)).toBe(true);
		expect(reader.parse(sent.body)).toEqual([{ ticketId: "1042", key: subscriber.events()[0]?.id }]);
		expect(subscriber.events()).toMatchObject([
			{
				type: "zen:event-type:ticket.status_changed",
				subject: "zen:ticket:1042",
				time: "2026-11-20T09:00:00.000000000Z",
				detail: {
					id: "1042",
					status: "PENDING",
					priority: "HIGH",
					actor_id: String(ALEX),
					assignee_id: String(ALEX),
				},
				event: { previous: "OPEN", current: "PENDING", meta: { sequence: { position: 1, total: 1 } } },
			},
		]);
	});

	test("comes for each part of an action, said to belong together", async () => {
		await subscribe();
		zendesk.actAsAgent({
			ticketId: 1042,
			agentId: MINA,
			text: "Mine now",
			assigneeId: MINA,
			groupId: 360002,
			priority: null,
			status: "pending",
		});
		await zendesk.settle();
		expect(types()).toEqual([
			"comment_added",
			"status_changed",
			"priority_changed",
			"agent_assignment_changed",
			"group_assignment_changed",
		]);
		const sequences = subscriber.events().map(({ event }) => event.meta.sequence);
		expect(new Set(sequences.map(({ id }) => id)).size).toBe(1);
		expect(sequences.map(({ position, total }) => [position, total])).toEqual(
			[1, 2, 3, 4, 5].map((position) => [position, 5]),
		);
	});

	test("tells of a new ticket, and of changes by the API, but not of what it isn't subscribed to", async () => {
		await subscribe(["created", "tags_changed"]);
		const { id } = zendesk.createTicket({ subject: "New", text: "New", requester: { email: "x@y.example" } });
		await subscriber.put(zendesk, id, { tags: ["vip"], priority: "low" });
		await zendesk.settle();
		expect(subscriber.events()).toMatchObject([
			{ detail: { id: String(id), assignee_id: "", group_id: "", priority: null } },
			{ event: { tags_added: ["vip"], tags_removed: [] }, detail: { actor_id: String(MINA) } },
		]);
	});

	test("isn't waited for by the call that caused it", async () => {
		await subscribe();
		const answer = Promise.withResolvers<Response>();
		subscriber.answerWith(() => answer.promise);
		expect((await subscriber.put(zendesk, 1042, { priority: "low" })).status).toBe(200);
		answer.resolve(new Response());
		await zendesk.settle();
		expect(zendesk.invocations()).toMatchObject([{ status: 200, attempt: 1 }]);
	});

	test("isn't sent to another account's webhook, nor after it was switched off", async () => {
		const { id } = await subscribe();
		zendesk.actAsCustomer({
			ticketId: zendesk.tickets("globex")[0]?.id ?? 0,
			text: "x",
			subdomain: "globex",
		});
		zendesk.setWebhookStatus(id, "inactive");
		reply("unheard");
		await zendesk.settle();
		expect(subscriber.received).toEqual([]);
	});

	test("isn't sent for a write that changes nothing", async () => {
		await subscribe();
		await subscriber.put(zendesk, 1042, { status: "open" });
		await zendesk.settle();
		expect(subscriber.received).toEqual([]);
	});
});

describe("trouble on demand", () => {
	test("loses as many as asked for", async () => {
		await subscribe();
		zendesk.setWebhooks({ lose: 100 });
		for (let index = 0; index < 101; index++) reply(`report ${index}`);
		await zendesk.settle();
		expect(comments()).toEqual(["report 100"]);
	});

	test("sends each twice, the same both times", async () => {
		await subscribe();
		zendesk.setWebhooks({ duplicate: true });
		reply("once");
		await zendesk.settle();
		const [first, second] = subscriber.events();
		expect(subscriber.received).toHaveLength(2);
		expect(first?.id).toBe(second?.id);
	});

	test("turns the order round", async () => {
		await subscribe();
		zendesk.setWebhooks({ reorder: true });
		reply("first");
		reply("second");
		await zendesk.settle();
		expect(comments()).toEqual(["second", "first"]);
	});

	test("ends with a reset, as the webhooks do", async () => {
		await subscribe();
		zendesk.setWebhooks({ lose: 5 });
		reply("under way");
		zendesk.reset();
		expect(zendesk.webhooks()).toEqual([]);
		await subscribe();
		reply("after");
		await zendesk.settle();
		expect(comments()).toEqual(["after"]);
	});
});

describe("an endpoint", () => {
	const attempts = () => zendesk.invocations().map(({ status, attempt }) => [attempt, status]);

	async function untilQuiet() {
		await zendesk.settle();
		for (let round = 0; round < 10; round++) {
			clock.advance(60 * SECOND);
			await zendesk.tick?.();
		}
	}

	test.each([
		["doesn't answer", 6, () => Promise.reject(new TypeError("connection refused"))],
		["answers 409", 4, async () => new Response(null, { status: 409 })],
		[
			"answers 429 with a short wait",
			6,
			async () => new Response(null, { status: 429, headers: { "retry-after": "30" } }),
		],
		[
			"answers 503 with a long wait",
			1,
			async () => new Response(null, { status: 503, headers: { "retry-after": "60" } }),
		],
		["answers 503 without a wait", 1, async () => new Response(null, { status: 503 })],
		["answers 500", 1, async () => new Response(null, { status: 500 })],
		["answers 401", 1, async () => new Response(null, { status: 401 })],
		["answers 204", 1, async () => new Response(null, { status: 204 })],
	])("that %s is tried %i times", async (_, times, answer) => {
		await subscribe();
		subscriber.answerWith(answer);
		reply("hello");
		await untilQuiet();
		expect(attempts()).toHaveLength(times);
		expect(zendesk.webhooks()).toMatchObject([{ status: "active" }]);
	});

	test("that is back by the second attempt has it once", async () => {
		await subscribe();
		subscriber.answerWith(async () => new Response(null, { status: 503, headers: { "retry-after": "5" } }));
		reply("hello");
		await zendesk.settle();
		subscriber.answerWith(async () => new Response());
		await zendesk.tick?.();
		expect(attempts()).toEqual([[1, 503]]);
		clock.advance(5 * SECOND);
		await zendesk.tick?.();
		expect(attempts()).toEqual([
			[1, 503],
			[2, 200],
		]);
		expect(subscriber.events()[0]?.id).toBe(subscriber.events()[1]?.id);
	});

	test("that fails too often is left alone for a while, and what happened then is lost", async () => {
		await subscribe();
		subscriber.answerWith(async () => new Response(null, { status: 500 }));
		for (let index = 0; index < 100; index++) reply(`report ${index}`);
		await zendesk.settle();
		subscriber.answerWith(async () => new Response());
		reply("lost");
		await zendesk.settle();
		expect(zendesk.invocations()).toHaveLength(100);
		clock.advance(5 * SECOND);
		reply("heard");
		await zendesk.settle();
		expect(comments().at(-1)).toBe("heard");
		expect(comments()).not.toContain("lost");
	});
});

describe("the webhooks API", () => {
	const ask = (method: string, path: string, body?: unknown, personId = MINA) =>
		subscriber.ask(zendesk, personId, method, path, body);

	test("is for administrators", async () => {
		expect((await ask("GET", "/webhooks", undefined, ALEX)).status).toBe(403);
	});

	test("needs its scope to write", async () => {
		const answer = await subscriber.ask(zendesk, MINA, "POST", "/webhooks", {}, "read tickets:write");
		expect(answer.status).toBe(403);
		expect(JSON.stringify(answer.body)).toContain("webhooks:write");
	});

	test("lists by name and status, in pages, without secrets", async () => {
		for (const name of ["Deskbridge 1", "Deskbridge 2", "Other"]) {
			await ask("POST", "/webhooks", {
				webhook: {
					name,
					status: "active",
					endpoint: "https://x.example",
					http_method: "POST",
					request_format: "json",
				},
			});
		}
		const path = "/webhooks?filter[name_contains]=deskbridge&filter[status]=active&page[size]=1";
		const { body } = await ask("GET", path);
		expect(body).toMatchObject({ webhooks: [{ name: "Deskbridge 1" }], meta: { has_more: true } });
		expect(JSON.stringify(body)).not.toContain("secret");
		const after = (body.meta as { after_cursor: string }).after_cursor;
		expect((await ask("GET", `${path}&page[after]=${after}`)).body).toMatchObject({
			webhooks: [{ name: "Deskbridge 2" }],
			meta: { has_more: false },
		});
	});

	test("changes, resets the secret and deletes", async () => {
		const { id, secret } = await subscribe();
		expect((await ask("PATCH", `/webhooks/${id}`, { webhook: { status: "inactive" } })).status).toBe(204);
		expect((await ask("GET", `/webhooks/${id}`)).body).toMatchObject({ webhook: { status: "inactive" } });
		const reset = await ask("POST", `/webhooks/${id}/signing_secret`);
		const { signing_secret } = reset.body as { signing_secret: { secret: string } };
		expect(signing_secret.secret).not.toBe(secret);
		expect((await ask("GET", `/webhooks/${id}/signing_secret`)).body).toMatchObject({ signing_secret });
		expect((await ask("DELETE", `/webhooks/${id}`)).status).toBe(204);
		expect((await ask("GET", `/webhooks/${id}`)).status).toBe(404);
	});

	const good = {
		name: "W",
		status: "active",
		endpoint: "https://x.example",
		http_method: "POST",
		request_format: "json",
	};
	const events = ["zen:event-type:ticket.created"];
	test.each([
		["nothing", null],
		["no name", { ...good, name: "" }],
		["an address nobody can reach", { ...good, endpoint: "http://192.168.0.1" }],
		["an address that is none", { ...good, endpoint: "desk" }],
		["a status that is none", { ...good, status: "on" }],
		["events by GET", { ...good, http_method: "GET", subscriptions: events }],
		["events as XML", { ...good, request_format: "xml", subscriptions: events }],
		["events and triggers", { ...good, subscriptions: [...events, "conditional_ticket_events"] }],
	])("refuses %s", async (_, webhook) => {
		const answer = await ask("POST", "/webhooks", { webhook });
		expect(answer).toMatchObject({ status: 400, body: { errors: [{ code: expect.any(String) }] } });
		expect(zendesk.webhooks()).toEqual([]);
	});

	test("never makes a webhook one of the other kind", async () => {
		const { id } = await subscribe();
		const subscriptions = ["conditional_ticket_events"];
		expect((await ask("PATCH", `/webhooks/${id}`, { webhook: { subscriptions } })).status).toBe(400);
	});

	test("makes no more than the account may have", async () => {
		zendesk.setWebhooks({ limit: 1 });
		await subscribe();
		expect((await ask("POST", "/webhooks", { webhook: good })).status).toBe(422);
	});
});
