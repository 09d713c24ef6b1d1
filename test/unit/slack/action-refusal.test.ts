import { describe, expect, it } from "vitest";
import { toActionRefusal, toFormErrors } from "../../../src/slack/action-refusal.ts";

describe("a desk's refusal", () => {
	it.each([
		["closed", { reason: "closed" }],
		["no_recipient", { reason: "no_recipient" }],
		["comments_only", { reason: "comments_only" }],
		["recipients_changed", { reason: "recipients_changed" }],
		["ticket_changed", { reason: "ticket_changed" }],
		["blueprint", { reason: "blueprint", transitions: ["Reject"] }],
		["too_long", null],
		["__proto__", null],
		["toString", null],
		[null, null],
	])("with the code %j is %j", (code, refusal) => {
		expect(toActionRefusal({ code }, ["Reject"])).toEqual(refusal);
	});

	it("is said at the form's own fields, and at a department's by their ids", () => {
		const reasons = { subject: "a", cf_product: "b", assigneeId: "c", toString: "d" };
		expect(toFormErrors(reasons)).toEqual({
			subject: "a",
			"field:cf_product": "b",
			assignee: "c",
			"field:toString": "d",
		});
	});
});
