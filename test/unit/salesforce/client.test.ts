import { describe, expect, it } from "vitest";
import { createClient } from "../../../src/salesforce/client.ts";
import {
	type Answer,
	createFakeOrg,
	createTokens,
	type FakeOrg,
	INSTANCE,
	NOW,
	refusal,
} from "./fake-org.ts";

const EXPIRED = refusal(401, "INVALID_SESSION_ID", "Session expired or invalid");
const NOT_FOR_REST = refusal(
	401,
	"INVALID_SESSION_ID",
	"This session is not valid for use with the REST API",
);
const DONE: Answer = { body: { ok: true } };

function ask(org: FakeOrg, answers: readonly Answer[], tokens = createTokens()) {
	for (const answer of answers) org.next(answer);
	const client = createClient(INSTANCE, tokens, org.call);
	const asking = client.ask({ method: "GET", operation: "GET /x", path: "/services/data/v67.0/x" });
	return { client, asking, tokens };
}

const bearers = (org: FakeOrg) => org.requests.map(({ headers }) => headers.get("authorization"));

describe("a refused token", () => {
	it("is renewed once and the call repeated once", async () => {
		const org = createFakeOrg();
		const { asking, tokens } = ask(org, [EXPIRED, DONE]);
		expect((await asking).json).toEqual({ ok: true });
		expect(tokens.renewals).toEqual([1]);
		expect(new Set(bearers(org)).size).toBe(2);
	});

	it("that is refused right after its renewal is locked to an address", async () => {
		const org = createFakeOrg();
		const { asking, tokens } = ask(org, [EXPIRED, EXPIRED, DONE]);
		await expect(asking).rejects.toMatchObject({ kind: "forbidden", code: "session_locked", status: 401 });
		expect(tokens.renewals).toEqual([1]);
		expect(org.requests).toHaveLength(2);
	});

	it("that is not for the API at all is never renewed", async () => {
		const org = createFakeOrg();
		const { asking, tokens } = ask(org, [NOT_FOR_REST, DONE]);
		await expect(asking).rejects.toMatchObject({ kind: "forbidden", code: "session_refused" });
		expect(tokens.renewals).toEqual([]);
		expect(org.requests).toHaveLength(1);
	});

	it("says so after a renewal, too", async () => {
		const { asking } = ask(createFakeOrg(), [EXPIRED, NOT_FOR_REST]);
		await expect(asking).rejects.toMatchObject({ kind: "forbidden", code: "session_refused" });
	});

	it("without a readable body is renewed as well", async () => {
		const { asking, tokens } = ask(createFakeOrg(), [{ status: 401, text: "" }, DONE]);
		await asking;
		expect(tokens.renewals).toEqual([1]);
	});

	it("is renewed once for calls that run beside each other", async () => {
		const org = createFakeOrg();
		const { client, asking, tokens } = ask(org, [EXPIRED, EXPIRED, DONE, DONE]);
		const other = client.ask({ method: "GET", operation: "GET /y", path: "/services/data/v67.0/y" });
		await Promise.all([asking, other]);
		expect(new Set(tokens.renewals)).toEqual(new Set([1]));
	});

	it("whose renewal fails fails with it", async () => {
		const tokens = createTokens();
		tokens.renew = () => Promise.reject(new Error("grant is gone"));
		await expect(ask(createFakeOrg(), [EXPIRED, DONE], tokens).asking).rejects.toThrow("grant is gone");
	});
});

describe("what an answer tells beside itself", () => {
	it.each([
		["api-usage=18231/115000", { used: 18231, allowed: 115000 }],
		["api-usage=25/5000; per-app-api-usage=17/250(appName=sample)", { used: 25, allowed: 5000 }],
		["per-app-api-usage=17/250(appName=sample), api-usage=25/5000", { used: 25, allowed: 5000 }],
		["per-app-api-usage=17/250(appName=sample)", null],
	])("is how much of the day is used: %s", async (header, usage) => {
		const org = createFakeOrg();
		const { client, asking } = ask(org, [{ ...DONE, headers: { "sforce-limit-info": header } }]);
		expect(client.usage()).toBeNull();
		await asking;
		expect(client.usage()).toEqual(usage);
	});

	it("is told by refusals, too", async () => {
		const limit = { "sforce-limit-info": "api-usage=5001/5000" };
		const answer = { ...refusal(403, "REQUEST_LIMIT_EXCEEDED"), headers: limit };
		const { client, asking } = ask(createFakeOrg(), [answer]);
		await expect(asking).rejects.toMatchObject({ kind: "rate_limited" });
		expect(client.usage()).toEqual({ used: 5001, allowed: 5000 });
	});

	it("is how far its clock is ahead", async () => {
		const date = new Date(NOW + 90_000).toUTCString();
		const { client, asking } = ask(createFakeOrg(), [{ ...DONE, headers: { date } }]);
		expect(client.skew()).toBeNull();
		await asking;
		expect(client.skew()).toBe(90_000);
	});

	it("counts every call that went out", async () => {
		const { client, asking } = ask(createFakeOrg(), [EXPIRED, DONE]);
		await asking;
		expect(client.calls()).toBe(2);
	});
});

it("sends no token to another host", async () => {
	const org = createFakeOrg();
	const client = createClient(INSTANCE, createTokens(), org.call);
	for (const path of ["//evil.example/x", "https://evil.example/x"]) {
		const asking = client.ask({ method: "GET", operation: "GET /x", path });
		await expect(asking).rejects.toThrow(TypeError);
	}
	expect(org.requests).toEqual([]);
});
