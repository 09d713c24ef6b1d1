import { describe, expect, it } from "vitest";
import { createClient } from "../../../src/salesforce/client.ts";
import { type Answer, createFakeOrg, createTokens, INSTANCE, refusal } from "./fake-org.ts";

function ask(answer: Answer) {
	const org = createFakeOrg();
	org.next(answer);
	const client = createClient(INSTANCE, createTokens(), org.call);
	return client.ask({ method: "GET", operation: "GET /x", path: "/services/data/v67.0/x" });
}

describe("a refusal of the data API", () => {
	it.each([
		[403, "REQUEST_LIMIT_EXCEEDED", "rate_limited"],
		[403, "API_DISABLED_FOR_ORG", "forbidden"],
		[403, "API_CURRENTLY_DISABLED", "forbidden"],
		[403, "INSUFFICIENT_ACCESS", "forbidden"],
		[403, "INSUFFICIENT_ACCESS_OR_READONLY", "forbidden"],
		[403, "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", "forbidden"],
		[403, "SOMETHING_NEW", "forbidden"],
		[403, "TXN_SECURITY_METERING_ERROR", "unavailable"],
		[400, "UNABLE_TO_LOCK_ROW", "unavailable"],
		[400, "QUERY_TIMEOUT", "unavailable"],
		[400, "MALFORMED_QUERY", "invalid"],
		[400, "INVALID_FIELD", "invalid"],
		[400, "INVALID_TYPE", "invalid"],
		[400, "INVALID_QUERY_LOCATOR", "invalid"],
		[400, "QUERY_LOCATOR_EXPIRED", "invalid"],
		[400, "INVALID_QUERY_LOCATOR_FORMAT", "invalid"],
		[400, "LOCATOR_LOCATION_EXCEEDS_SIZE", "invalid"],
		[400, "FIELD_CUSTOM_VALIDATION_EXCEPTION", "invalid"],
		[400, "REQUIRED_FIELD_MISSING", "invalid"],
		[400, "STRING_TOO_LONG", "invalid"],
		[400, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "invalid"],
		[400, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "invalid"],
		[400, "DUPLICATES_DETECTED", "invalid"],
		[400, "DUPLICATE_VALUE", "invalid"],
		[404, "NOT_FOUND", "not_found"],
		[404, "ENTITY_IS_DELETED", "not_found"],
		[400, "ENTITY_IS_DELETED", "not_found"],
		[405, "METHOD_NOT_ALLOWED", "malformed"],
		[415, "UNSUPPORTED_MEDIA_TYPE", "malformed"],
		[500, "UNKNOWN_EXCEPTION", "unavailable"],
		[503, "SERVER_UNAVAILABLE", "unavailable"],
	])("%d %s is %s and keeps its word", async (status, code, kind) => {
		await expect(ask(refusal(status, code))).rejects.toMatchObject({ kind, code, status });
	});

	it.each([406, 420, 500, 502, 503, 504, 599])("%d without a body may be tried again", async (status) => {
		await expect(ask({ status, text: "" })).rejects.toMatchObject({
			kind: "unavailable",
			status,
			code: null,
		});
		await expect(ask({ status, text: "<html>Setting things up</html>" })).rejects.toMatchObject({
			kind: "unavailable",
		});
	});

	it("429 says when to come back", async () => {
		const answer = { status: 429, text: "", headers: { "retry-after": "7" } };
		await expect(ask(answer)).rejects.toMatchObject({ kind: "rate_limited", retryAfterSeconds: 7 });
	});

	it("of a used-up day never says when: it is asked again after minutes", async () => {
		await expect(ask(refusal(403, "REQUEST_LIMIT_EXCEEDED"))).rejects.toMatchObject({
			retryAfterSeconds: 300,
		});
	});

	it("300 is a key that several records share", async () => {
		const body = ["/services/data/v67.0/sobjects/Case/1", "/services/data/v67.0/sobjects/Case/2"];
		await expect(ask({ status: 300, body })).rejects.toMatchObject({
			kind: "invalid",
			code: "MULTIPLE_CHOICES",
		});
	});

	it.each([414, 431])("%d is a question of ours that was too long", async (status) => {
		await expect(ask({ status, text: "" })).rejects.toMatchObject({ kind: "invalid", code: "URI_TOO_LONG" });
	});

	it.each([302, 400, 403, 404])("%d with a page is nothing that Salesforce documents", async (status) => {
		await expect(ask({ status, text: "<html></html>" })).rejects.toMatchObject({
			kind: "malformed",
			code: null,
		});
	});
});

describe("the forms of a refusal", () => {
	it.each([
		["a list", [{ errorCode: "INVALID_FIELD", message: "no" }]],
		["one", { errorCode: "INVALID_FIELD", message: "no" }],
		["of a record in a collection", [{ statusCode: "INVALID_FIELD", message: "no" }]],
		["of the sign-in", { error: "INVALID_FIELD", error_description: "no" }],
		["of the bulk API", { exceptionCode: "INVALID_FIELD", exceptionMessage: "no" }],
	])("are read: %s", async (_, body) => {
		await expect(ask({ status: 400, body })).rejects.toMatchObject({
			kind: "invalid",
			code: "INVALID_FIELD",
		});
	});

	it("name the fields they are about", async () => {
		const body = [
			{ errorCode: "FIELD_CUSTOM_VALIDATION_EXCEPTION", message: "Pick a tier", fields: ["Tier__c"] },
		];
		await expect(ask({ status: 400, body })).rejects.toMatchObject({ fields: { Tier__c: "Pick a tier" } });
	});

	it("name a column that is gone, which only their words do", async () => {
		const words = "SELECT Foo__c FROM Contact ERROR: No such column 'Foo__c' on entity 'Contact'.";
		const error = await ask(refusal(400, "INVALID_FIELD", words)).catch((caught) => caught);
		expect(error.fields).toEqual({ Foo__c: words });
	});

	it("never turn a person's words into a code", async () => {
		const body = [{ errorCode: "<b>Kim's secret</b>", message: "no" }];
		await expect(ask({ status: 400, body })).rejects.toMatchObject({ kind: "invalid", code: null });
	});
});
