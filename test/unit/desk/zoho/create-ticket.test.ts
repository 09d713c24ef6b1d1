import { beforeEach, describe, expect, it } from "vitest";
import { ZOHO_ACCOUNT } from "../../../../sandbox/seed/accounts.ts";
import { ZOHO_DEPARTMENTS } from "../../../../sandbox/seed/people.ts";
import { OTHER_DEPARTMENT } from "../../../../sandbox/vendors/zoho/seed-people.ts";
import type { NewTicket } from "../../../../src/core/ticket-writing.ts";
import type { HelpDesk } from "../../../../src/desk/help-desk.ts";
import { toDescription } from "../../../../src/desk/zoho/create-ticket.ts";
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

beforeEach(async () => {
	account = createAccount();
	desk = await account.open();
});

const { support, billing, japan } = ZOHO_DEPARTMENTS;

const ticket = (changes: Partial<NewTicket> = {}): NewTicket => ({
	departmentId: support,
	subject: "Printer jams",
	description: "It jams.",
	requester: { email: "ivo.berg@globex.example", name: "Ivo Berg" },
	priority: null,
	fields: {},
	attachments: [],
	...changes,
});

const contacts = async (email: string) =>
	(await desk.customers(email)).filter(({ kind }) => kind === "person");

describe("createTicket", () => {
	it("creates it and answers it with department and requester", async () => {
		const made = await desk.createTicket(ticket({ priority: "High" }), "key");
		expect(made).toMatchObject({
			subject: "Printer jams",
			status: { category: "open" },
			priority: { level: "high" },
			department: { id: support, name: "Support" },
			requester: { name: "Ivo Berg", email: "ivo.berg@globex.example" },
		});
		expect(account.simulator.ticket(made.number)).toMatchObject({
			id: made.id,
			messages: [{ kind: "customer", author: "Ivo Berg", text: "It jams." }],
		});
		expect(account.simulator.outbox()).toEqual([]);
	});

	it("takes the contact of the same address, whatever its case and the name given", async () => {
		const requester = { email: "IVO.berg@globex.example", name: "Somebody Else" };
		const made = await desk.createTicket(ticket({ requester }), "key");
		expect(made.requester?.name).toBe("Ivo Berg");
		expect(await contacts("ivo.berg@globex.example")).toHaveLength(1);
	});

	it.each([
		[
			{ email: "new@x.example", name: "Anna Maria Sand" },
			{ firstName: "Anna Maria", lastName: "Sand" },
		],
		[{ email: "new@x.example", name: "Prince" }, { lastName: "Prince" }],
		[
			{ email: "new@x.example", name: "鈴木 花子" },
			{ firstName: "花子", lastName: "鈴木" },
		],
		[{ email: "new@x.example", name: null }, { lastName: "new" }],
		[{ email: "new@x.example", name: "  " }, { lastName: "new" }],
	])("makes a contact of %j", async (requester, contact) => {
		await desk.createTicket(ticket({ requester }), "key");
		expect(account.written[0]).toMatchObject({ contact: { ...contact, email: requester.email } });
		expect(await contacts(requester.email)).toHaveLength(1);
	});

	it("keeps a hostile text a text", async () => {
		const description = `<script>alert("x")</script> & <!channel>\n\n<b>Bold</b>\r\nend`;
		const subject = "<img src=x onerror=alert(1)> {{ticket}}";
		const made = await desk.createTicket(ticket({ subject, description }), "key");
		expect(made.subject).toBe(subject);
		expect(account.written[0]).toMatchObject({
			description:
				"&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &lt;!channel&gt;<br><br>&lt;b&gt;Bold&lt;/b&gt;<br>end",
		});
		const { items } = await desk.conversation(made.id, { cursor: null, size: 5 });
		expect(items[0]?.text).toBe(`<script>alert("x")</script> & <!channel>\n\n<b>Bold</b>\nend`);
	});

	it("takes 10,000 and 40,000 characters, and says so when it is too long once written as HTML", async () => {
		for (const length of [10_000, 40_000]) {
			const made = await desk.createTicket(ticket({ description: "あ".repeat(length) }), "key");
			expect(account.simulator.ticket(made.id).messages[0]?.text).toHaveLength(length);
		}
		const before = account.simulator.tickets().length;
		const failure = await failureOf(desk.createTicket(ticket({ description: "<".repeat(40_000) }), "key"));
		expect(failure).toMatchObject({ kind: "invalid", fields: { description: "invalid" } });
		expect(account.simulator.tickets()).toHaveLength(before);
	});

	it("names every field that is wrong, by the form's own ids", async () => {
		const failure = await failureOf(
			desk.createTicket(
				ticket({
					departmentId: billing,
					requester: { email: "not an address", name: "X" },
					fields: { cf_reason: "Whim" },
				}),
				"key",
			),
		);
		expect(failure).toMatchObject({
			kind: "invalid",
			status: 422,
			code: "INVALID_DATA",
			fields: { requester: "invalid", cf_reason: "invalid", cf_invoice_number: "missing" },
		});
	});

	it("writes choices, dates and checks as the vendor keeps them", async () => {
		const made = await desk.createTicket(
			ticket({
				departmentId: japan,
				fields: {
					classification: "Problem",
					cf_visit_date: "2026-11-20",
					cf_devices: ["スキャナー", "タブレット"],
					cf_under_warranty: false,
				},
			}),
			"key",
		);
		expect(made.department?.id).toBe(japan);
		expect(account.written[0]).toMatchObject({
			classification: "Problem",
			cf: { cf_visit_date: "2026-11-20", cf_devices: "スキャナー;タブレット", cf_under_warranty: "false" },
		});
	});

	it("gives a day a time where the field has one, and names it by the form's id when refused", async () => {
		const labs = await account.signIn({ organisation: ZOHO_ACCOUNT.otherOrgId });
		const portal = { ...DESK, portalId: ZOHO_ACCOUNT.otherOrgId };
		const other = zoho.open(portal, createTokens(labs, account.call), account.call);
		const fields = { dueDate: "2026-11-20", "cf_first_seen@time": "2026-11-01", cf_setup: "Bench 2" };
		await other.createTicket(ticket({ departmentId: OTHER_DEPARTMENT, fields }), "key");
		expect(account.written.at(-1)).toMatchObject({
			dueDate: "2026-11-20T00:00:00.000Z",
			cf: { cf_first_seen: "2026-11-01T00:00:00.000Z" },
		});
		const wrong = { ...fields, "cf_first_seen@time": "yesterday" };
		const failure = await failureOf(
			other.createTicket(ticket({ departmentId: OTHER_DEPARTMENT, fields: wrong }), "key"),
		);
		expect(failure).toMatchObject({ fields: { "cf_first_seen@time": "invalid" } });
	});

	it("never lets a form's field stand for one of its own", async () => {
		await desk.createTicket(ticket({ fields: { departmentId: billing, subject: "Other" } }), "key");
		expect(account.written[0]).toMatchObject({ departmentId: support, subject: "Printer jams" });
	});

	it("attaches files sent ahead, and says so when that fails although the ticket is there", async () => {
		const id = await desk.upload({ name: "jam.jpg", type: "image/jpeg", bytes: new ArrayBuffer(3) });
		const made = await desk.createTicket(ticket({ attachments: [id] }), "key");
		const { items } = await desk.conversation(made.id, { cursor: null, size: 5 });
		expect(items[0]?.attachments).toBe(1);
		const again = await failureOf(desk.createTicket(ticket({ attachments: [id] }), "key"));
		expect(again).toMatchObject({ status: null, code: "attachments_missing" });
		expect(account.simulator.tickets().filter(({ subject }) => subject === "Printer jams")).toHaveLength(2);
	});

	it("may not be done by a light agent, nor in somebody else's department", async () => {
		const noor = await account.open("noor@acme.example");
		expect(await failureOf(noor.createTicket(ticket(), "key"))).toMatchObject({ kind: "forbidden" });
		const priya = await account.open("priya@acme.example");
		expect(await failureOf(priya.createTicket(ticket(), "key"))).toMatchObject({ kind: "forbidden" });
	});

	it("answers what was made when it can't be read again", async () => {
		const tokens = createTokens(await account.signIn(), account.call);
		const half = zoho.open(DESK, tokens, {
			...account.call,
			fetch: (input, init) =>
				init?.method === "POST" ? account.call.fetch(input, init) : Promise.reject(new TypeError("lost")),
		});
		const made = await half.createTicket(ticket(), "key");
		expect(made).toMatchObject({ subject: "Printer jams", requester: { email: "ivo.berg@globex.example" } });
	});
});

describe("toDescription", () => {
	it("shows every line and no markup", () => {
		expect(toDescription("a\r\nb\rc\nd")).toBe("a<br>b<br>c<br>d");
		expect(toDescription("&amp; <br>")).toBe("&amp;amp; &lt;br&gt;");
	});
});

describe("upload", () => {
	it("answers the id and keeps the name", async () => {
		const id = await desk.upload({ name: '請求書 "März".pdf', type: "", bytes: new ArrayBuffer(10) });
		expect(id).toMatch(/^\d{18}$/);
		expect(account.calls).toEqual(["POST /uploads"]);
	});
});
