import { beforeEach, describe, expect, it } from "vitest";
import { ZOHO_DEPARTMENTS } from "../../../../sandbox/seed/people.ts";
import { createAccount, type TestAccount } from "./account.ts";

let account: TestAccount;
let token: string;
let id: string;

beforeEach(async () => {
	account = createAccount();
	token = (await account.signIn()).accessToken;
	id = account.simulator.ticket("4702").id;
});

interface Failure {
	errorCode: string;
	errors?: { fieldName: string; errorType: string }[];
}

async function refusal(path: string, json: unknown, method = "POST", as = token) {
	const answer = await account.write(as, method, path, json);
	const { errorCode, errors } = (await answer.json()) as Failure;
	return [
		answer.status,
		errorCode,
		...(errors ?? []).map(({ fieldName, errorType }) => `${fieldName} ${errorType}`),
	];
}

const tokenOf = async (name: string) =>
	(await account.signIn({ person: `${name}@acme.example` })).accessToken;

describe("bodies", () => {
	it("are refused when they are no JSON, no object, empty, or have a key the vendor doesn't know", async () => {
		expect(await refusal("/tickets", "{")).toEqual([400, "BAD_REQUEST"]);
		expect(await refusal("/tickets", [])).toEqual([422, "UNPROCESSABLE_ENTITY"]);
		expect(await refusal("/tickets", {})).toEqual([422, "EMPTY_PAYLOAD"]);
		expect(await refusal("/tickets", { subject: "x", ticketNumber: "1" })).toEqual([
			422,
			"UNPROCESSABLE_ENTITY",
		]);
	});

	it("name everything that is wrong at once", async () => {
		const body = { subject: "x".repeat(1001), departmentId: ZOHO_DEPARTMENTS.billing, priority: "Soon" };
		expect(await refusal("/tickets", body)).toEqual([
			422,
			"INVALID_DATA",
			"/subject invalid",
			"/contactId missing",
			"/email missing",
			"/cf/cf_invoice_number missing",
			"/cf/cf_reason missing",
			"/description missing",
			"/priority invalid",
		]);
	});

	it("make nothing when they are refused", async () => {
		const before = account.simulator.tickets();
		await refusal("/tickets", {
			subject: "x",
			departmentId: ZOHO_DEPARTMENTS.support,
			contact: { lastName: "New", email: "new@x.example" },
			priority: "Soon",
		});
		expect(account.simulator.tickets()).toEqual(before);
		const found = await account.get(token, "/contacts/search?_all=new@x.example");
		expect(found.status).toBe(204);
	});
});

describe("scopes", () => {
	it("are asked for by what is written", async () => {
		const reader = (await account.signIn({ scopes: ["Desk.tickets.READ", "Desk.basic.READ"] })).accessToken;
		for (const [method, path, body] of [
			["POST", "/tickets", { subject: "x" }],
			["PATCH", `/tickets/${id}`, { status: "Closed" }],
			["POST", `/tickets/${id}/comments`, { content: "x", isPublic: false }],
			["POST", `/tickets/${id}/sendReply`, { channel: "EMAIL" }],
			["POST", `/tickets/${id}/move`, { departmentId: ZOHO_DEPARTMENTS.billing }],
			["POST", `/tickets/${id}/associateTag`, { tags: ["abc"] }],
			["POST", "/uploads", {}],
		] as const) {
			expect(await refusal(path, body, method, reader)).toEqual([403, "SCOPE_MISMATCH"]);
		}
		expect((await account.get(reader, "/organizationFields?module=tickets")).status).toBe(403);
		expect((await account.get(reader, "/fields?module=tickets")).status).toBe(200);
	});
});

describe("replies", () => {
	const reply = {
		channel: "EMAIL",
		fromEmailAddress: "support@acme.example",
		to: "ivo.berg@globex.example",
		contentType: "plainText",
		content: "Hello",
	};

	it.each([
		[{ fromEmailAddress: "" }, "/fromEmailAddress missing"],
		[{ fromEmailAddress: "beta@acme.example" }, "/fromEmailAddress invalid"],
		[{ fromEmailAddress: "old-support@acme.example" }, "/fromEmailAddress invalid"],
		[{ fromEmailAddress: "billing@acme.example" }, "/fromEmailAddress invalid"],
		[{ to: "" }, "/to missing"],
		[{ to: "Ivo" }, "/to invalid"],
		[{ cc: "a@b.example,nobody" }, "/cc invalid"],
		[{ channel: "PHONE" }, "/channel invalid"],
		[{ content: "" }, "/content missing"],
		[{ ticketStatus: "Gone" }, "/ticketStatus invalid"],
		[{ attachmentIds: ["123"] }, "/attachmentIds invalid"],
	])("are refused with %j", async (changes, problem) => {
		expect(await refusal(`/tickets/${id}/sendReply`, { ...reply, ...changes })).toEqual([
			422,
			"INVALID_DATA",
			problem,
		]);
		expect(account.simulator.outbox()).toEqual([]);
	});

	it("are on their way at first, and sent when read again; the panel is told", async () => {
		let told = 0;
		account.simulator.subscribe(() => {
			told += 1;
		});
		const answer = await account.write(token, "POST", `/tickets/${id}/sendReply`, reply);
		const sent = (await answer.json()) as { id: string; status: string };
		expect(sent.status).toBe("PENDING");
		const thread = await account.get(token, `/tickets/${id}/threads/${sent.id}`);
		expect(await thread.json()).toMatchObject({
			status: "SUCCESS",
			direction: "out",
			to: "ivo.berg@globex.example",
			fromEmailAddress: "support@acme.example",
		});
		expect(told).toBeGreaterThan(0);
		expect(account.simulator.outbox("4702")).toHaveLength(1);
		account.simulator.reset();
		expect(account.simulator.outbox()).toEqual([]);
	});
});

describe("comments", () => {
	it("are public when nobody says otherwise, which a light agent may not do", async () => {
		const noor = await tokenOf("noor");
		const path = `/tickets/${id}/comments`;
		expect(await refusal(path, { content: "x" }, "POST", noor)).toEqual([403, "FORBIDDEN"]);
		const answer = await account.write(token, "POST", path, { content: "x" });
		expect(await answer.json()).toMatchObject({ isPublic: true, contentType: "html" });
	});

	it("have at most 32,000 characters", async () => {
		const path = `/tickets/${id}/comments`;
		const body = { content: "x".repeat(32_001), isPublic: false };
		expect(await refusal(path, body)).toEqual([422, "INVALID_DATA", "/content invalid"]);
	});
});

describe("what a person may not", () => {
	it("write to a ticket they may not see: for them it isn't there", async () => {
		const priya = await tokenOf("priya");
		expect(await refusal(`/tickets/${id}`, { status: "Closed" }, "PATCH", priya)).toEqual([
			404,
			"URL_NOT_FOUND",
		]);
		expect(account.simulator.ticket(id).status).toBe("Open");
	});

	it("use somebody else's file, or a file twice", async () => {
		const alex = await account.open("alex@acme.example");
		const file = await alex.upload({ name: "a.txt", type: "text/plain", bytes: new ArrayBuffer(1) });
		const body = { content: "x", isPublic: false, attachmentIds: [file] };
		const path = `/tickets/${id}/comments`;
		expect(await refusal(path, body)).toEqual([422, "INVALID_DATA", "/attachmentIds invalid"]);
		const own = await tokenOf("alex");
		expect((await account.write(own, "POST", path, body)).status).toBe(200);
		expect(await refusal(path, body, "POST", own)).toEqual([422, "INVALID_DATA", "/attachmentIds invalid"]);
	});
});

describe("blueprints", () => {
	it("of the seed hold the status of some tickets and everything of one", async () => {
		const names = account.simulator.tickets().flatMap(({ blueprint }) => blueprint ?? []);
		expect(names.filter((name) => name === "Refund flow").length).toBeGreaterThan(3);
		expect(new Set(names)).toEqual(new Set(["Refund flow", "Invoice audit", "Hardware check"]));
		const refund = account.simulator.tickets().find(({ blueprint }) => blueprint === "Refund flow");
		expect(await refusal(`/tickets/${refund?.id}`, { status: "Closed" }, "PATCH")).toEqual([
			422,
			"UNPROCESSABLE_ENTITY",
		]);
	});

	it("end when the ticket leaves the department", async () => {
		const refund = account.simulator.tickets().find(({ blueprint }) => blueprint === "Refund flow");
		await account.write(token, "POST", `/tickets/${refund?.id}/move`, {
			departmentId: ZOHO_DEPARTMENTS.support,
		});
		expect((await account.get(token, `/tickets/${refund?.id}/blueprint`)).status).toBe(204);
	});
});

describe("credits", () => {
	it("are spent by writes, and refuse them when they are gone", async () => {
		account.simulator.setCredits(1);
		expect((await account.write(token, "PATCH", `/tickets/${id}`, { priority: "Low" })).status).toBe(200);
		expect(await refusal(`/tickets/${id}`, { priority: "High" }, "PATCH")).toEqual([
			429,
			"THRESHOLD_EXCEEDED",
		]);
		expect(account.simulator.ticket(id).priority).toBe("Low");
	});
});
