import { describe, expect, test } from "vitest";
import { toVendorError } from "../../../../src/desk/zendesk/errors.ts";

const NOW = Date.parse("2026-11-20T09:00:00Z");

function read(status: number, body: unknown, headers: Record<string, string> = {}) {
	const text = typeof body === "string" ? body : JSON.stringify(body);
	return toVendorError({ status, headers: new Headers(headers), body: text }, "GET /tickets/{id}", NOW);
}

describe("an answer that isn't success", () => {
	test.each([
		[401, { error: "Couldn't authenticate you" }, "auth", null],
		[401, { error: "invalid_token", error_description: "The token …" }, "auth", "invalid_token"],
		[
			403,
			{ error: "Forbidden", description: "You are missing the following required scopes: read" },
			"missing_scope",
			"Forbidden",
		],
		[
			403,
			{ error: { title: "Forbidden", message: "You do not have access to this page." } },
			"forbidden",
			"Forbidden",
		],
		[404, { error: "RecordNotFound", description: "Not found" }, "not_found", "RecordNotFound"],
		[404, { error: "InvalidEndpoint", description: "Not found" }, "forbidden", "InvalidEndpoint"],
		[404, "<html>No help desk here</html>", "malformed", null],
		[422, { errors: [{ code: "TooMany", title: "Too many" }] }, "invalid", "TooMany"],
		[400, { error: "invalid_scope", error_description: "…" }, "invalid", "invalid_scope"],
		[409, { error: "UpdateConflict" }, "invalid", "UpdateConflict"],
		[429, { error: "APIRateLimitExceeded" }, "rate_limited", "APIRateLimitExceeded"],
		[429, "<html>", "rate_limited", null],
		[500, "<html>", "unavailable", null],
		[503, "", "unavailable", null],
		[302, "", "malformed", null],
	])("%s %j is %s (%s)", (status, body, kind, code) => {
		expect(read(status, body)).toMatchObject({ kind, code, status, operation: "GET /tickets/{id}" });
	});

	test("says how long to wait", () => {
		expect(read(429, { error: "TooManyRequests" }, { "retry-after": "17" }).retryAfterSeconds).toBe(17);
		expect(read(503, "", { "retry-after": "Fri, 20 Nov 2026 09:01:00 GMT" }).retryAfterSeconds).toBe(60);
	});

	test("names the fields, those of the whole record too", () => {
		const details = {
			email: [{ description: "is already used", error: "DuplicateValue" }, { description: "is odd" }],
			base: [{ description: "Status: closed prevents ticket update" }],
		};
		expect(read(422, { error: "RecordInvalid", description: "…", details }).fields).toEqual({
			email: "is already used is odd",
			base: "Status: closed prevents ticket update",
		});
	});

	test("takes no sentence for a code and keeps the body out of the message", () => {
		const error = read(422, { error: "aya@globex.test is taken by Bearer abc" });
		expect(error.code).toBeNull();
		expect(error.message).not.toContain("globex");
	});
});
