import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { refreshKeySet } from "../../src/services/hearing/webhook-keys.ts";
import { ask, createTestContext, intakeOf, seedDesk, signAsZendesk, zendeskEvent } from "./hearing.ts";
import { claimsFor, createZohoSigner, type ZohoSigner } from "./zoho-signer.ts";

/** Everything that answering a webhook asked of the platform or of anybody else. */
interface Cost {
	reads: number;
	writes: string[];
	sends: number;
	/** Calls to objects. */
	objects: number;
	fetches: string[];
}

let ctx: ReturnType<typeof createTestContext>;
let cost: Cost;
let signer: ZohoSigner;

beforeEach(async () => {
	ctx = createTestContext();
	cost = { reads: 0, writes: [], sends: 0, objects: 0, fetches: [] };
	signer ??= await createZohoSigner();
	vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
		cost.fetches.push(String(input));
		return Response.json(signer.keySet);
	});
});
afterEach(() => {
	vi.restoreAllMocks();
});

/** Counts what is run, not what is prepared; whatever else is asked of a binding fails the test. */
function meter(): Env {
	const count = (query: string) => {
		if (/^\s*(insert|update|delete|replace|create|drop|alter|pragma)\b/i.test(query)) cost.writes.push(query);
		else cost.reads += 1;
	};
	const statement = (query: string, real: D1PreparedStatement): object => ({
		query,
		real,
		bind: (...values: unknown[]) => statement(query, real.bind(...values)),
		...Object.fromEntries(
			(["first", "run", "all", "raw"] as const).map((name) => [
				name,
				(...given: unknown[]) => {
					count(query);
					return (real[name] as (...all: unknown[]) => unknown).apply(real, given);
				},
			]),
		),
	});
	type Metered = { query: string; real: D1PreparedStatement };
	const session = (real: D1DatabaseSession) => ({
		prepare: (query: string) => statement(query, real.prepare(query)),
		batch: (all: Metered[]) => {
			for (const { query } of all) count(query);
			return real.batch(all.map((one) => one.real));
		},
	});
	const send = async () => {
		cost.sends += 1;
	};
	const counted = (namespace: object) =>
		new Proxy(namespace, {
			get(target, name) {
				const value: unknown = Reflect.get(target, name);
				if (name === "get" || name === "getByName") cost.objects += 1;
				return typeof value === "function" ? value.bind(target) : value;
			},
		});
	return {
		...env,
		DB: { withSession: (constraint: string) => session(env.DB.withSession(constraint)) },
		QUEUE: { send, sendBatch: send },
		CREDENTIALS: counted(env.CREDENTIALS),
		DESKS: counted(env.DESKS),
		SLACK_TEAMS: counted(env.SLACK_TEAMS),
	} as unknown as Env;
}

interface Desk {
	seed(): Promise<string>;
	/** A signed delivery of so many events; `from` numbers the first. */
	deliver(environment: Env, desk: string, events: number, from?: number, forged?: boolean): Promise<Response>;
}

const numbers = (events: number, from: number) => Array.from({ length: events }, (_, index) => index + from);

const DESKS: Record<string, Desk> = {
	zendesk: {
		seed: () => seedDesk(ctx),
		async deliver(environment, desk, _events, from = 1, forged = false) {
			const body = zendeskEvent(`evt-${from}`, `${4700 + from}`);
			const headers = await signAsZendesk(forged ? "guessed" : "s3cret", body);
			return ask(environment, `/webhooks/zendesk/${desk}`, { method: "POST", body, headers });
		},
	},
	zoho: {
		async seed() {
			await refreshKeySet(ctx, ctx.provider("zoho").webhooks.keySetUrl("eu"));
			cost.fetches.length = 0;
			return seedDesk(ctx, { provider: "zoho", webhook: { id: "webhook-1", secret: null } });
		},
		async deliver(environment, desk, events, from = 1, forged = false) {
			const body = JSON.stringify(
				numbers(events, from).map((number) => ({
					eventType: "Ticket_Update",
					eventTime: String(1_790_830_202_000 + number),
					payload: { id: String(507_400 + number) },
				})),
			);
			const headers = { "x-zdesk-jwt": await signer.sign(claimsFor(forged ? "another" : desk)) };
			return ask(environment, `/webhooks/zoho/${desk}`, { method: "POST", body, headers });
		},
	},
};

describe.each(Object.entries(DESKS))("an accepted webhook of %s", (name, { seed, deliver }) => {
	it.each([
		["the first that an isolate sees", 0],
		["the second", 1],
	])("costs one write, one send, and no call to anybody: %s", async (_, before) => {
		const desk = await seed();
		const environment = meter();
		for (const from of numbers(before, 100)) await deliver(environment, desk, 1, from);
		Object.assign(cost, { reads: 0, writes: [], sends: 0, objects: 0 });
		expect((await deliver(environment, desk, 1)).status).toBe(200);
		expect(cost).toMatchObject({ sends: 1, objects: 0, fetches: [] });
		expect(cost.writes).toEqual([expect.stringMatching(/^\s*insert into webhook_intake/)]);
		// Of the desk with its subscription; Zoho's keys are read once for all desks of a data centre.
		expect(cost.reads).toBeLessThanOrEqual(before > 0 ? 0 : name === "zoho" ? 2 : 1);
		expect(await intakeOf(desk)).toHaveLength(before + 1);
	});

	it("that comes again costs one write that changes nothing, and no send", async () => {
		const desk = await seed();
		const environment = meter();
		await deliver(environment, desk, 1);
		const first = structuredClone(cost);
		expect((await deliver(environment, desk, 1)).status).toBe(200);
		expect(cost.writes.length - first.writes.length).toBe(1);
		expect(cost.sends).toBe(first.sends);
		expect(cost).toMatchObject({ objects: 0, fetches: [] });
		expect(await intakeOf(desk)).toHaveLength(1);
	});

	it("costs no more when twenty come at once", async () => {
		const desk = await seed();
		const environment = meter();
		const answers = await Promise.all(numbers(20, 1).map((from) => deliver(environment, desk, 1, from)));
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
		expect(cost.writes).toHaveLength(20);
		expect(cost.sends).toBe(20);
		expect(cost).toMatchObject({ objects: 0, fetches: [] });
		expect(await intakeOf(desk)).toHaveLength(20);
	});

	it("that is forged costs no write and no send", async () => {
		const desk = await seed();
		const environment = meter();
		expect((await deliver(environment, desk, 1, 1, true)).status).toBe(401);
		expect(cost).toMatchObject({ writes: [], sends: 0, objects: 0, fetches: [] });
		expect(await intakeOf(desk)).toEqual([]);
	});
});

describe("a webhook of zoho", () => {
	it("with a hundred events costs what one does", async () => {
		const { seed, deliver } = DESKS.zoho as Desk;
		const desk = await seed();
		expect((await deliver(meter(), desk, 100)).status).toBe(200);
		expect(cost.writes).toHaveLength(1);
		expect(cost).toMatchObject({ sends: 1, objects: 0, fetches: [] });
		expect(await intakeOf(desk)).toHaveLength(100);
	});

	it("with an unknown key id fetches the keys once for all desks of a data centre, and stores nothing of it", async () => {
		const { seed } = DESKS.zoho as Desk;
		const desks = [await seed(), await seed()];
		// Of a data centre whose keys nobody has asked for yet.
		await env.DB.prepare("update desks set address = 'jp' where id in (?, ?)")
			.bind(...desks)
			.run();
		const environment = meter();
		for (const number of numbers(10, 1)) {
			const desk = desks[number % 2] ?? "";
			const headers = { "x-zdesk-jwt": await signer.sign(claimsFor(desk), `made-up-${number}`) };
			const answer = await ask(environment, `/webhooks/zoho/${desk}`, {
				method: "POST",
				body: "[]",
				headers,
			});
			expect(answer.status).toBe(401);
		}
		expect(cost.fetches).toEqual(["https://desk.zoho.jp/.well-known/jwks.json"]);
		expect(cost).toMatchObject({ sends: 0, objects: 0 });
		expect(cost.writes.filter((query) => !query.includes("key_sets"))).toEqual([]);
		for (const desk of desks) expect(await intakeOf(desk)).toEqual([]);
	});
});
