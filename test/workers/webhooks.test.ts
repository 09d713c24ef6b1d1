import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { desks } from "../../src/db/schema.ts";
import { deskWebhooks } from "../../src/db/schema-hearing.ts";
import { webhookSecretPlace } from "../../src/services/hearing/webhook-secret.ts";
import {
	type Asked,
	ask,
	createCountedEnv,
	createTestContext,
	intakeOf,
	seedDesk,
	signAsZendesk,
	zendeskEvent,
} from "./hearing.ts";

const SECRET = "s3cret";
const HOUR = 3_600_000;

let ctx: ReturnType<typeof createTestContext>;
let environment: Env;
let asked: Asked;

beforeEach(() => {
	ctx = createTestContext();
	({ env: environment, asked } = createCountedEnv());
});

function post(deskId: string, body: string, headers: Record<string, string>, provider = "zendesk") {
	return ask(environment, `/webhooks/${provider}/${deskId}`, { method: "POST", body, headers });
}

async function postSigned(deskId: string, body: string, at?: number, secret = SECRET) {
	return post(deskId, body, await signAsZendesk(secret, body, at));
}

describe("a webhook of Zendesk", () => {
	it("is written down and put on the queue with one write, one send and no call to anybody", async () => {
		const desk = await seedDesk(ctx);
		const answer = await postSigned(desk, zendeskEvent("evt-1", "4711"));
		expect(answer.status).toBe(200);
		expect(await answer.text()).toBe("");
		expect(await intakeOf(desk)).toEqual([{ ticket_id: "4711", state: "waiting", attempts: 0 }]);
		expect(asked.writes).toHaveLength(1);
		expect(asked.reads).toHaveLength(1);
		expect(asked.sends).toEqual([[{ kind: "look", id: expect.any(String) }]]);
	});

	it("reads nothing for the second one within seconds", async () => {
		const desk = await seedDesk(ctx);
		await postSigned(desk, zendeskEvent("evt-1", "4711"));
		await postSigned(desk, zendeskEvent("evt-2", "4711"));
		expect(asked.reads).toHaveLength(1);
		expect(await intakeOf(desk)).toHaveLength(2);
	});

	it("that comes again is answered the same and changes nothing", async () => {
		const desk = await seedDesk(ctx);
		const body = zendeskEvent("evt-1", "4711");
		const statuses = [await postSigned(desk, body), await postSigned(desk, body)].map(({ status }) => status);
		expect(statuses).toEqual([200, 200]);
		expect(await intakeOf(desk)).toHaveLength(1);
		expect(asked.sends).toHaveLength(1);
	});

	it("may have been signed almost a day ago", async () => {
		const desk = await seedDesk(ctx);
		const at = Date.now() - 24 * HOUR + 60_000;
		expect((await postSigned(desk, zendeskEvent("evt-1", "4711"), at)).status).toBe(200);
		expect(await intakeOf(desk)).toHaveLength(1);
	});

	it("is refused when it was signed more than a day ago", async () => {
		const desk = await seedDesk(ctx);
		const at = Date.now() - 24 * HOUR - 60_000;
		expect((await postSigned(desk, zendeskEvent("evt-1", "4711"), at)).status).toBe(401);
		expect(await intakeOf(desk)).toEqual([]);
	});

	it("is accepted though the queue takes nothing: the row is the promise", async () => {
		const desk = await seedDesk(ctx);
		environment = {
			...environment,
			QUEUE: { sendBatch: () => Promise.reject(new Error("queue is down")) },
		} as unknown as Env;
		expect((await postSigned(desk, zendeskEvent("evt-1", "4711"))).status).toBe(200);
		expect(await intakeOf(desk)).toMatchObject([{ state: "waiting" }]);
	});

	it("without a ticket is accepted, and nothing is stored", async () => {
		const desk = await seedDesk(ctx);
		const body = JSON.stringify({ id: "evt-1", type: "zen:event-type:user.created", subject: "zen:user:5" });
		expect((await postSigned(desk, body)).status).toBe(200);
		expect(asked.writes).toEqual([]);
		expect(asked.sends).toEqual([]);
	});

	it.each(["", "{}", "not json", "[1,2]"])(
		"with the body %j that is no event is taken without a word",
		async (body) => {
			const desk = await seedDesk(ctx);
			expect((await postSigned(desk, body)).status).toBe(200);
			expect(await intakeOf(desk)).toEqual([]);
		},
	);
});

describe("a forged webhook", () => {
	const body = zendeskEvent("evt-1", "4711");

	async function expectRefused(desk: string, answer: Response) {
		expect(answer.status).toBe(401);
		expect(await answer.text()).toBe("");
		expect(asked.writes).toEqual([]);
		expect(asked.sends).toEqual([]);
		expect(await intakeOf(desk)).toEqual([]);
	}

	it("without a signature is refused, and nothing is stored", async () => {
		const desk = await seedDesk(ctx);
		await expectRefused(desk, await post(desk, body, {}));
	});

	it("signed with another secret is refused", async () => {
		const desk = await seedDesk(ctx);
		await expectRefused(desk, await postSigned(desk, body, Date.now(), "guessed"));
	});

	it("signed for another desk is refused", async () => {
		const desk = await seedDesk(ctx);
		await seedDesk(ctx, { webhook: { id: "webhook-2", secret: "another secret" } });
		await expectRefused(desk, await postSigned(desk, body, Date.now(), "another secret"));
	});

	it("whose body was changed on the way is refused", async () => {
		const desk = await seedDesk(ctx);
		const headers = await signAsZendesk(SECRET, body);
		await expectRefused(desk, await post(desk, body.replaceAll("4711", "4712"), headers));
	});

	it("is refused while the desk has no subscription at all", async () => {
		const desk = await seedDesk(ctx, { webhook: null });
		await expectRefused(desk, await postSigned(desk, body));
	});

	it("is larger than any event: it isn't even read", async () => {
		const desk = await seedDesk(ctx);
		const large = "x".repeat(1_000_001);
		expect((await postSigned(desk, large)).status).toBe(413);
		expect(asked.reads).toEqual([]);
	});
});

describe("a webhook for nobody", () => {
	const body = zendeskEvent("evt-1", "4711");

	it.each([
		["of an unknown desk", async () => "unknown"],
		["of a desk that nobody listens to", () => seedDesk(ctx, { listeningAt: null })],
		["of a desk that is being erased", () => seedDesk(ctx, { state: "deleting" })],
		["of the other vendor's desk", () => seedDesk(ctx, { provider: "zoho" })],
	])("%s is answered 404 with nothing in it", async (_, find) => {
		const answer = await postSigned(await find(), body);
		expect(answer.status).toBe(404);
		expect(await answer.text()).toBe("");
		expect(asked.writes).toEqual([]);
	});

	it("at another address or by another method is 404, never 405, 409 or 410", async () => {
		const desk = await seedDesk(ctx);
		const put = await ask(environment, `/webhooks/zendesk/${desk}`, { method: "PUT", body: "{}" });
		const get = await ask(environment, `/webhooks/zendesk/${desk}`);
		const other = await ask(environment, "/webhooks/freshdesk/1", { method: "POST", body: "{}" });
		expect([put.status, get.status, other.status]).toEqual([404, 404, 404]);
	});

	it("stores nothing for a desk that was removed a moment ago, though the address is still remembered", async () => {
		const desk = await seedDesk(ctx);
		await postSigned(desk, zendeskEvent("evt-1", "4711"));
		await ctx.db.update(desks).set({ listeningAt: null }).where(eq(desks.id, desk));
		await postSigned(desk, zendeskEvent("evt-2", "4712"));
		expect(await intakeOf(desk)).toHaveLength(1);
	});
});

describe("a subscription that was just put right", () => {
	it("counts at once, though the older one is still remembered", async () => {
		const desk = await seedDesk(ctx);
		await postSigned(desk, zendeskEvent("evt-1", "4711"));
		const secretSealed = await ctx.sealer.seal("new secret", webhookSecretPlace(desk));
		await ctx.db.update(deskWebhooks).set({ secretSealed }).where(eq(deskWebhooks.deskId, desk));
		const answer = await postSigned(desk, zendeskEvent("evt-2", "4712"), Date.now(), "new secret");
		expect(answer.status).toBe(200);
		expect(await intakeOf(desk)).toHaveLength(2);
	});
});

describe("a database that fails", () => {
	it("is a 500: the desk may send again", async () => {
		const desk = await seedDesk(ctx);
		await postSigned(desk, zendeskEvent("evt-1", "4711"));
		const DB = {
			withSession: () => ({
				prepare: () => {
					throw new Error("D1_ERROR: gone");
				},
			}),
		};
		environment = { ...environment, DB } as unknown as Env;
		expect((await postSigned(desk, zendeskEvent("evt-2", "4712"))).status).toBe(500);
	});
});
