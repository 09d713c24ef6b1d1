import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { webhooks as zendesk } from "../../../src/desk/zendesk/webhook.ts";
import { webhooks as zoho } from "../../../src/desk/zoho/webhook.ts";
import { anyText, deep, hostileText, nest } from "./hostile.ts";

const READERS = { zendesk, zoho } as const;

/** Anything that JSON can say in a field of an event. */
const field = fc.oneof(
	{ weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
	{ weight: 3, arbitrary: hostileText },
	{
		weight: 2,
		arbitrary: fc.constantFrom("4711", 4711, 1e21, -1, 1.5, "4711\n", "０１", null, true, "1".repeat(400)),
	},
);

const zendeskEvent = fc.record(
	{
		id: fc.oneof(fc.constant("evt-1"), field),
		type: fc.oneof(fc.constantFrom("zen:event-type:ticket.created", "zen:event-type:user.created"), field),
		subject: fc.oneof(
			fc.constantFrom("zen:ticket:4711", "zen:user:5", "zen:ticket:4711\nzen:ticket:1"),
			field,
		),
		detail: fc.oneof(fc.record({ id: field }, { requiredKeys: [] }), field),
		event: field,
	},
	{ requiredKeys: [] },
);

const zohoEvent = fc.record(
	{
		eventType: fc.oneof(fc.constantFrom("Ticket_Add", "Ticket_Thread_Add", "Agent_Update", "Ticket_"), field),
		eventTime: field,
		orgId: field,
		payload: fc.oneof(fc.record({ id: field, ticketId: field }, { requiredKeys: [] }), field),
	},
	{ requiredKeys: [] },
);

const EVENTS = {
	zendesk: zendeskEvent,
	zoho: fc.array(fc.oneof(zohoEvent, field), { maxLength: 20 }),
} as const;

const headers = (names: readonly string[]) =>
	fc
		.record(Object.fromEntries(names.map((name) => [name, fc.option(headerText, { nil: undefined })])))
		.map(
			(all) =>
				new Headers(Object.entries(all).filter((one): one is [string, string] => one[1] !== undefined)),
		);
/** What may stand in a header at all. */
const headerText = fc.oneof(
	fc.stringMatching(/^[\x20-\x7e]{0,300}$/),
	fc.constantFrom(
		"2026-11-02T09:00:00Z",
		"1793610000",
		"NaN",
		"a.b.c",
		"..",
		"e30.e30.e30",
		"eyJhbGciOiJub25lIn0.e30.",
	),
);
const HEADERS = {
	zendesk: ["x-zendesk-webhook-signature", "x-zendesk-webhook-signature-timestamp"],
	zoho: ["x-zdesk-jwt"],
} as const;

describe.each(["zendesk", "zoho"] as const)("a body at %s's webhook address", (name) => {
	const reader = READERS[name];
	const body = fc.oneof(
		{ weight: 6, arbitrary: EVENTS[name].map((event) => JSON.stringify(event)) },
		{ weight: 1, arbitrary: fc.json() },
		{ weight: 1, arbitrary: anyText },
	);

	it("hints at tickets by their number only, under a key that a row can hold, or says nothing", () => {
		fc.assert(
			fc.property(body, (text) => {
				for (const { ticketId, key } of reader.parse(text) ?? []) {
					expect(ticketId).toMatch(/^[0-9]{1,19}$/);
					expect(key.length).toBeGreaterThan(0);
					expect(key.length).toBeLessThanOrEqual(200);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it("may nest as deep as it likes", () => {
		fc.assert(
			fc.property(deep, (shape) => {
				const inside = nest(shape);
				const event =
					name === "zoho"
						? `[{"eventType":"Ticket_Add","payload":{"id":"1","x":${inside}}},${inside}]`
						: `{"id":"e","type":"t","subject":"zen:ticket:1","x":${inside}}`;
				expect(reader.parse(event)).toEqual([{ ticketId: "1", key: expect.any(String) }]);
				expect(() => reader.parse(inside)).not.toThrow();
			}),
		);
	});

	it("says the same however often it is read", () => {
		fc.assert(
			fc.property(body, (text) => {
				expect(reader.parse(text)).toEqual(reader.parse(text));
			}),
			{ numRuns: 300 },
		);
	});

	it("with made up headers is never authentic, and never an exception", async () => {
		await fc.assert(
			fc.asyncProperty(body, headers(HEADERS[name]), async (rawBody, given) => {
				const subscription = {
					id: "1",
					secret: name === "zendesk" ? "s3cret" : null,
					portalId: "7",
					address: "eu",
				};
				const request = { headers: given, rawBody, now: Date.UTC(2026, 10, 2, 9) };
				expect(await reader.isAuthentic(request, subscription, async () => null)).toBe(false);
			}),
			{ numRuns: 300 },
		);
	});

	it("never counts where no subscription's secret is known", async () => {
		await fc.assert(
			fc.asyncProperty(body, headers(HEADERS[name]), async (rawBody, given) => {
				const subscription = { id: "", secret: "", portalId: "", address: "" };
				const request = { headers: given, rawBody, now: Date.UTC(2026, 10, 2, 9) };
				expect(await reader.isAuthentic(request, subscription, async () => null)).toBe(false);
			}),
			{ numRuns: 300 },
		);
	});
});
