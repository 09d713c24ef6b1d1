import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { ZOHO_DEPARTMENTS } from "../../../../sandbox/seed/people.ts";
import type { ReplyTargets } from "../../../../src/core/ticket-writing.ts";
import type { HelpDesk } from "../../../../src/desk/help-desk.ts";
import { isAddress, parseAddresses } from "../../../../src/desk/zoho/email-addresses.ts";
import { zoho } from "../../../../src/desk/zoho/provider.ts";
import {
	createAccount,
	createTokens,
	DESK,
	failureOf,
	type TestAccount,
} from "../../sandbox/zoho/account.ts";

let account: TestAccount;
let desk: HelpDesk;
let id: string;

beforeEach(async () => {
	account = createAccount();
	desk = await account.open();
	id = account.simulator.ticket("4702").id;
});

const TARGETS: ReplyTargets = {
	from: "support@acme.example",
	to: [{ name: "Ivo Berg", address: "ivo.berg@globex.example" }],
	cc: [{ name: "Globex, shipping", address: "shipping@globex.example" }],
};
const reply = { text: "Done.", attachments: [], status: null, targets: TARGETS };

describe("replyTargets", () => {
	it("names who wrote last and who was in copy, but never ourselves", async () => {
		expect(await desk.replyTargets(id)).toEqual(TARGETS);
		expect(account.calls).toHaveLength(3);
	});

	it("answers where the customer wants to be answered", async () => {
		account.simulator.actAsCustomer({
			ticketId: id,
			text: "Please answer my colleague",
			from: '"Ivo" <ivo@private.example>',
			replyTo: "Kim Lee <kim@globex.example>; ivo@private.example",
			cc: "IVO@private.example, not an address, Support <support@acme.example>",
		});
		expect(await desk.replyTargets(id)).toMatchObject({
			to: [
				{ name: "Kim Lee", address: "kim@globex.example" },
				{ name: null, address: "ivo@private.example" },
			],
			cc: [],
		});
	});

	it("falls back to the contact where no mail came in", async () => {
		const made = await desk.createTicket(
			{
				departmentId: ZOHO_DEPARTMENTS.billing,
				subject: "By phone",
				description: "x",
				requester: { email: "laura@initech.example", name: null },
				priority: null,
				fields: { cf_invoice_number: "1", cf_reason: "Refund" },
				attachments: [],
			},
			"key",
		);
		expect(await desk.replyTargets(made.id)).toEqual({
			from: "billing@acme.example",
			to: [{ name: "Laura Mendes", address: "laura@initech.example" }],
			cc: [],
		});
	});

	it("is null for a closed ticket, and for a conversation that can't be answered by mail", async () => {
		const closed = account.simulator.tickets().find(({ status }) => status === "Closed");
		expect(await desk.replyTargets(closed?.id ?? "")).toBeNull();
		account.simulator.actAsCustomer({ ticketId: id, text: "From the chat", canReply: false });
		expect(await desk.replyTargets(id)).toBeNull();
	});

	it("is null without any address, and without a verified one of our own", async () => {
		const silent = account.simulator
			.tickets()
			.find(({ requester, status }) => requester === "Warehouse 7" && status !== "Closed");
		account.simulator.actAsCustomer({ ticketId: silent?.id ?? "", text: "x", from: "nobody" });
		expect(await desk.replyTargets(silent?.id ?? "")).toBeNull();
		const tokens = createTokens(await account.signIn(), account.call);
		const without = zoho.open(DESK, tokens, {
			...account.call,
			fetch: (input, init) =>
				String(input).includes("/mailReplyAddress")
					? Promise.resolve(
							Response.json({ data: [{ address: "beta@acme.example", isVerified: false, isActive: true }] }),
						)
					: account.call.fetch(input, init),
		});
		expect(await without.replyTargets(id)).toBeNull();
	});

	it("says not found for a ticket the agent may not see", async () => {
		const priya = await account.open("priya@acme.example");
		expect(await failureOf(priya.replyTargets(id))).toMatchObject({ kind: "not_found" });
	});
});

describe("sendReply", () => {
	it("sends the text as it is to exactly the people confirmed", async () => {
		const text = `<b>Hello</b> & "you"\n\n<!channel> zsu[@user:1]zsu`;
		await desk.sendReply(id, { ...reply, text });
		expect(account.simulator.outbox("4702")).toMatchObject([
			{
				from: "support@acme.example",
				to: ["ivo.berg@globex.example"],
				cc: ["shipping@globex.example"],
				text,
				attachments: [],
			},
		]);
		expect(account.written.at(-1)).toMatchObject({ channel: "EMAIL", contentType: "plainText" });
		const ticket = await desk.findTicket({ by: "id", id });
		expect(ticket?.lastMessage).toMatchObject({ kind: "outgoing", author: "Mina Kato" });
		expect(ticket?.status.label).toBe("Open");
	});

	it("sets the status with it, in the same call", async () => {
		await desk.sendReply(id, { ...reply, status: "Closed" });
		expect(account.simulator.ticket(id).status).toBe("Closed");
		expect(account.simulator.outbox()).toHaveLength(1);
		expect(account.calls.filter((line) => !line.startsWith("GET"))).toHaveLength(1);
	});

	it("keeps files and 40,000 characters", async () => {
		const file = await desk.upload({ name: "fix.pdf", type: "application/pdf", bytes: new ArrayBuffer(9) });
		const text = "語".repeat(40_000);
		await desk.sendReply(id, { ...reply, text, attachments: [file] });
		expect(account.simulator.outbox()).toMatchObject([{ text, attachments: ["fix.pdf"] }]);
	});

	it("takes the same people in another order and case for the same", async () => {
		const targets = { ...TARGETS, to: [{ name: null, address: "IVO.BERG@globex.example" }] };
		await desk.sendReply(id, { ...reply, targets });
		expect(account.simulator.outbox()).toHaveLength(1);
	});

	it.each([
		["somebody new in copy", { cc: "shipping@globex.example, boss@globex.example" }],
		["nobody in copy any more", {}],
		["another address to answer", { replyTo: "other@globex.example", cc: "shipping@globex.example" }],
	])("sends nothing when there is %s", async (_what, headers) => {
		account.simulator.actAsCustomer({ ticketId: id, text: "One more thing", ...headers });
		const failure = await failureOf(desk.sendReply(id, reply));
		expect(failure).toMatchObject({ kind: "invalid", code: "recipients_changed" });
		expect(failure).toHaveProperty("status", 422);
		expect(account.simulator.outbox()).toEqual([]);
		expect(account.written).toEqual([]);
	});

	it("sends nothing once the ticket is closed or moved to a department with another address", async () => {
		account.simulator.actAsAgent({ ticketId: id, agentId: "520000000099001", status: "Closed" });
		expect(await failureOf(desk.sendReply(id, reply))).toMatchObject({ kind: "invalid", code: "closed" });
		await desk.update(id, { status: "Open", departmentId: ZOHO_DEPARTMENTS.billing });
		expect(await failureOf(desk.sendReply(id, reply))).toMatchObject({ code: "recipients_changed" });
		expect(account.simulator.outbox()).toEqual([]);
	});

	it("sends nothing once the conversation has moved to a chat", async () => {
		const headers = { cc: "shipping@globex.example", canReply: false };
		account.simulator.actAsCustomer({ ticketId: id, text: "Let us chat", ...headers });
		const failure = await failureOf(desk.sendReply(id, reply));
		expect(failure).toMatchObject({ kind: "invalid", status: 422, code: "no_recipient" });
		expect(account.simulator.outbox()).toEqual([]);
	});

	it("refuses an empty text at its field, and a light agent altogether", async () => {
		expect(await failureOf(desk.sendReply(id, { ...reply, text: "" }))).toMatchObject({
			kind: "invalid",
			fields: { text: "missing" },
		});
		const noor = await account.open("noor@acme.example");
		expect(await failureOf(noor.sendReply(id, reply))).toMatchObject({ kind: "forbidden" });
		expect(account.simulator.outbox()).toEqual([]);
	});

	it("doesn't say sent for a reply the desk kept", async () => {
		for (const status of ["FAILED", "DRAFT"]) {
			const tokens = createTokens(await account.signIn(), account.call);
			const keeping = zoho.open(DESK, tokens, {
				...account.call,
				fetch: (input, init) =>
					init?.method === "POST"
						? Promise.resolve(Response.json({ id: "1", status }))
						: account.call.fetch(input, init),
			});
			expect(await failureOf(keeping.sendReply(id, reply))).toMatchObject({
				kind: "invalid",
				code: "reply_not_sent",
			});
		}
	});
});

describe("parseAddresses", () => {
	it("reads names, quotes, semicolons and bare addresses", () => {
		expect(parseAddresses('"Berg, Ivo" <ivo@x.example>; b@x.example,, Kim <kim@y.example>')).toEqual([
			{ name: "Berg, Ivo", address: "ivo@x.example" },
			{ name: null, address: "b@x.example" },
			{ name: "Kim", address: "kim@y.example" },
		]);
		expect(parseAddresses(null)).toEqual([]);
	});

	it("never hands out what could be read as two mailboxes or a header", () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 200 }), fc.emailAddress(), (noise, email) => {
				for (const { address } of parseAddresses(`${noise}<${email}>,${noise}`)) {
					expect(address).not.toMatch(/[\s,;<>"]/);
					expect(isAddress(address)).toBe(true);
				}
			}),
		);
	});
});
