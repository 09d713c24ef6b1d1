import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { toCategory, toIdentity, toMessage, toTicket } from "../../../../src/desk/zendesk/mapper.ts";
import { comment, currentUserAnswer, ticketAnswer, user } from "../../../../src/desk/zendesk/schema.ts";

const NOW = Date.parse("2026-11-20T09:00:00Z");
const CONTEXT = { address: "acme", now: NOW };
const BARE = { id: 7, status: "open", created_at: "2026-11-18T01:02:03Z" };

function map(ticket: Record<string, unknown>, sideloads: Record<string, unknown> = {}) {
	const answer = v.parse(ticketAnswer, { ticket: { ...BARE, ...ticket }, ...sideloads });
	return toTicket(answer.ticket, answer, null, CONTEXT);
}

describe("a ticket", () => {
	test("with everything", () => {
		const mapped = map(
			{
				id: 4711,
				subject: "Wrong tax",
				status: "hold",
				priority: "high",
				requester_id: 9001,
				assignee_id: 381204417,
				group_id: 360001,
				organization_id: 7001,
				updated_at: "2026-11-19T04:05:06Z",
				something_new: { nested: true },
			},
			{
				users: [
					{ id: 9001, name: "Aya Mori", email: "aya@globex.test", role: "end-user" },
					{ id: 381204417, name: "Mina Kato", email: "mina@acme.test", role: "admin" },
				],
				groups: [{ id: 360001, name: "Support" }],
				organizations: [{ id: 7001, name: "Globex KK" }],
			},
		);
		expect(mapped).toEqual({
			id: "4711",
			number: "4711",
			subject: "Wrong tax",
			url: "https://acme.zendesk.com/agent/tickets/4711",
			status: { category: "on_hold", label: null },
			priority: { level: "high", label: null },
			department: { id: "360001", name: "Support" },
			assignee: { id: "381204417", name: "Mina Kato", email: "mina@acme.test" },
			requester: { id: "9001", name: "Aya Mori", email: "aya@globex.test" },
			organization: { id: "7001", name: "Globex KK" },
			createdAt: Date.parse("2026-11-18T01:02:03Z"),
			updatedAt: Date.parse("2026-11-19T04:05:06Z"),
			dueAt: null,
			overdue: false,
			lastMessage: null,
		});
	});

	test("with almost nothing survives", () => {
		expect(map({ subject: null, priority: null, group_id: null })).toMatchObject({
			subject: "",
			priority: null,
			department: null,
			assignee: null,
			requester: null,
			organization: null,
			updatedAt: null,
		});
	});

	test("without a subject shows the beginning of its first message", () => {
		const description = `${"あ".repeat(100)}\nsecond line`;
		expect(map({ subject: " ", description }).subject).toBe("あ".repeat(80));
	});

	test("keeps the id of what wasn't sent along", () => {
		expect(map({ assignee_id: 5, group_id: 6, organization_id: 8 })).toMatchObject({
			assignee: { id: "5", name: "#5", email: null },
			department: { id: "6", name: "#6" },
			organization: { id: "8", name: "#8" },
		});
	});

	test.each([
		["task", "2026-11-20T08:59:59Z", "open", true],
		["task", "2026-11-20T08:59:59Z", "pending", true],
		["task", "2026-11-20T09:00:01Z", "open", false],
		["task", "2026-11-19T00:00:00Z", "solved", false],
		["task", "2026-11-19T00:00:00Z", "closed", false],
		["question", "2026-11-19T00:00:00Z", "open", false],
		["task", null, "open", false],
	])("%s due %s, %s: overdue is %s", (type, due_at, status, overdue) => {
		expect(map({ type, due_at, status }).overdue).toBe(overdue);
	});

	test("with a priority that isn't known keeps its word", () => {
		expect(map({ priority: "blocker" }).priority).toEqual({ level: null, label: "blocker" });
	});

	test.each([
		["new", "new"],
		["open", "open"],
		["pending", "pending"],
		["hold", "on_hold"],
		["solved", "solved"],
		["closed", "closed"],
		["deleted", "closed"],
		["constructor", "open"],
	])("status %s means %s", (status, category) => {
		expect(toCategory(status)).toBe(category);
	});
});

describe("a comment", () => {
	const users = [
		{ id: 1, name: "Alex", role: "agent" },
		{ id: 2, name: "Mina", role: "admin" },
		{ id: 3, name: "Aya", role: "end-user" },
	].map((one) => v.parse(user, one));
	const mapComment = (fields: Record<string, unknown>) =>
		toMessage(v.parse(comment, { id: 9, created_at: "2026-11-18T01:02:03Z", ...fields }), users);

	test.each([
		[1, true, "outgoing"],
		[2, true, "outgoing"],
		[3, true, "incoming"],
		[404, true, "incoming"],
		[1, false, "comment"],
		[3, false, "comment"],
		[1, null, "comment"],
	])("of person %s with public %s is %s", (author_id, isPublic, kind) => {
		expect(mapComment({ author_id, public: isPublic }).kind).toBe(kind);
	});

	test("of somebody deleted, without text, survives", () => {
		expect(mapComment({ author_id: null, body: null, attachments: null })).toMatchObject({
			id: "9",
			author: null,
			text: "",
			attachments: 0,
		});
	});

	test("is shown as plain text where there is one", () => {
		expect(mapComment({ plain_body: "plain", body: "**marked**" }).text).toBe("plain");
		expect(mapComment({ body: "only this" }).text).toBe("only this");
	});
});

describe("the person a token belongs to", () => {
	const identify = (fields: Record<string, unknown>) =>
		toIdentity(v.parse(currentUserAnswer, { user: { id: 1, name: "Mina", ...fields } }).user);

	test.each([
		[{ role: "admin" }, { isAdmin: true, isAgent: true, commentsOnly: false }],
		[
			{ role: "agent", role_type: null },
			{ isAdmin: false, isAgent: true, commentsOnly: false },
		],
		[
			{ role: "agent", role_type: 1 },
			{ isAdmin: false, isAgent: true, commentsOnly: true },
		],
		[
			{ role: "agent", only_private_comments: true },
			{ isAdmin: false, isAgent: true, commentsOnly: true },
		],
		[{ role: "end-user" }, { isAdmin: false, isAgent: false }],
		[
			{ role: "admin", suspended: true },
			{ isAdmin: false, isAgent: false },
		],
		[
			{ role: "agent", active: false },
			{ isAdmin: false, isAgent: false },
		],
	])("with %j is %j", (fields, expected) => {
		expect(identify(fields)).toMatchObject(expected);
	});

	test("is nobody when the id is null", () => {
		expect(identify({ id: null, name: "Anonymous user", role: "end-user" })).toBeNull();
	});
});
