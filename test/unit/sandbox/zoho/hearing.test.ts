import { beforeEach, describe, expect, it } from "vitest";
import { ZOHO_ACCOUNT } from "../../../../sandbox/seed/accounts.ts";
import { ZOHO_DEPARTMENTS } from "../../../../sandbox/seed/people.ts";
import { createAccount, START, type TestAccount } from "./account.ts";

const MINA = "520000000099001";
const ALEX = "520000000099002";
const URL_OF_APP = "https://app.example/hook";

interface Delivered {
	eventType: string;
	payload: Record<string, unknown>;
	prevState?: Record<string, unknown>;
}

let received: Delivered[][];
let status: number | "never";
let account: TestAccount;
let token: string;

beforeEach(async () => {
	received = [];
	status = 200;
	account = createAccount(async (request) => {
		if (status === "never") return new Promise(() => {});
		const body = request.method === "POST" ? await request.text() : "";
		if (body.startsWith("[")) received.push(JSON.parse(body) as Delivered[]);
		return new Response(null, { status });
	});
	token = (await account.signIn({ role: "admin" })).accessToken;
});

const idOf = (number: string) => account.simulator.ticket(number).id;

async function subscribe(subscriptions: object, more: object = {}, expected = 200): Promise<string> {
	const answer = await account.write(token, "POST", "/webhooks", { url: URL_OF_APP, subscriptions, ...more });
	expect(answer.status).toBe(expected);
	return ((await answer.json()) as { id: string }).id;
}

async function delivered(): Promise<string[]> {
	await account.simulator.settle();
	return received.flat().map(({ eventType }) => eventType);
}

const ALL = {
	Ticket_Add: null,
	Ticket_Update: { includePrevState: true },
	Ticket_Comment_Add: null,
	Ticket_Thread_Add: null,
	Ticket_Delete: null,
};

describe("webhooks", () => {
	it("tell of what people do, in the order they do it", async () => {
		await subscribe(ALL);
		account.simulator.actAsCustomer({ ticketId: "4702", text: "Hello?" });
		account.simulator.actAsAgent({
			ticketId: "4702",
			agentId: ALEX,
			text: "Note",
			public: false,
			status: "Closed",
		});
		const { id } = account.simulator.createTicket({ subject: "New", text: "Words" });
		account.simulator.trash(id, MINA);
		expect(await delivered()).toEqual([
			"Ticket_Thread_Add",
			"Ticket_Comment_Add",
			"Ticket_Update",
			"Ticket_Add",
			"Ticket_Delete",
		]);
		const [thread, comment, update, add] = received.flat();
		expect(thread?.payload).toMatchObject({
			ticketId: idOf("4702"),
			direction: "in",
			content: "<div>Hello?</div>",
		});
		expect(comment?.payload).toMatchObject({ ticketId: idOf("4702"), isPublic: false });
		expect(update).toMatchObject({
			payload: { status: "Closed" },
			prevState: { status: "Open", statusType: "Open" },
		});
		expect(add?.payload).toMatchObject({ id, firstThread: { ticketId: id } });
	});

	it("tell of what is done through the API, which doesn't wait for them", async () => {
		await subscribe(ALL);
		status = "never";
		const answer = await account.write(token, "PATCH", `/tickets/${idOf("4702")}`, { priority: "Low" });
		expect(answer.status).toBe(200);
		await account.simulator.settle();
		expect(account.simulator.deliveries()).toMatchObject([{ eventTypes: ["Ticket_Update"], status: null }]);
	});

	it("tell nothing of ratings, tags and passing time", async () => {
		await subscribe(ALL);
		account.simulator.rate("4702", "BAD");
		await account.write(token, "POST", `/tickets/${idOf("4702")}/associateTag`, { tags: ["printer"] });
		account.clock.advance(60 * 24 * 3_600_000);
		expect(await delivered()).toEqual([]);
	});

	it("keep to their filters", async () => {
		await subscribe({
			Ticket_Update: { departmentIds: [ZOHO_DEPARTMENTS.billing] },
			Ticket_Thread_Add: { direction: "out" },
		});
		account.simulator.actAsCustomer({ ticketId: "4702", text: "In" });
		account.simulator.actAsAgent({ ticketId: "4702", agentId: ALEX, text: "Out", priority: "Low" });
		expect(await delivered()).toEqual(["Ticket_Thread_Add"]);
		expect(received.flat()[0]).not.toHaveProperty("prevState");
	});

	it("tell of what rules do only to who asked for it", async () => {
		await subscribe(ALL);
		account.simulator.escalate("4702");
		expect(await delivered()).toEqual([]);
		await subscribe(ALL, { includeEventsFrom: ["AUTOMATION"] });
		account.simulator.escalate("1042");
		expect(await delivered()).toEqual(["Ticket_Update"]);
	});

	it("are sent once whatever the answer, and are gone after a 410", async () => {
		const id = await subscribe(ALL);
		status = 500;
		account.simulator.actAsCustomer({ ticketId: "4702", text: "One" });
		await account.simulator.settle();
		expect(account.simulator.deliveries()).toMatchObject([{ webhookId: id, status: 500 }]);
		status = 410;
		account.simulator.actAsCustomer({ ticketId: "4702", text: "Two" });
		await account.simulator.settle();
		expect(account.simulator.webhooks()).toEqual([]);
	});

	it("come several in one list, and of one organisation only", async () => {
		await subscribe(ALL);
		for (const number of ["4702", "1042"]) account.simulator.actAsCustomer({ ticketId: number, text: "Hi" });
		account.simulator.actAsCustomer({ ticketId: "101", text: "Of the other organisation" });
		await account.simulator.settle();
		expect(received.map((list) => list.length)).toEqual([2]);
	});

	it("can be lost, doubled and turned round", async () => {
		await subscribe(ALL);
		account.simulator.setWebhookTrouble({ lose: 1, duplicate: true });
		account.simulator.actAsCustomer({ ticketId: "4702", text: "Lost" });
		await account.simulator.settle();
		expect(received).toEqual([]);
		account.simulator.actAsCustomer({ ticketId: "4702", text: "Twice" });
		await account.simulator.settle();
		expect(received).toHaveLength(2);
		account.simulator.setWebhookTrouble({ duplicate: false, reorder: true });
		account.simulator.actAsCustomer({ ticketId: "4702", text: "First" });
		account.simulator.actAsAgent({ ticketId: "4702", agentId: ALEX, priority: "Low" });
		await account.simulator.settle();
		expect(received.at(-1)?.map(({ eventType }) => eventType)).toEqual([
			"Ticket_Update",
			"Ticket_Thread_Add",
		]);
	});
});

describe("making a webhook", () => {
	it("is refused when the address answers neither GET nor POST", async () => {
		status = 404;
		const answer = await account.write(token, "POST", "/webhooks", { url: URL_OF_APP, subscriptions: ALL });
		expect([answer.status, await answer.json()]).toMatchObject([422, { errors: [{ fieldName: "/url" }] }]);
	});

	it("is refused when the address takes too long", async () => {
		status = "never";
		await subscribe(ALL, {}, 422);
	});

	it.each([
		["an empty filter", { Ticket_Add: {} }],
		["an unknown event", { Rating_Add: null }],
		["no event", {}],
	])("is refused for %s", async (_name, subscriptions) => {
		await subscribe(subscriptions, {}, 422);
	});

	it("is refused to who isn't an administrator", async () => {
		token = (await account.signIn({ person: "alex@acme.example", role: "admin" })).accessToken;
		await subscribe(ALL, {}, 403);
	});

	it("is refused beyond what the edition has", async () => {
		for (let count = 0; count < 10; count++) await subscribe(ALL);
		await subscribe(ALL, {}, 422);
		await subscribe(ALL, { isEnabled: false });
		account.simulator.setEdition(ZOHO_ACCOUNT.portal, "FREE");
		await subscribe(ALL, {}, 403);
	});

	it("needs scopes of its own", async () => {
		token = (await account.signIn({ role: "agent" })).accessToken;
		expect((await account.get(token, "/webhooks")).status).toBe(403);
	});
});

describe("a webhook", () => {
	it("is listed, read, changed and deleted", async () => {
		expect((await account.get(token, "/webhooks")).status).toBe(204);
		const id = await subscribe(ALL, { name: "Mine" });
		const shown = (await (await account.get(token, "/webhooks")).json()) as { data: object[] };
		expect(shown.data).toMatchObject([{ id, name: "Mine", type: "CUSTOMER_WEBHOOK", isEnabled: true }]);
		await account.write(token, "PATCH", `/webhooks/${id}`, { isEnabled: false, subscriptions: ALL });
		expect(await (await account.get(token, `/webhooks/${id}`)).json()).toMatchObject({ isEnabled: false });
		account.simulator.actAsCustomer({ ticketId: "4702", text: "Off" });
		expect(await delivered()).toEqual([]);
		expect((await account.write(token, "DELETE", `/webhooks/${id}`, {})).status).toBe(200);
		expect((await account.get(token, `/webhooks/${id}`)).status).toBe(404);
	});
});

describe("history", () => {
	async function history(
		number: string,
		query = "",
	): Promise<{ eventName: string; actor: object; source: string }[]> {
		const answer = await account.get(token, `/tickets/${idOf(number)}/History${query}`);
		return answer.status === 204 ? [] : ((await answer.json()) as { data: never[] }).data;
	}

	it("is newest first, from the ticket's beginning on", async () => {
		account.clock.advance(1_000);
		account.simulator.actAsAgent({ ticketId: "4702", agentId: ALEX, text: "Done", status: "Closed" });
		account.clock.advance(1_000);
		account.simulator.actAsCustomer({ ticketId: "4702", text: "No" });
		expect((await history("4702")).map(({ eventName }) => eventName)).toEqual([
			"TicketUpdated",
			"ThreadAdded",
			"TicketUpdated",
			"ThreadAdded",
			"TicketCreated",
		]);
		expect((await history("4702"))[0]).toMatchObject({
			actor: { type: "Contact", name: "Ivo Berg" },
			source: "IncomingResponse",
		});
	});

	it("counts from 0, shows at most fifty and can be narrowed", async () => {
		for (let count = 0; count < 60; count++) {
			account.simulator.actAsAgent({ ticketId: "4702", agentId: ALEX, text: `Note ${count}`, public: false });
		}
		account.simulator.actAsAgent({ ticketId: "4702", agentId: MINA, priority: "Low" });
		expect(await history("4702", "?from=0&limit=50")).toHaveLength(50);
		expect(await history("4702", "?from=50&limit=50")).toHaveLength(12);
		expect(await history("4702", "?fieldName=priority")).toHaveLength(2);
		expect(await history("4702", `?agentId=${MINA}`)).toHaveLength(1);
		expect(await history("4702", "?eventFilter=CommentHistory&limit=50")).toHaveLength(50);
		expect((await account.get(token, `/tickets/${idOf("4702")}/History?limit=51`)).status).toBe(422);
	});

	it("has the time at which a ticket ran past its due date", async () => {
		account.simulator.setDueAt("4702", START + 5_000);
		account.clock.advance(60_000);
		const [first] = await history("4702", "?eventFilter=SLAHistory");
		expect(first).toMatchObject({
			eventName: "OvershotDueTime",
			eventTime: new Date(START + 5_000).toISOString(),
		});
	});
});

describe("blueprints", () => {
	it("move on by a transition, to what is possible from there", async () => {
		const ticket = account.simulator.tickets().find(({ blueprint }) => blueprint === "Refund flow");
		const id = ticket?.id ?? "";
		await subscribe(ALL);
		account.simulator.performTransition(id, "Approve refund", ALEX);
		const now = (await (await account.get(token, `/tickets/${id}/blueprint`)).json()) as {
			state: { name: string };
			transitions: { name: string }[];
		};
		expect([now.state.name, now.transitions.map(({ name }) => name)]).toEqual([
			"Approved",
			["Pay out", "Ask again"],
		]);
		expect(() => account.simulator.performTransition(id, "Approve refund", ALEX)).toThrow(/no transition/);
		expect(await delivered()).toEqual(["Ticket_Update"]);
	});

	it("are entered", async () => {
		account.simulator.enterBlueprint("4702", "hardware");
		expect(account.simulator.ticket("4702").blueprint).toBe("Hardware check");
	});
});

it("publishes the keys of its webhooks at every data centre", async () => {
	for (const host of ["desk.zoho.eu", "desk.zoho.com"]) {
		const answer = await account.simulator.fetch(new Request(`https://${host}/.well-known/jwks.json`));
		expect(await answer.json()).toMatchObject({
			keys: [{ kty: "RSA", alg: "RS256", kid: expect.any(String) }],
		});
	}
});
