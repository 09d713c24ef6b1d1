import { createHmac, createSign, generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { zoho } from "../../../../src/desk/zoho/provider.ts";

const { webhooks } = zoho;
const NOW = Date.UTC(2026, 8, 10, 6, 0, 0);
const SUBSCRIPTION = { id: "520000000900001", secret: null, address: "eu", portalId: "60012345" };

const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
const jwk = { ...own.publicKey.export({ format: "jwk" }) } as JsonWebKey;

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");
const HEADER = { alg: "RS256", typ: "JWT", kid: "key-1" };
const CLAIMS = {
	iss: "orgId:60012345",
	aud: "webhookId:520000000900001",
	iat: NOW / 1000 - 5,
	exp: NOW / 1000 + 300,
};

function tokenOf({ header = {}, claims = {}, key = own.privateKey } = {}): string {
	const signed = `${encode({ ...HEADER, ...header })}.${encode({ ...CLAIMS, ...claims })}`;
	return `${signed}.${createSign("RSA-SHA256").update(signed).sign(key, "base64url")}`;
}

async function check(token: string | null, key: JsonWebKey | null = jwk) {
	const asked: string[] = [];
	const headers = new Headers(token === null ? {} : { "X-ZDesk-JWT": token });
	const isAuthentic = await webhooks.isAuthentic(
		{ headers, rawBody: "[]", now: NOW },
		SUBSCRIPTION,
		async (id) => {
			asked.push(id);
			return id === "key-1" ? key : null;
		},
	);
	return { isAuthentic, asked };
}

describe("isAuthentic", () => {
	it("takes a token that was signed for this subscription of this organisation", async () => {
		expect(await check(tokenOf())).toEqual({ isAuthentic: true, asked: ["key-1"] });
	});

	it("takes times in milliseconds as well as in seconds", async () => {
		const claims = { iat: NOW - 5_000, exp: NOW + 300_000 };
		expect((await check(tokenOf({ claims }))).isAuthentic).toBe(true);
	});

	it("allows the two clocks a minute", async () => {
		expect((await check(tokenOf({ claims: { exp: NOW / 1000 - 59 } }))).isAuthentic).toBe(true);
		expect((await check(tokenOf({ claims: { exp: NOW / 1000 - 61 } }))).isAuthentic).toBe(false);
		expect((await check(tokenOf({ claims: { iat: NOW / 1000 + 59 } }))).isAuthentic).toBe(true);
		expect((await check(tokenOf({ claims: { iat: NOW / 1000 + 61 } }))).isAuthentic).toBe(false);
	});

	it.each([
		["for another subscription", { aud: "webhookId:520000000900002" }],
		["for a longer name of this one", { aud: "webhookId:5200000009000011" }],
		["for several audiences", { aud: ["webhookId:520000000900001"] }],
		["of another organisation", { iss: "orgId:60099999" }],
		["with only the number of this organisation", { iss: "60012345" }],
		["that ended, in seconds", { exp: NOW / 1000 - 3_600 }],
		["that ended, in milliseconds", { exp: NOW - 3_600_000 }],
		["without an end", { exp: undefined }],
		["without a beginning", { iat: undefined }],
		["with its end as text", { exp: "soon" }],
	])("refuses a token %s without asking for a key", async (_name, claims) => {
		expect(await check(tokenOf({ claims }))).toEqual({ isAuthentic: false, asked: [] });
	});

	it("refuses a token of somebody else's key", async () => {
		expect((await check(tokenOf({ key: other.privateKey }))).isAuthentic).toBe(false);
	});

	it("refuses an unknown key id, and a known one whose key is none", async () => {
		expect((await check(tokenOf({ header: { kid: "key-2" } }))).isAuthentic).toBe(false);
		expect((await check(tokenOf(), null)).isAuthentic).toBe(false);
		expect((await check(tokenOf(), { kty: "EC", crv: "P-256" })).isAuthentic).toBe(false);
		expect((await check(tokenOf(), { kty: "RSA", n: "AQAB", e: "!" })).isAuthentic).toBe(false);
	});

	it("refuses a token that chooses another way of being checked", async () => {
		const unsigned = `${encode({ ...HEADER, alg: "none" })}.${encode(CLAIMS)}`;
		const hmac = `${encode({ ...HEADER, alg: "HS256" })}.${encode(CLAIMS)}`;
		// The public key as a shared secret: the classic way in.
		const pem = own.publicKey.export({ type: "spki", format: "pem" });
		const signature = createHmac("sha256", pem).update(hmac).digest("base64url");
		for (const token of [`${unsigned}.`, `${unsigned}.AAAA`, `${hmac}.${signature}`]) {
			expect(await check(token)).toEqual({ isAuthentic: false, asked: [] });
		}
		for (const alg of ["RS512", "PS256", "rs256", undefined]) {
			expect((await check(tokenOf({ header: { alg } }))).isAuthentic).toBe(false);
		}
	});

	it("refuses a token whose claims were changed after signing", async () => {
		const [header, , signature] = tokenOf().split(".");
		const claims = encode({ ...CLAIMS, exp: NOW / 1000 + 301 });
		expect((await check(`${header}.${claims}.${signature}`)).isAuthentic).toBe(false);
	});

	it("refuses what is no token, and never throws", async () => {
		expect((await check(null)).isAuthentic).toBe(false);
		const anything = fc.oneof(
			fc.string(),
			fc.array(fc.base64String(), { maxLength: 5 }).map((parts) => parts.join(".")),
		);
		await fc.assert(
			fc.asyncProperty(anything, async (token) => {
				const headers = new Headers();
				headers.set("x-zdesk-jwt", encodeURIComponent(token));
				const request = { headers, rawBody: token, now: NOW };
				expect(await webhooks.isAuthentic(request, SUBSCRIPTION, async () => jwk)).toBe(false);
			}),
			{ numRuns: 200 },
		);
	});

	it("refuses when keys can't be had", async () => {
		const headers = new Headers({ "x-zdesk-jwt": tokenOf() });
		const failing = () => Promise.reject(new Error("no network"));
		expect(await webhooks.isAuthentic({ headers, rawBody: "[]", now: NOW }, SUBSCRIPTION, failing)).toBe(
			false,
		);
	});
});

describe("keySetUrl", () => {
	it.each([
		["eu", "https://desk.zoho.eu/.well-known/jwks.json"],
		["ca", "https://desk.zohocloud.ca/.well-known/jwks.json"],
		["evil.example", null],
	])("of %s is %s", (address, url) => {
		expect(webhooks.keySetUrl(address)).toBe(url);
	});
});

describe("parse", () => {
	const parse = (body: unknown) => webhooks.parse(JSON.stringify(body));
	const event = (eventType: string, payload: unknown, eventTime: unknown = "1790830202000") => ({
		eventType,
		eventTime,
		orgId: "60012345",
		payload,
	});

	it("finds the ticket of each event", () => {
		expect(
			parse([
				event("Ticket_Add", { id: "52001", firstThread: { id: "53001", ticketId: "52001" } }),
				event("Ticket_Update", { id: "52002", departmentId: null }),
				event("Ticket_Delete", { id: "52003" }),
				event("Ticket_Thread_Add", { id: "53002", ticketId: "52004" }),
				event("Ticket_Comment_Add", { id: "53003", ticketId: "52005" }),
			])?.map(({ ticketId }) => ticketId),
		).toEqual(["52001", "52002", "52003", "52004", "52005"]);
	});

	it("gives the same event the same key however it is delivered, and another one another", () => {
		const first = event("Ticket_Update", { id: "52001", status: "Open" });
		const keyOf = (one: unknown) => parse([one])?.[0]?.key;
		expect(keyOf({ ...first })).toBe(keyOf(first));
		expect(keyOf(event("Ticket_Update", { id: "52001" }, "1790830203000"))).not.toBe(keyOf(first));
		expect(keyOf(event("Ticket_Add", { id: "52001" }))).not.toBe(keyOf(first));
		expect(keyOf(event("Ticket_Update", { id: "52002" }))).not.toBe(keyOf(first));
	});

	it("tells events without a time apart by what they say", () => {
		const keys = ["Open", "Closed", "Open"].map(
			(status) => parse([event("Ticket_Update", { id: "52001", status }, null)])?.[0]?.key,
		);
		expect(keys[0]).toMatch(/^Ticket_Update:[0-9a-f]+:0$/);
		expect(keys[0]).toBe(keys[2]);
		expect(keys[1]).not.toBe(keys[0]);
	});

	it("has no hint for what is about no ticket", () => {
		expect(
			parse([
				event("Agent_Delete", { id: "52001" }),
				event("Contact_Update", { id: "52001" }),
				event("Ticket_Update", {}),
				event("Ticket_Update", null),
				event("Ticket_Thread_Add", { id: "53001" }),
				event("Ticket_Update", { id: "../52001" }),
				event("Ticket_Update", { id: 1.5 }),
				{ eventType: 7, payload: { id: "52001" } },
				null,
				"text",
			]),
		).toEqual([]);
	});

	it("answers null for what is no list of events", () => {
		for (const body of ["", "{}", "null", "7", '"text"', "<html>", '{"eventType":"Ticket_Add"}']) {
			expect(webhooks.parse(body)).toBeNull();
		}
		expect(webhooks.parse("[]")).toEqual([]);
	});

	it("never throws, and hints only at ids", () => {
		const payload = fc.record({ id: fc.anything(), ticketId: fc.anything() }, { requiredKeys: [] });
		const entry = fc.record({
			eventType: fc.oneof(fc.constantFrom("Ticket_Add", "Ticket_Thread_Add", "Ticket_"), fc.anything()),
			eventTime: fc.anything(),
			payload: fc.oneof(payload, fc.anything()),
		});
		fc.assert(
			fc.property(fc.oneof(fc.array(entry), fc.anything()), (body) => {
				const hints = webhooks.parse(JSON.stringify(body) ?? "");
				for (const { ticketId, key } of hints ?? []) {
					expect(ticketId).toMatch(/^\d{1,19}$/);
					expect(key.length).toBeLessThanOrEqual(130);
				}
			}),
		);
	});
});
