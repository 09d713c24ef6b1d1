import * as v from "valibot";
import { describe, expect, it } from "vitest";
import {
	nameOf,
	toIdentity,
	toPriority,
	toStatus,
	toTicketSummary,
	toTime,
} from "../../../../src/desk/zoho/mapper.ts";
import { toMessage } from "../../../../src/desk/zoho/message.ts";
import { conversationRow, myInfo, ticketList, ticketRow } from "../../../../src/desk/zoho/schema.ts";

const CONTEXT = { now: Date.UTC(2026, 8, 10), homeUrl: "https://desk.zoho.eu/" };
const row = (fields: object = {}) =>
	v.parse(ticketRow, { id: "520000000000000001", ticketNumber: "7", ...fields });
const item = (fields: object) => v.parse(conversationRow, { id: "1", ...fields });

describe("tickets", () => {
	it("survives a row with nothing but its ids", () => {
		expect(toTicketSummary(row(), CONTEXT)).toEqual({
			id: "520000000000000001",
			number: "7",
			subject: "",
			url: CONTEXT.homeUrl,
			status: { category: "open", label: null },
			priority: null,
			department: null,
			assignee: null,
			requester: null,
			createdAt: 0,
			updatedAt: null,
			dueAt: null,
			overdue: false,
		});
	});

	it("takes counters and numbers that come as text, and e-mail under either name", () => {
		const list = v.parse(ticketList, {
			data: [
				{
					id: "1",
					ticketNumber: 7,
					assignee: { id: "2", firstName: "Mina", lastName: "Kato", emailId: "m@x" },
				},
			],
			count: "12",
			unknown: { anything: true },
		});
		expect(list.count).toBe(12);
		expect(list.data.map((one) => toTicketSummary(one, CONTEXT).assignee?.email)).toEqual(["m@x"]);
	});

	it("refuses an id that is a number past what is exact", () => {
		expect(v.safeParse(ticketRow, { id: 2 ** 53, ticketNumber: "1" }).success).toBe(false);
	});

	it("links only to https", () => {
		const url = (webUrl: string) => toTicketSummary(row({ webUrl }), CONTEXT).url;
		expect(url("https://desk.zoho.eu/x")).toBe("https://desk.zoho.eu/x");
		expect(url("javascript:alert(1)")).toBe(CONTEXT.homeUrl);
		expect(url("http://desk.zoho.eu/x")).toBe(CONTEXT.homeUrl);
	});

	it("believes the flag about overdue, and counts itself where a list leaves it out", () => {
		const past = { dueDate: "2026-09-09T00:00:00.000Z" };
		expect(toTicketSummary(row({ ...past, isOverDue: false }), CONTEXT).overdue).toBe(false);
		expect(toTicketSummary(row(past), CONTEXT).overdue).toBe(true);
		expect(toTicketSummary(row({ ...past, statusType: "Closed" }), CONTEXT).overdue).toBe(false);
		expect(toTicketSummary(row({ dueDate: "2026-09-11T00:00:00.000Z" }), CONTEXT).overdue).toBe(false);
	});

	it("names a requester by e-mail when there is no contact to read", () => {
		expect(toTicketSummary(row({ contactId: "9", email: "a@b.example" }), CONTEXT).requester).toEqual({
			id: "9",
			name: "a@b.example",
			email: "a@b.example",
		});
	});

	it.each([
		["Open", "Open", "open"],
		["Escalated", "Open", "open"],
		["Waiting on parts", "On Hold", "on_hold"],
		["保留", "ONHOLD", "on_hold"],
		["Closed", "Closed", "closed"],
		["完了", "CLOSED", "closed"],
		["Something new", "Paused", "open"],
	])("status %s of type %s is %s", (status, statusType, category) => {
		expect(toStatus({ status, statusType })).toEqual({ category, label: status });
	});

	it.each([
		["High", "high"],
		["medium", "normal"],
		["Low", "low"],
		["Urgent", "urgent"],
		["緊急", "urgent"],
		["P1", null],
		["constructor", null],
	])("priority %s is %s", (label, level) => {
		expect(toPriority(label)).toEqual({ level, label });
	});

	it.each([null, undefined, "", " ", "-None-"])("priority %j is none", (label) => {
		expect(toPriority(label)).toBeNull();
	});
});

describe("times and names", () => {
	it.each([
		["2026-09-10T06:00:00.000Z", Date.UTC(2026, 8, 10, 6)],
		["1790830202000", 1790830202000],
		[1790830202000, 1790830202000],
		["yesterday", null],
		["", null],
		[null, null],
		[undefined, null],
	])("%j → %j", (value, time) => {
		expect(toTime(value)).toBe(time);
	});

	it("puts the family name first where that is the custom", () => {
		expect(nameOf({ firstName: "太郎", lastName: "山田" })).toBe("山田 太郎");
		expect(nameOf({ firstName: "Ivo", lastName: "Berg" })).toBe("Ivo Berg");
		expect(nameOf({ firstName: null, lastName: "Berg" })).toBe("Berg");
		expect(nameOf({ firstName: " ", lastName: "" })).toBeNull();
		expect(nameOf(null)).toBeNull();
	});
});

describe("identity", () => {
	const me = (fields: object) => toIdentity(v.parse(myInfo, { id: "1", ...fields }), null);
	it("is an administrator by role, profile or organisation", () => {
		expect(me({ rolePermissionType: "Admin" }).isAdmin).toBe(true);
		expect(me({ profile: { type: "ADMIN" } }).isAdmin).toBe(true);
		expect(toIdentity(v.parse(myInfo, { id: "1" }), true).isAdmin).toBe(true);
		expect(me({ rolePermissionType: "AgentPublic", profile: { type: "STANDARD" } }).isAdmin).toBe(false);
	});

	it("is no agent when disabled or not confirmed", () => {
		expect(me({ status: "ACTIVE", isConfirmed: true }).isAgent).toBe(true);
		expect(me({ status: "DISABLED" }).isAgent).toBe(false);
		expect(me({ isConfirmed: false }).isAgent).toBe(false);
	});

	it("writes comments only as a light agent", () => {
		expect(me({ rolePermissionType: "Light" }).commentsOnly).toBe(true);
		expect(me({ profile: { type: "LIGHT" } }).commentsOnly).toBe(true);
		expect(me({}).commentsOnly).toBe(false);
	});

	it("gives its locale in the web's form", () => {
		expect(me({ langCode: "ja_JP" }).locale).toBe("ja-JP");
	});
});

describe("messages", () => {
	const names = new Map([["70012346", "Alex Berg"]]);
	it.each([
		[{ type: "thread", direction: "in" }, "incoming"],
		[{ type: "thread", direction: "out" }, "outgoing"],
		[{ type: "thread", direction: "out", visibility: "private" }, "comment"],
		[{ type: "comment", isPublic: false }, "comment"],
		[{ type: "comment", isPublic: true, commenter: { type: "AGENT" } }, "outgoing"],
		[{ type: "comment", isPublic: true, commenter: { type: "END_USER" } }, "incoming"],
		[{ type: "comment" }, "comment"],
	])("%j is %s", (fields, kind) => {
		expect(toMessage(item(fields), names)?.kind).toBe(kind);
	});

	it("leaves a draft out", () => {
		expect(toMessage(item({ type: "thread", direction: "out", status: "DRAFT" }), names)).toBeNull();
	});

	it.each([
		[{ content: "<div>a &amp; b</div>" }, "a & b"],
		[{ content: "<div>raw</div>", contentType: "plainText" }, "<div>raw</div>"],
		[{ content: "<b>x</b>", contentType: "text/html", plainText: "from plain" }, "from plain"],
		[{ summary: "only a snippet" }, "only a snippet"],
		[{}, ""],
		[{ content: "zsu[@user:70012346]zsu please look" }, "@Alex Berg please look"],
		[{ content: "Ask zsu[@user:1]zsu about it" }, "Ask about it"],
		[{ content: "For zsu[@team:31138000001254025_new team]zsu only" }, "For @new team only"],
	])("text of %j", (fields, text) => {
		expect(toMessage(item({ type: "comment", ...fields }), names)?.text).toBe(text);
	});

	it("counts attachments whether listed or counted as text", () => {
		expect(toMessage(item({ type: "thread", attachmentCount: "3" }), names)?.attachments).toBe(3);
		expect(toMessage(item({ type: "comment", attachments: [{}, {}] }), names)?.attachments).toBe(2);
	});
});
