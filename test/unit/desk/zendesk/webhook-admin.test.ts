import { beforeEach, describe, expect, test } from "vitest";
import type { WebhookKeys, WebhookOutcome } from "../../../../src/desk/desk-feed.ts";
import { ALEX, createWorld, failing, openFeed, type World } from "./session.ts";

const WANTED = { address: "https://desk.example/webhooks/zendesk/d_1", name: "Deskbridge" };
const WEBHOOKS = /\/webhooks$/;
const ONE_WEBHOOK = /\/webhooks\/\w+$/;

let world: World;

beforeEach(() => {
	world = createWorld();
});

const listed = () => world.zendesk.webhooks();
const methods = () => world.requests.map(({ method, url }) => `${method} ${toPattern(url)}`);
const toPattern = (url: string) =>
	new URL(url).pathname.replace("/api/v2", "").replace(/\/[0-9A-Z]{26}/, "/{id}");

function keysOf(outcome: WebhookOutcome): WebhookKeys {
	if (!outcome.ok) throw new Error(outcome.reason);
	return outcome.keys;
}

async function makeOne() {
	const { feed } = await openFeed(world);
	const keys = keysOf(await feed.ensureWebhook(WANTED, null));
	world.requests.length = 0;
	return { feed, keys };
}

/** Somebody else's, or an older one of ours. */
async function post(webhook: Record<string, unknown>): Promise<string> {
	const authorization = world.requests.at(-1)?.headers.get("authorization") ?? "";
	const answer = await world.zendesk.fetch(
		new Request("https://acme.zendesk.com/api/v2/webhooks", {
			method: "POST",
			headers: { authorization, "content-type": "application/json" },
			body: JSON.stringify({
				webhook: {
					name: "Deskbridge",
					status: "active",
					http_method: "POST",
					request_format: "json",
					...webhook,
				},
			}),
		}),
	);
	return ((await answer.json()) as { webhook: { id: string } }).webhook.id;
}

describe("the webhook", () => {
	test("is made with all its events, and its secret read", async () => {
		const { feed } = await openFeed(world);
		const outcome = await feed.ensureWebhook(WANTED, null);
		const [webhook] = listed();
		expect(outcome).toEqual({ ok: true, keys: { id: webhook?.id, secret: webhook?.secret }, repaired: true });
		expect(webhook).toMatchObject({ name: "Deskbridge", endpoint: WANTED.address, status: "active" });
		expect(webhook?.subscriptions).toEqual(
			expect.arrayContaining([
				"zen:event-type:ticket.created",
				"zen:event-type:ticket.comment_added",
				"zen:event-type:ticket.status_changed",
				"zen:event-type:ticket.priority_changed",
				"zen:event-type:ticket.agent_assignment_changed",
				"zen:event-type:ticket.group_assignment_changed",
			]),
		);
		expect(methods()).toEqual(["GET /webhooks", "POST /webhooks", "GET /webhooks/{id}/signing_secret"]);
	});

	test("that is right is left alone, by two calls", async () => {
		const { feed, keys } = await makeOne();
		expect(await feed.ensureWebhook(WANTED, keys)).toEqual({ ok: true, keys, repaired: false });
		expect(methods()).toEqual(["GET /webhooks", "GET /webhooks/{id}/signing_secret"]);
	});

	test("that was deleted is made again", async () => {
		const { feed, keys } = await makeOne();
		await feed.removeWebhook(keys.id);
		const outcome = await feed.ensureWebhook(WANTED, keys);
		expect(outcome).toMatchObject({ ok: true, repaired: true });
		expect(keysOf(outcome).id).not.toBe(keys.id);
		expect(listed()).toHaveLength(1);
	});

	test("that was switched off is switched on", async () => {
		const { feed, keys } = await makeOne();
		world.zendesk.setWebhookStatus(keys.id, "inactive");
		expect(await feed.ensureWebhook(WANTED, keys)).toEqual({ ok: true, keys, repaired: true });
		expect(listed()).toMatchObject([{ id: keys.id, status: "active" }]);
	});

	test("follows us to another address", async () => {
		const { feed, keys } = await makeOne();
		const address = "https://new.example/webhooks/zendesk/d_1";
		expect(await feed.ensureWebhook({ ...WANTED, address }, keys)).toEqual({
			ok: true,
			keys,
			repaired: true,
		});
		expect(listed()).toMatchObject([{ id: keys.id, endpoint: address }]);
	});

	test("that lacks an event gets it", async () => {
		const { feed, keys } = await makeOne();
		await feed.removeWebhook(keys.id);
		const id = await post({ endpoint: WANTED.address, subscriptions: ["zen:event-type:ticket.created"] });
		expect(await feed.ensureWebhook(WANTED, null)).toMatchObject({ ok: true, keys: { id }, repaired: true });
		expect(listed()[0]?.subscriptions.length).toBeGreaterThan(1);
	});

	test("of a trigger makes room for one of events", async () => {
		const { feed, keys } = await makeOne();
		await feed.removeWebhook(keys.id);
		const endpoint = WANTED.address;
		const id = await post({ endpoint, subscriptions: ["conditional_ticket_events"] });
		const outcome = await feed.ensureWebhook(WANTED, { id, secret: null });
		expect(keysOf(outcome).id).not.toBe(id);
		expect(listed()).toMatchObject([{ id: keysOf(outcome).id }]);
	});

	test("is the only one for its address; other people's stay", async () => {
		const { feed, keys } = await makeOne();
		const first = await feed.ensureWebhook(WANTED, keys);
		await post({ endpoint: WANTED.address, subscriptions: ["zen:event-type:ticket.created"] });
		const other = await post({ endpoint: "https://staging.example/webhooks/zendesk/d_9" });
		expect(await feed.ensureWebhook(WANTED, keys)).toEqual(first);
		expect(
			listed()
				.map(({ id }) => id)
				.sort(),
		).toEqual([keys.id, other].sort());
	});

	test("is found again under another name", async () => {
		const { feed, keys } = await makeOne();
		const name = "Another";
		expect(await feed.ensureWebhook({ ...WANTED, name }, keys)).toEqual({ ok: true, keys, repaired: false });
		expect(listed()).toHaveLength(1);
	});

	test("that nobody remembers is taken over", async () => {
		const { feed, keys } = await makeOne();
		expect(await feed.ensureWebhook(WANTED, null)).toEqual({ ok: true, keys, repaired: true });
	});

	test("with another secret by now is told as put right", async () => {
		const { feed, keys } = await makeOne();
		const known = { ...keys, secret: "an older one" };
		expect(await feed.ensureWebhook(WANTED, known)).toEqual({ ok: true, keys, repaired: true });
	});

	test("can be removed, also when it is gone", async () => {
		const { feed, keys } = await makeOne();
		await feed.removeWebhook(keys.id);
		await feed.removeWebhook(keys.id);
		expect(listed()).toEqual([]);
		expect(feed.spent()).toBe(5);
	});
});

describe("a webhook that can't be had", () => {
	const refuse = (status: number, body: unknown) => () => Response.json(body, { status });

	test("for want of rights says so", async () => {
		const { feed } = await openFeed(world, ALEX);
		expect(await feed.ensureWebhook(WANTED, null)).toEqual({ ok: false, reason: "rights" });
	});

	test("because all are in use says so", async () => {
		world.zendesk.setWebhooks({ limit: 0 });
		const { feed } = await openFeed(world);
		expect(await feed.ensureWebhook(WANTED, null)).toEqual({ ok: false, reason: "limit" });
	});

	test("because the plan has none says so", async () => {
		const { feed } = await openFeed(world);
		world.answerNext(WEBHOOKS, refuse(404, { error: "InvalidEndpoint", description: "Not found" }));
		expect(await feed.ensureWebhook(WANTED, null)).toEqual({ ok: false, reason: "edition" });
	});

	test("because we can't be reached says so", async () => {
		const { feed } = await openFeed(world);
		const address = "http://10.0.0.7/webhooks";
		expect(await feed.ensureWebhook({ ...WANTED, address }, null)).toEqual({ ok: false, reason: "address" });
	});

	test("for want of a scope means connecting again", async () => {
		const { feed } = await openFeed(world);
		const description = "You are missing the following required scopes: webhooks:read";
		world.answerNext(WEBHOOKS, refuse(403, { error: "Forbidden", description }));
		await expect(feed.ensureWebhook(WANTED, null)).rejects.toMatchObject(failing("missing_scope"));
	});

	test.each([
		["rate_limited", 429],
		["unavailable", 503],
	])("right now is an error of kind %s", async (kind, status) => {
		const { feed } = await openFeed(world);
		world.answerNext(WEBHOOKS, refuse(status, { error: "x" }));
		await expect(feed.ensureWebhook(WANTED, null)).rejects.toMatchObject(failing(kind));
	});

	test("because making it was not answered is looked for the next time, not made twice", async () => {
		const { feed } = await openFeed(world);
		const secret = /signing_secret$/;
		world.answerNext(secret, () => Promise.reject(new TypeError("connection reset")));
		await expect(feed.ensureWebhook(WANTED, null)).rejects.toMatchObject(failing("unavailable"));
		expect(await feed.ensureWebhook(WANTED, null)).toMatchObject({ ok: true, repaired: true });
		expect(listed()).toHaveLength(1);
	});

	test("isn't given up because a list has a row that can't be read", async () => {
		const { feed, keys } = await makeOne();
		world.answerNext(WEBHOOKS, () =>
			Response.json({ webhooks: [{ id: 5 }, null], meta: { has_more: false } }),
		);
		expect(await feed.ensureWebhook(WANTED, keys)).toMatchObject({ ok: true, keys, repaired: false });
		expect(methods().at(1)).toBe("GET /webhooks/{id}");
		world.answerNext(ONE_WEBHOOK, refuse(500, {}));
		await expect(feed.removeWebhook(keys.id)).rejects.toMatchObject(failing("unavailable"));
	});
});
