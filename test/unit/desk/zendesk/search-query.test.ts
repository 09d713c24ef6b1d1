import { describe, expect, test } from "vitest";
import { toListQuery, toSearchQuery } from "../../../../src/desk/zendesk/search-query.ts";

describe("a person's words", () => {
	test.each([
		["invoice tax", "type:ticket invoice tax"],
		["  wrong \t tax\n", "type:ticket wrong tax"],
		["aya.mori@globex.example", "type:ticket aya.mori@globex.example"],
		["請求書 エラー", "type:ticket 請求書 エラー"],
		["don't", "type:ticket don't"],
		["1042", "type:ticket 1042"],
		["INV-88", 'type:ticket "INV-88"'],
		["C++", 'type:ticket "C++"'],
	])("%j are searched as %j", (words, query) => {
		expect(toSearchQuery(words)).toBe(query);
	});

	test.each([
		["status:closed", 'type:ticket "status:closed"'],
		["type:user", 'type:ticket "type:user"'],
		["priority>low", 'type:ticket "priority>low"'],
		["created<2020-01-01", 'type:ticket "created<2020-01-01"'],
		["-paid", 'type:ticket "-paid"'],
		["vip*", "type:ticket vip"],
		['"one phrase"', "type:ticket one phrase"],
		['a" status:closed "b', 'type:ticket a "status:closed" b'],
		['x"status:closed', 'type:ticket "xstatus:closed"'],
		["back\\slash", "type:ticket backslash"],
		["‮reversed", "type:ticket reversed"],
		["order_by:created", 'type:ticket "order_by:created"'],
	])("%j can't become an operator", (words, query) => {
		expect(toSearchQuery(words)).toBe(query);
	});

	test.each(["", "   ", "-", '"', "***", "<>:", "💥 !?"])("%j leave nothing to search for", (words) => {
		expect(toSearchQuery(words)).toBeNull();
	});

	test("are cut to a length that an address can carry", () => {
		const query = toSearchQuery(Array.from({ length: 50 }, () => "x".repeat(500)).join(" ")) ?? "";
		expect(query.split(" ")).toHaveLength(21);
		expect(query.length).toBeLessThan(2_100);
	});
});

describe("a list", () => {
	const now = Date.parse("2026-11-20T09:00:00.123Z");

	test.each([
		["mine", null, "type:ticket status<solved assignee:77"],
		["unassigned", null, "type:ticket status<solved assignee:none"],
		["unassigned", "360001", "type:ticket status<solved assignee:none group:360001"],
		["open", "360001", "type:ticket status<solved group:360001"],
		["overdue", null, "type:ticket status<solved ticket_type:task due_date<2026-11-20T09:00:00Z"],
	] as const)("%s in %s is asked for as %s", (kind, departmentId, query) => {
		expect(toListQuery({ kind, departmentId }, "77", now)).toBe(query);
	});

	test("never carries an id that isn't one", () => {
		expect(() => toListQuery({ kind: "open", departmentId: "1 status:closed" }, "77", now)).toThrow(
			TypeError,
		);
	});
});
