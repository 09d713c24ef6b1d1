import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createKeySource, refreshKeySet } from "../../src/services/hearing/webhook-keys.ts";
import { type Asked, ask, createCountedEnv, createTestContext, intakeOf, seedDesk } from "./hearing.ts";
import { createZohoSigner, claimsFor as forDesk, KEY_ID, type ZohoSigner } from "./zoho-signer.ts";

const HOUR = 3_600_000;

let ctx: ReturnType<typeof createTestContext>;
let environment: Env;
let asked: Asked;
let signer: ZohoSigner;
/** How often the vendor's keys were fetched. */
let fetches: string[];

beforeEach(async () => {
	ctx = createTestContext();
	({ env: environment, asked } = createCountedEnv());
	signer ??= await createZohoSigner();
	fetches = [];
	vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
		fetches.push(String(input));
		return Response.json(signer.keySet);
	});
});
afterEach(() => {
	vi.restoreAllMocks();
});

const sign = (claims: Record<string, unknown>, kid?: string) => signer.sign(claims, kid);

function event(eventTime: string, id: string, eventType = "Ticket_Update") {
	return { eventType, eventTime, orgId: "1", payload: { id, ticketNumber: "4702" } };
}

function post(desk: string, body: string, jwt?: string) {
	const headers = { "content-type": "application/json", ...(jwt ? { "x-zdesk-jwt": jwt } : {}) };
	return ask(environment, `/webhooks/zoho/${desk}`, { method: "POST", body, headers });
}

const seedZoho = () => seedDesk(ctx, { provider: "zoho", webhook: { id: "webhook-1", secret: null } });

describe("a webhook of Zoho", () => {
	it("with two events is written down by one write and one send", async () => {
		const desk = await seedZoho();
		await refreshKeySet(ctx, ctx.provider("zoho").webhooks.keySetUrl("eu"));
		fetches.length = 0;
		const body = JSON.stringify([event("1790830202000", "507417"), event("1790830202001", "507418")]);
		expect((await post(desk, body, await sign(forDesk(desk)))).status).toBe(200);
		expect((await intakeOf(desk)).map(({ ticket_id }) => ticket_id)).toEqual(["507417", "507418"]);
		expect(asked.writes).toHaveLength(1);
		expect(asked.sends).toHaveLength(1);
		expect(fetches).toEqual([]);
	});

	it("that comes again changes nothing", async () => {
		const desk = await seedZoho();
		const body = JSON.stringify([event("1790830202000", "507417")]);
		const statuses = [
			await post(desk, body, await sign(forDesk(desk))),
			await post(desk, body, await sign(forDesk(desk))),
		];
		expect(statuses.map(({ status }) => status)).toEqual([200, 200]);
		expect(await intakeOf(desk)).toHaveLength(1);
	});

	it.each([
		["for another subscription", (desk: string) => sign({ ...forDesk(desk), aud: "webhookId:webhook-2" })],
		["of another portal", (desk: string) => sign({ ...forDesk(desk), iss: "orgId:portal-other" })],
		[
			"that has run out",
			(desk: string) => sign({ ...forDesk(desk), exp: Math.floor(Date.now() / 1000) - HOUR }),
		],
		["of an unknown key", (desk: string) => sign(forDesk(desk), "made up")],
		["that is none", async () => "a.b.c"],
	])("with a token %s is refused, and nothing is stored", async (_, make) => {
		const desk = await seedZoho();
		const body = JSON.stringify([event("1790830202000", "507417")]);
		expect((await post(desk, body, await make(desk))).status).toBe(401);
		expect(await intakeOf(desk)).toEqual([]);
		expect(asked.sends).toEqual([]);
	});

	it("without a token is refused when there is something in it", async () => {
		const desk = await seedZoho();
		expect((await post(desk, JSON.stringify([event("1", "2")]))).status).toBe(401);
		expect(await intakeOf(desk)).toEqual([]);
	});
});

describe("the question whether the address answers", () => {
	it.each(["", "{}", " { } "])(
		"is answered though no subscription is known yet, by POST with %j",
		async (body) => {
			const desk = await seedDesk(ctx, { provider: "zoho", webhook: null });
			expect((await post(desk, body)).status).toBe(200);
			expect(asked.writes).toEqual([]);
		},
	);

	it("is answered by GET", async () => {
		const desk = await seedDesk(ctx, { provider: "zoho", webhook: null });
		expect((await ask(environment, `/webhooks/zoho/${desk}`)).status).toBe(200);
	});

	it("is answered 404 where nobody listens", async () => {
		const removed = await seedDesk(ctx, { provider: "zoho", listeningAt: null });
		const statuses = [
			await ask(environment, `/webhooks/zoho/${removed}`),
			await post(removed, "{}"),
			await ask(environment, `/webhooks/zoho/${await seedDesk(ctx)}`),
		];
		expect(statuses.map(({ status }) => status)).toEqual([404, 404, 404]);
	});
});

describe("the vendor's keys", () => {
	const url = () => `https://desk.zoho.example/${crypto.randomUUID()}/jwks.json`;

	it("are fetched for an unknown key id, and kept", async () => {
		const keys = createKeySource(ctx, url());
		expect(await keys(KEY_ID)).toMatchObject({ kty: "RSA", kid: KEY_ID });
		expect(await keys(KEY_ID)).toMatchObject({ kid: KEY_ID });
		expect(fetches).toHaveLength(1);
	});

	it("are fetched at most once a minute however many unknown key ids come in", async () => {
		let now = Date.now();
		const timed = createTestContext({ now: () => now });
		const keys = createKeySource(timed, url());
		for (let second = 0; second < 120; second += 6) {
			await Promise.all([keys(`made up ${second}`), keys(`another ${second}`)]);
			now += 6_000;
		}
		expect(fetches).toHaveLength(2);
	});

	it("that were replaced are found a minute after the last fetch", async () => {
		let now = Date.now();
		const keys = createKeySource(createTestContext({ now: () => now }), url());
		vi.mocked(fetch).mockImplementationOnce(async () =>
			Response.json({ keys: [{ kty: "RSA", kid: "old" }] }),
		);
		expect(await keys("old")).toMatchObject({ kid: "old" });
		now += 61_000;
		expect(await keys(KEY_ID)).toMatchObject({ kid: KEY_ID });
	});

	it("stay known when the vendor's answer can't be used", async () => {
		let now = Date.now();
		const keys = createKeySource(createTestContext({ now: () => now }), url());
		await keys(KEY_ID);
		vi.mocked(fetch).mockImplementation(async () => new Response("<html>", { status: 502 }));
		now += 15 * 60_000;
		expect(await keys("unknown")).toBeNull();
		expect(await keys(KEY_ID)).toMatchObject({ kid: KEY_ID });
	});

	it("don't exist where the vendor signs with a secret", async () => {
		expect(await createKeySource(ctx, null)(KEY_ID)).toBeNull();
	});
});
