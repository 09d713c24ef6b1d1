import { beforeEach, describe, expect, it } from "vitest";
import { ZOHO_ACCOUNT } from "../../../../sandbox/seed/accounts.ts";
import type { DeskFeed } from "../../../../src/desk/desk-feed.ts";
import { zoho } from "../../../../src/desk/zoho/provider.ts";
import {
	createAccount,
	createTokens,
	DESK,
	failureOf,
	START,
	type TestAccount,
} from "../../sandbox/zoho/account.ts";

const WANTED = { address: "https://desk.example/webhooks/zoho/d1", name: "Deskbridge" };
const EVENTS = ["Ticket_Add", "Ticket_Comment_Add", "Ticket_Delete", "Ticket_Thread_Add", "Ticket_Update"];

let probes: string[];
let answer: (request: Request) => Response;
let account: TestAccount;
let feed: DeskFeed;

beforeEach(async () => {
	probes = [];
	answer = () => new Response("ok");
	account = createAccount(async (request) => {
		probes.push(`${request.method} ${request.url}`);
		return answer(request);
	});
	feed = await account.openFeed();
});

const rows = () => account.simulator.webhooks();

/** A call of an administrator's own. */
async function change(method: string, path: string, json: unknown) {
	const { accessToken } = await account.signIn({ role: "admin" });
	return account.write(accessToken, method, path, json);
}

async function addOthers(count: number) {
	for (let index = 0; index < count; index++) {
		const url = `https://other.example/${index}`;
		expect((await change("POST", "/webhooks", { url, subscriptions: { Ticket_Add: null } })).status).toBe(
			200,
		);
	}
}

describe("ensureWebhook", () => {
	it("makes one for all events of all departments, with what automations do", async () => {
		const made = await feed.ensureWebhook(WANTED, null);
		expect(made).toEqual({ ok: true, keys: { id: rows()[0]?.id, secret: null }, repaired: false });
		expect(probes).toEqual([`GET ${WANTED.address}`]);
		expect(rows()).toMatchObject([
			{ name: "Deskbridge", url: WANTED.address, isEnabled: true, includeEventsFrom: ["AUTOMATION"] },
		]);
		const [{ subscriptions } = { subscriptions: {} }] = rows();
		expect(Object.keys(subscriptions).sort()).toEqual(EVENTS);
		expect(subscriptions).toMatchObject({ Ticket_Add: null, Ticket_Update: { includePrevState: true } });
	});

	it("leaves alone what is as it should be", async () => {
		const made = await feed.ensureWebhook(WANTED, null);
		account.calls.length = 0;
		const again = await feed.ensureWebhook(WANTED, made.ok ? made.keys : null);
		expect(again).toEqual({ ...made, repaired: false });
		expect(account.calls).toEqual(["GET /webhooks"]);
		expect(rows()).toHaveLength(1);
	});

	it.each([
		["switched off", { isEnabled: false, subscriptions: { Ticket_Add: null } }],
		["without some events", { subscriptions: { Ticket_Add: null } }],
		[
			"held to one direction",
			{
				subscriptions: {
					...Object.fromEntries(EVENTS.map((event) => [event, null])),
					Ticket_Thread_Add: { direction: "in" },
				},
			},
		],
		[
			"without automations",
			{ includeEventsFrom: [], subscriptions: Object.fromEntries(EVENTS.map((event) => [event, null])) },
		],
	])("puts one right that was %s", async (_name, drift) => {
		const made = await feed.ensureWebhook(WANTED, null);
		const keys = made.ok ? made.keys : null;
		await change("PATCH", `/webhooks/${keys?.id}`, drift);
		expect(await feed.ensureWebhook(WANTED, keys)).toEqual({ ok: true, keys, repaired: true });
		expect(rows()).toMatchObject([{ isEnabled: true, includeEventsFrom: ["AUTOMATION"] }]);
		expect(Object.keys(rows()[0]?.subscriptions ?? {}).sort()).toEqual(EVENTS);
		expect(await feed.ensureWebhook(WANTED, keys)).toMatchObject({ repaired: false });
	});

	it("makes it anew when somebody deleted it", async () => {
		const made = await feed.ensureWebhook(WANTED, null);
		const keys = made.ok ? made.keys : null;
		await feed.removeWebhook(keys?.id ?? "");
		const again = await feed.ensureWebhook(WANTED, keys);
		expect(again).toEqual({ ok: true, keys: { id: rows()[0]?.id, secret: null }, repaired: true });
		expect(rows()[0]?.id).not.toBe(keys?.id);
	});

	it("finds its own again when the answer to its making was lost", async () => {
		await feed.ensureWebhook(WANTED, null);
		const [row] = rows();
		expect(await feed.ensureWebhook(WANTED, null)).toEqual({
			ok: true,
			keys: { id: row?.id, secret: null },
			repaired: false,
		});
		expect(rows()).toHaveLength(1);
	});

	it("leaves one of several, and those of others", async () => {
		await addOthers(1);
		const subscriptions = Object.fromEntries(EVENTS.map((event) => [event, null]));
		for (let index = 0; index < 2; index++)
			await change("POST", "/webhooks", { url: WANTED.address, subscriptions });
		const outcome = await feed.ensureWebhook(WANTED, null);
		expect(rows().map(({ url }) => url)).toEqual(["https://other.example/0", WANTED.address]);
		expect(outcome).toMatchObject({ ok: true, keys: { id: rows()[1]?.id } });
	});

	it("follows a new address of ours", async () => {
		const made = await feed.ensureWebhook(WANTED, null);
		const keys = made.ok ? made.keys : null;
		const moved = { ...WANTED, address: "https://new.example/webhooks/zoho/d1" };
		expect(await feed.ensureWebhook(moved, keys)).toEqual({ ok: true, keys, repaired: true });
		expect(rows().map(({ url }) => url)).toEqual([moved.address]);
	});

	it("takes a POST for an answer when a GET gets none", async () => {
		answer = ({ method }) => new Response(null, { status: method === "GET" ? 404 : 200 });
		expect(await feed.ensureWebhook(WANTED, null)).toMatchObject({ ok: true });
		expect(probes).toEqual([`GET ${WANTED.address}`, `POST ${WANTED.address}`]);
	});
});

describe("refusals", () => {
	it("is `address` when the desk can't reach us", async () => {
		answer = () => new Response(null, { status: 404 });
		expect(await feed.ensureWebhook(WANTED, null)).toEqual({ ok: false, reason: "address" });
		expect(rows()).toEqual([]);
	});

	it("is `address` for one that is too long to be changed later", async () => {
		const address = `https://desk.example/${"x".repeat(100)}`;
		expect(await feed.ensureWebhook({ ...WANTED, address }, null)).toEqual({ ok: false, reason: "address" });
	});

	it.each(["FREE", "EXPRESS"] as const)("is `edition` on %s", async (edition) => {
		account.simulator.setEdition(ZOHO_ACCOUNT.portal, edition);
		expect(await feed.ensureWebhook(WANTED, null)).toEqual({ ok: false, reason: "edition" });
	});

	it("is `limit` when all are in use", async () => {
		account.simulator.setEdition(ZOHO_ACCOUNT.orgId, "PROFESSIONAL");
		await addOthers(5);
		expect(await feed.ensureWebhook(WANTED, null)).toEqual({ ok: false, reason: "limit" });
	});

	it("is `rights` for somebody whose profile may not", async () => {
		const alex = await account.openFeed("alex@acme.example");
		expect(await alex.ensureWebhook(WANTED, null)).toEqual({ ok: false, reason: "rights" });
	});

	it("is no refusal when the grant is older than the scopes", async () => {
		const old = await account.signIn({ role: "agent" });
		const feedOfOld = zoho.openFeed(DESK, createTokens(old, account.call), account.call);
		expect(await failureOf(feedOfOld.ensureWebhook(WANTED, null))).toMatchObject({ kind: "missing_scope" });
	});
});

describe("a desk that wants departments named", () => {
	it("gets all of them", async () => {
		const refused = { errorCode: "INVALID_DATA", message: "", errors: [] as object[] };
		refused.errors.push({ fieldName: "/subscriptions/Ticket_Add/departmentIds", errorType: "missing" });
		const strict: typeof fetch = async (input, init) => {
			const request = new Request(input as RequestInfo, init as RequestInit);
			const body =
				request.method === "POST" && request.url.endsWith("/webhooks") ? await request.clone().text() : "";
			if (body && !body.includes("departmentIds")) return Response.json(refused, { status: 422 });
			return account.call.fetch(request);
		};
		const call = { ...account.call, fetch: strict };
		const grant = await account.signIn({ role: "admin" });
		const outcome = await zoho.openFeed(DESK, createTokens(grant, call), call).ensureWebhook(WANTED, null);
		expect(outcome).toMatchObject({ ok: true });
		expect(rows()[0]?.subscriptions).toMatchObject({
			Ticket_Add: { departmentIds: [expect.any(String), expect.any(String), expect.any(String)] },
			Ticket_Update: { departmentIds: expect.any(Array), includePrevState: true },
			Ticket_Delete: null,
		});
	});
});

describe("removeWebhook", () => {
	it("removes it, and doesn't mind when it is gone", async () => {
		const made = await feed.ensureWebhook(WANTED, null);
		const id = made.ok ? made.keys.id : "";
		await feed.removeWebhook(id);
		expect(rows()).toEqual([]);
		await feed.removeWebhook(id);
	});
});

describe("a delivery of the desk", () => {
	it("is authentic to its subscription and to no other, and hints at its ticket", async () => {
		const received: { headers: Headers; rawBody: string }[] = [];
		account = createAccount(async (request) => {
			const rawBody = request.method === "POST" ? await request.text() : "";
			if (rawBody) received.push({ headers: request.headers, rawBody });
			return new Response("ok");
		});
		feed = await account.openFeed();
		const made = await feed.ensureWebhook(WANTED, null);
		const id = made.ok ? made.keys.id : "";
		const ticket = account.simulator.actAsCustomer({ ticketId: "4702", text: "Hello?" });
		await account.simulator.settle();
		const [delivery] = received;
		if (!delivery) throw new Error("nothing was delivered");
		const keySet = await account.simulator.fetch(new Request(zoho.webhooks.keySetUrl("eu") ?? ""));
		const { keys } = (await keySet.json()) as { keys: (JsonWebKey & { kid: string })[] };
		const source = async (kid: string) => keys.find((key) => key.kid === kid) ?? null;
		const request = { ...delivery, now: Date.now() };
		const subscription = { id, secret: null, address: "eu", portalId: ZOHO_ACCOUNT.orgId };
		expect(await zoho.webhooks.isAuthentic(request, subscription, source)).toBe(true);
		expect(await zoho.webhooks.isAuthentic(request, { ...subscription, id: `${id}1` }, source)).toBe(false);
		expect(await zoho.webhooks.isAuthentic(request, { ...subscription, portalId: "60099999" }, source)).toBe(
			false,
		);
		expect(zoho.webhooks.parse(delivery.rawBody)).toEqual([
			{ ticketId: ticket.id, key: expect.stringMatching(new RegExp(`^Ticket_Thread_Add:\\d+:${START}$`)) },
		]);
	});
});
