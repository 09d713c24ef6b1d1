import { describe, expect, test } from "vitest";
import type { WebhookRequest } from "../../../../src/desk/desk-feed.ts";
import { webhooks } from "../../../../src/desk/zendesk/webhook.ts";

const SECRET = "whsec_test_0123456789abcdef";
const TIMESTAMP = "2026-11-20T09:15:30Z";
const NOW = Date.parse(TIMESTAMP);
const BODY = '{"type":"zen:event-type:ticket.created","id":"evt-1","subject":"zen:ticket:4711"}';
const SIGNATURE = "Nvs0sfqpNbEy55zPW+wWP606i3qpGTJpM3EbvS28ijM=";
const EMPTY_SIGNATURE = "Yw7Pw0iQeHaMh0XOCZdGBa/kQGzHq6fN3yO2ivem3vY=";

const noKeys = async () => null;

function isAuthentic(
	changed: Partial<{
		body: string;
		signature: string;
		timestamp: string;
		now: number;
		secret: string | null;
	}>,
) {
	const { body = BODY, signature = SIGNATURE, timestamp = TIMESTAMP, now = NOW, secret = SECRET } = changed;
	const headers = new Headers();
	if (signature !== "-") headers.set("x-zendesk-webhook-signature", signature);
	if (timestamp !== "-") headers.set("x-zendesk-webhook-signature-timestamp", timestamp);
	const request: WebhookRequest = { headers, rawBody: body, now };
	const subscription = { id: "01JC9", secret, address: "acme", portalId: "acme" };
	return webhooks.isAuthentic(request, subscription, noKeys);
}

async function sign(secret: string, timestamp: string, body: string): Promise<string> {
	const algorithm = { name: "HMAC", hash: "SHA-256" };
	const bytes = (text: string) => new TextEncoder().encode(text);
	const key = await crypto.subtle.importKey("raw", bytes(secret), algorithm, false, ["sign"]);
	return Buffer.from(await crypto.subtle.sign("HMAC", key, bytes(timestamp + body))).toString("base64");
}

describe("a webhook's signature", () => {
	test("is right for the known example", async () => {
		expect(await isAuthentic({})).toBe(true);
	});

	test("is right for the known example without a body", async () => {
		expect(await isAuthentic({ body: "", signature: EMPTY_SIGNATURE })).toBe(true);
	});

	test.each([
		["another body", { body: `${BODY} ` }],
		["another secret", { secret: "whsec_other" }],
		["no secret", { secret: null }],
		["an empty secret", { secret: "" }],
		["no signature", { signature: "-" }],
		["an empty signature", { signature: "" }],
		["something that isn't base64", { signature: "%%%" }],
		["a cut signature", { signature: SIGNATURE.slice(0, 20) }],
		["hex instead of base64", { signature: Buffer.from(SIGNATURE, "base64").toString("hex") }],
		["no timestamp", { timestamp: "-" }],
		["another timestamp", { timestamp: "2026-11-20T09:15:31Z" }],
		["a timestamp that is none", { timestamp: "yesterday" }],
	])("is wrong with %s", async (_, changed) => {
		expect(await isAuthentic(changed)).toBe(false);
	});

	test("made with a dot between time and body is wrong", async () => {
		expect(await isAuthentic({ signature: await sign(SECRET, `${TIMESTAMP}.`, BODY) })).toBe(false);
	});

	test("may be a day old, and no older", async () => {
		const day = 24 * 3_600_000;
		expect(await isAuthentic({ now: NOW + day })).toBe(true);
		expect(await isAuthentic({ now: NOW + day + 1 })).toBe(false);
	});

	test("may be five minutes ahead of our clock, and no more", async () => {
		expect(await isAuthentic({ now: NOW - 300_000 })).toBe(true);
		expect(await isAuthentic({ now: NOW - 300_001 })).toBe(false);
	});

	test("may be dated in seconds since 1970", async () => {
		const timestamp = String(NOW / 1000);
		expect(await isAuthentic({ timestamp, signature: await sign(SECRET, timestamp, BODY) })).toBe(true);
	});

	test("covers every byte of a body that isn't ASCII", async () => {
		const body = '{"detail":{"subject":"請求書 🧾 é"}}';
		const signature = await sign(SECRET, TIMESTAMP, body);
		expect(await isAuthentic({ body, signature })).toBe(true);
		expect(await isAuthentic({ body: body.normalize("NFD"), signature })).toBe(false);
	});
});

describe("a webhook's body", () => {
	const parse = (body: unknown) => webhooks.parse(JSON.stringify(body));
	const event = { id: "0a5d3c1e", type: "zen:event-type:ticket.comment_added", subject: "zen:ticket:4711" };

	test("names the ticket, and itself by its id", () => {
		expect(parse({ ...event, detail: { id: "4711", status: "OPEN" } })).toEqual([
			{ ticketId: "4711", key: "0a5d3c1e" },
		]);
	});

	test.each([
		["in its detail alone", { ...event, subject: null, detail: { id: "4711" } }],
		["by a number", { ...event, subject: undefined, detail: { id: 4711 } }],
		["in an event nobody knows yet", { ...event, type: "zen:event-type:ticket.teleported" }],
		[
			"in a message",
			{
				...event,
				type: "zen:event-type:messaging_ticket.message_added",
				subject: "x",
				detail: { id: "4711" },
			},
		],
	])("may name the ticket %s", (_, body) => {
		expect(parse(body)).toEqual([{ ticketId: "4711", key: "0a5d3c1e" }]);
	});

	test.each([
		[
			"a person",
			{ ...event, type: "zen:event-type:user.created", subject: "zen:user:9", detail: { id: "9" } },
		],
		["a ticket without id", { ...event, subject: "zen:ticket:", detail: { id: "" } }],
		["an id that isn't digits", { ...event, subject: "zen:ticket:1/../2", detail: { id: "1 or 1=1" } }],
		["nothing", { id: "x", type: "test" }],
	])("about %s gives no hint", (_, body) => {
		expect(parse(body)).toEqual([]);
	});

	test.each([
		["not JSON", "{"],
		["empty", ""],
		["a list", "[]"],
		["null", "null"],
		["without an id", JSON.stringify({ ...event, id: undefined })],
		["with an empty id", JSON.stringify({ ...event, id: "" })],
		["with an endless id", JSON.stringify({ ...event, id: "x".repeat(201) })],
	])("that is %s is no event", (_, text) => {
		expect(webhooks.parse(text)).toBeNull();
	});

	test("is signed with a secret: there are no published keys", () => {
		expect(webhooks.keySetUrl("acme")).toBeNull();
	});
});
