import { beforeEach, describe, expect, it } from "vitest";
import { ZOHO_DEPARTMENTS } from "../../../../sandbox/seed/people.ts";
import type { HelpDesk } from "../../../../src/desk/help-desk.ts";
import { toBlueprint } from "../../../../src/desk/zoho/blueprint.ts";
import { createAccount, failureOf, type TestAccount } from "../../sandbox/zoho/account.ts";

const MINA = "520000000099001";
const ALEX = "520000000099002";
const PRIYA = "520000000099003";
const NOOR = "520000000099006";

let account: TestAccount;
let desk: HelpDesk;
let id: string;

beforeEach(async () => {
	account = createAccount();
	desk = await account.open();
	id = account.simulator.ticket("4702").id;
});

const NO_BLUEPRINT = { name: null, state: null, strictMode: null, transitions: null };

const now = () => account.simulator.ticket(id);
const ticketIn = (blueprint: string) =>
	account.simulator.tickets().find((one) => one.blueprint === blueprint)?.id ?? "";

describe("addComment", () => {
	it("is never seen by the customer and stays the text it is", async () => {
		const text = `<b>internal</b> & "quoted"\n\n<!here>`;
		await desk.addComment(id, { text, attachments: [] });
		expect(now().messages.at(-1)).toMatchObject({ kind: "comment", author: "Mina Kato", text });
		expect(account.written).toEqual([{ content: text, contentType: "plainText", isPublic: false }]);
		expect(account.simulator.outbox()).toEqual([]);
		const { items } = await desk.conversation(id, { cursor: null, size: 1 });
		expect(items[0]).toMatchObject({ kind: "comment", text });
	});

	it("may be written by a light agent, with a file", async () => {
		const noor = await account.open("noor@acme.example");
		const file = await noor.upload({ name: "log.txt", type: "text/plain", bytes: new ArrayBuffer(4) });
		await noor.addComment(id, { text: "See the log", attachments: [file] });
		expect(now().messages.at(-1)).toMatchObject({ kind: "comment", author: "Noor Haddad" });
	});

	it("takes 10,000 characters, and refuses 40,000 at the text", async () => {
		await desk.addComment(id, { text: "x".repeat(10_000), attachments: [] });
		const failure = await failureOf(desk.addComment(id, { text: "x".repeat(40_000), attachments: [] }));
		expect(failure).toMatchObject({ kind: "invalid", fields: { text: "invalid" } });
		expect(now().messages.filter(({ text }) => text.startsWith("xxx"))).toHaveLength(1);
	});

	it("says not found for a ticket the agent may not see", async () => {
		const priya = await account.open("priya@acme.example");
		expect(await failureOf(priya.addComment(id, { text: "x", attachments: [] }))).toMatchObject({
			kind: "not_found",
		});
	});
});

describe("update", () => {
	it("changes status, priority and assignee in one call, which may be repeated", async () => {
		for (const _time of [1, 2])
			await desk.update(id, { status: "On Hold", priority: "Low", assigneeId: ALEX });
		expect(now()).toMatchObject({ status: "On Hold", priority: "Low", assigneeId: ALEX });
		expect(account.calls).toEqual([`PATCH /tickets/${id}`, `PATCH /tickets/${id}`]);
	});

	it("takes the ticket from whoever has it", async () => {
		await desk.update(id, { assigneeId: null });
		expect(now().assigneeId).toBeNull();
		expect(account.written).toEqual([{ assigneeId: null }]);
	});

	it("closes and opens again", async () => {
		await desk.update(id, { status: "Closed" });
		expect(await desk.findTicket({ by: "id", id })).toMatchObject({ status: { category: "closed" } });
		await desk.update(id, { status: "Open" });
		expect(now().status).toBe("Open");
	});

	it("asks nothing when nothing is to change", async () => {
		await desk.update(id, {});
		expect(account.calls).toEqual([]);
	});

	it("moves to a department and gives it to somebody there, also when repeated", async () => {
		for (const _time of [1, 2]) {
			await desk.update(id, { departmentId: ZOHO_DEPARTMENTS.billing, assigneeId: PRIYA, status: "Open" });
		}
		expect(now()).toMatchObject({ departmentId: ZOHO_DEPARTMENTS.billing, assigneeId: PRIYA });
	});

	it("moves out of the agent's own sight", async () => {
		const alex = await account.open("alex@acme.example");
		await alex.update(id, { departmentId: ZOHO_DEPARTMENTS.japan, addTags: ["moved"] });
		expect(now()).toMatchObject({
			departmentId: ZOHO_DEPARTMENTS.japan,
			tags: ["moved"],
			assignee: "Mina Kato",
		});
		expect(await alex.findTicket({ by: "id", id })).toBeNull();
	});

	it("adds and removes tags, leaving what is so already", async () => {
		await desk.update(id, { addTags: ["printer", "from-slack"] });
		await desk.update(id, { addTags: ["Printer"], removeTags: ["from-slack", "never-there"] });
		expect(now().tags).toEqual(["printer"]);
		await desk.update(id, { addTags: ["printer"], removeTags: ["from-slack"] });
		expect(account.calls.filter((line) => line.startsWith("POST"))).toHaveLength(2);
	});

	it("tells which field is refused", async () => {
		expect(await failureOf(desk.update(id, { status: "Nonsense" }))).toMatchObject({
			kind: "invalid",
			fields: { status: "invalid" },
		});
		expect(await failureOf(desk.update(id, { assigneeId: NOOR }))).toMatchObject({
			kind: "invalid",
			fields: { assigneeId: "invalid" },
		});
		expect(await failureOf(desk.update(id, { assigneeId: PRIYA }))).toMatchObject({ kind: "invalid" });
		expect(await failureOf(desk.update(id, { addTags: ["x"] }))).toMatchObject({
			kind: "invalid",
			fields: { addTags: "invalid" },
		});
		expect(await failureOf(desk.update(id, { departmentId: "520000000000000001" }))).toMatchObject({
			kind: "invalid",
			fields: { departmentId: "invalid" },
		});
	});

	it("may not be done by a light agent", async () => {
		const noor = await account.open("noor@acme.example");
		for (const changes of [
			{ status: "Closed" },
			{ departmentId: ZOHO_DEPARTMENTS.billing },
			{ addTags: ["abc"] },
		]) {
			expect(await failureOf(noor.update(id, changes))).toMatchObject({ kind: "forbidden" });
		}
	});
});

describe("a blueprint", () => {
	it("is null where the ticket has none", async () => {
		expect(await desk.blueprint(id)).toBeNull();
	});

	it("names what a person may do next, whose it is, and that the status is held", async () => {
		const refund = ticketIn("Refund flow");
		const alex = await account.open("alex@acme.example");
		expect(await alex.blueprint(refund)).toEqual({
			name: "Refund flow",
			state: "Under review",
			transitions: [
				{
					id: expect.any(String),
					name: "Approve refund",
					toState: "Approved",
					mine: true,
					owners: ["Alex Berg"],
				},
				{
					id: expect.any(String),
					name: "Reject refund",
					toState: "Rejected",
					mine: false,
					owners: ["Priya Nair", "Billing leads"],
				},
			],
			restrictsStatus: true,
		});
		const priya = await account.open("priya@acme.example");
		expect((await priya.blueprint(refund))?.transitions.map(({ mine }) => mine)).toEqual([false, true]);
	});

	it("names the department where anybody may", async () => {
		expect(await desk.blueprint(ticketIn("Hardware check"))).toMatchObject({
			transitions: [{ mine: true, owners: ["Support"] }],
			restrictsStatus: false,
		});
	});

	it("refuses what it holds with a code of its own, and lets the rest through", async () => {
		const refund = ticketIn("Refund flow");
		expect(await failureOf(desk.update(refund, { status: "Closed" }))).toMatchObject({
			kind: "invalid",
			code: "blueprint",
			fields: { status: "blueprint" },
		});
		await desk.update(refund, { priority: "High", assigneeId: MINA });
		expect(account.simulator.ticket(refund)).toMatchObject({ priority: "High", assigneeId: MINA });
		expect(account.simulator.ticket(refund).status).not.toBe("Closed");
	});

	it("refuses everything when it is strict about all", async () => {
		const audit = ticketIn("Invoice audit");
		for (const changes of [
			{ priority: "High" },
			{ assigneeId: null },
			{ departmentId: ZOHO_DEPARTMENTS.support },
		]) {
			expect(await failureOf(desk.update(audit, changes))).toMatchObject({ code: "blueprint" });
		}
		const targets = await desk.replyTargets(audit);
		const reply = {
			text: "x",
			attachments: [],
			status: null,
			targets: targets ?? { from: null, to: [], cc: [] },
		};
		expect(await failureOf(desk.sendReply(audit, reply))).toMatchObject({ code: "blueprint" });
		const comment = { text: "x", attachments: [] };
		expect(await failureOf(desk.addComment(audit, comment))).toMatchObject({ code: "blueprint" });
		expect(account.simulator.outbox()).toEqual([]);
	});

	it("lets a reply through, but not the status with it", async () => {
		const refund = ticketIn("Refund flow");
		const targets = (await desk.replyTargets(refund)) ?? { from: null, to: [], cc: [] };
		const reply = { text: "x", attachments: [], status: null, targets };
		expect(await failureOf(desk.sendReply(refund, { ...reply, status: "Closed" }))).toMatchObject({
			code: "blueprint",
			fields: { status: "blueprint" },
		});
		expect(account.simulator.outbox()).toEqual([]);
		await desk.sendReply(refund, reply);
		expect(account.simulator.outbox()).toHaveLength(1);
		// A refusal for another reason keeps its reason.
		expect(await failureOf(desk.sendReply(refund, { ...reply, text: "" }))).toMatchObject({
			fields: { text: "missing" },
		});
	});

	it.each([
		["FULL_RESTRICTION", [], true],
		["SELECTIVE_RESTRICTION", ["status"], true],
		["SELECTIVE_RESTRICTION", ["priority"], false],
		["SELECTIVE_RESTRICTION", null, false],
		["SELECTIVE_EXCLUSION", ["status"], false],
		["SELECTIVE_EXCLUSION", ["priority"], true],
		["SOMETHING_NEW", ["status"], false],
		[null, null, false],
	])("of mode %s with fields %j holds the status: %s", (strictModeType, fields, held) => {
		const row = { strictMode: { strictModeType, fields, actions: null } };
		expect(toBlueprint({ ...NO_BLUEPRINT, ...row }).restrictsStatus).toBe(held);
	});

	it("with nothing but nulls is one without a name or a next step", () => {
		expect(toBlueprint(NO_BLUEPRINT)).toEqual({
			name: "",
			state: "",
			transitions: [],
			restrictsStatus: false,
		});
	});

	it("leaves no status to choose while it holds it", async () => {
		expect(await desk.statuses(ticketIn("Refund flow"))).toEqual([]);
		expect(await desk.statuses(ticketIn("Hardware check"))).not.toEqual([]);
	});

	it("doesn't take every refusal for its own", async () => {
		const refund = ticketIn("Refund flow");
		expect(await failureOf(desk.update(refund, { priority: "Nonsense" }))).toMatchObject({
			code: "INVALID_DATA",
			fields: { priority: "invalid" },
		});
	});
});
