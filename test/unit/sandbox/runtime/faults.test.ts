import { describe, expect, test } from "vitest";
import { buildFaultAnswer, createFaults } from "../../../../sandbox/runtime/faults.ts";
import { toNdjson } from "../../../../sandbox/runtime/traffic.ts";

const ticket = new Request("https://acme.zendesk.com/api/v2/tickets/1042");

describe("faults", () => {
	test("hit the named vendor and address as often as asked", () => {
		const faults = createFaults();
		faults.add({
			vendor: "zendesk",
			match: "GET https://acme.zendesk.com/api/v2/tickets",
			status: 500,
			times: 2,
		});
		expect(faults.take("zoho", ticket)).toBeNull();
		expect(faults.take("zendesk", new Request("https://acme.zendesk.com/api/v2/users/me"))).toBeNull();
		expect(faults.take("zendesk", ticket)?.status).toBe(500);
		expect(faults.pending()).toMatchObject([{ times: 1 }]);
		expect(faults.take("zendesk", ticket)?.status).toBe(500);
		expect(faults.take("zendesk", ticket)).toBeNull();
	});

	test.each([
		["slack", "slack.com", { ok: false, error: "ratelimited" }],
		["zendesk", "acme.zendesk.com", { error: "TooManyRequests" }],
		["zoho", "desk.zoho.eu", { errorCode: "TOO_MANY_REQUESTS" }],
	] as const)("%s asks to come back in its own words", async (vendor, host, body) => {
		const answer = buildFaultAnswer(vendor, { status: 429, retryAfterSeconds: 7 }, host);
		expect(answer.status).toBe(429);
		expect(answer.headers.get("retry-after")).toBe("7");
		expect(await answer.json()).toMatchObject(body);
	});
});

describe("traffic", () => {
	test("tells a checker nothing about answers that were lost or made up", () => {
		const exchange = {
			at: 0,
			method: "GET",
			url: ticket.url,
			requestHeaders: {},
			requestBody: null,
			status: 200,
			responseHeaders: {},
			responseBody: "{}",
		};
		const lines = toNdjson([exchange, { ...exchange, status: 0 }, { ...exchange, invented: true }]);
		expect(lines.trim().split("\n")).toHaveLength(1);
	});
});
