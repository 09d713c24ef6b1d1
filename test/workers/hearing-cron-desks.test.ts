import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Context, SlackTeamPort } from "../../src/context.ts";
import type { NewDelivery } from "../../src/core/delivery.ts";
import { agentLinks, auditLog, credentials, desks } from "../../src/db/schema.ts";
import { deskWebhooks } from "../../src/db/schema-hearing.ts";
import type { DeskFeed, WebhookKeys, WebhookOutcome } from "../../src/desk/desk-feed.ts";
import type { DeskIdentity, HelpDesk } from "../../src/desk/help-desk.ts";
import { handleCron } from "../../src/jobs/cron.ts";
import type { Job } from "../../src/jobs/messages.ts";
import { VendorError } from "../../src/lib/errors.ts";
import { checkAdministrator } from "../../src/services/hearing/administrator.ts";
import { ensureListening, stopListening } from "../../src/services/hearing/listen.ts";
import { openFeed } from "../../src/services/hearing/open-feed.ts";
import { findSubscriber } from "../../src/services/hearing/subscriber.ts";
import { checkWebhook } from "../../src/services/hearing/webhook-subscription.ts";
import { saveSettings } from "../../src/services/settings/save-settings.ts";
import { createTestContext, ORIGIN, type SeededDesk, seedDesk } from "./hearing.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MINA = { agentId: "1", name: "Mina", email: null, commentsOnly: false, isAgent: true, locale: null };

let now: number;
let ctx: Context;
let jobs: Job[];
/** What the desk was asked for, and what it says. */
let asked: { address: string; known: WebhookKeys | null }[];
let removed: string[];
let ensure: () => Promise<WebhookOutcome>;
let identify: () => Promise<DeskIdentity>;

const failing =
	(kind: VendorError["kind"], code: string | null = null) =>
	async () => {
		throw new VendorError({ vendor: "zendesk", kind, code });
	};
const made = async (): Promise<WebhookOutcome> => ({
	ok: true,
	keys: { id: "webhook-9", secret: "fresh secret" },
	repaired: false,
});

beforeEach(async () => {
	now = Date.now();
	[jobs, asked, removed] = [[], [], []];
	ensure = made;
	identify = async () => ({ ...MINA, isAdmin: true });
	const real = createTestContext();
	const feed = {
		ensureWebhook: (wanted: { address: string }, known: WebhookKeys | null) => {
			asked.push({ address: wanted.address, known });
			return ensure();
		},
		removeWebhook: async (id: string) => void removed.push(id),
	} as unknown as DeskFeed;
	const helpDesk = { identify: () => identify() } as unknown as HelpDesk;
	ctx = {
		...real,
		now: () => now,
		enqueue: async (sent) => void jobs.push(...sent),
		provider: (name) => ({ ...real.provider(name), openFeed: () => feed, open: () => helpDesk }),
	};
	await saveSettings(ctx, { origin: ORIGIN });
});

/** A desk that an administrator signed in to. */
async function seedConnected(given: SeededDesk = {}): Promise<string> {
	const id = await seedDesk(ctx, given);
	const credentialId = ctx.newId();
	await ctx.db.insert(credentials).values({
		id: credentialId,
		deskId: id,
		agentId: "1",
		state: "active",
		generation: 1,
		scopes: "",
		createdAt: 1,
		updatedAt: 1,
	});
	await ctx.db.update(desks).set({ credentialId, connectedByAgentId: "1" }).where(eq(desks.id, id));
	return id;
}

async function makeDue(id: string) {
	await ctx.db.update(deskWebhooks).set({ nextCheckAt: now }).where(eq(deskWebhooks.deskId, id));
}
async function webhookOf(id: string) {
	const [row] = await ctx.db.select().from(deskWebhooks).where(eq(deskWebhooks.deskId, id));
	return row;
}
async function deskOf(id: string) {
	const [row] = await ctx.db.select().from(desks).where(eq(desks.id, id));
	return row;
}
const jobsOf = (kind: Job["kind"], id: string) => jobs.filter((job) => job.kind === kind && job.id === id);

describe("listening to a desk", () => {
	it("begins once: the subscription is made, and what it signs with is known", async () => {
		const desk = await seedConnected({ listeningAt: null, webhook: null });
		await ensureListening(ctx, desk);
		expect(await deskOf(desk)).toMatchObject({ listeningAt: now, nextPollAt: now });
		expect(jobsOf("webhook", desk)).toHaveLength(1);
		await checkWebhook(ctx, desk);
		expect(asked).toEqual([{ address: `${ORIGIN}/webhooks/zendesk/${desk}`, known: null }]);
		const { subscription } = (await findSubscriber(ctx, "zendesk", desk)) ?? {};
		expect(subscription).toMatchObject({
			id: "webhook-9",
			secret: "fresh secret",
			portalId: `portal-${desk}`,
		});
		expect((await webhookOf(desk))?.secretSealed).not.toContain("fresh secret");
	});

	it("may be asked for again: what was heard goes on, the subscription is looked at", async () => {
		const desk = await seedConnected({ listeningAt: null, webhook: null });
		await ensureListening(ctx, desk);
		const began = now;
		await checkWebhook(ctx, desk);
		now += HOUR;
		await ensureListening(ctx, desk);
		await checkWebhook(ctx, desk);
		expect(await deskOf(desk)).toMatchObject({ listeningAt: began });
		expect(asked[1]?.known).toEqual({ id: "webhook-9", secret: "fresh secret" });
	});

	it("asks for what happened before the subscription was there, a minute after it is", async () => {
		const desk = await seedConnected({ webhookState: "failing" });
		await ctx.db
			.update(desks)
			.set({ nextPollAt: now + 15 * MINUTE })
			.where(eq(desks.id, desk));
		await makeDue(desk);
		await checkWebhook(ctx, desk);
		expect((await deskOf(desk))?.nextPollAt).toBe(now + MINUTE);
	});

	it("leaves the next poll alone while the subscription is as it was, or the poll is nearer", async () => {
		const desk = await seedConnected();
		await ctx.db
			.update(desks)
			.set({ nextPollAt: now + 15 * MINUTE })
			.where(eq(desks.id, desk));
		await makeDue(desk);
		await checkWebhook(ctx, desk);
		expect((await deskOf(desk))?.nextPollAt).toBe(now + 15 * MINUTE);
		const nearer = await seedConnected({ webhookState: "failing" });
		await ctx.db
			.update(desks)
			.set({ nextPollAt: now + 1 })
			.where(eq(desks.id, nearer));
		await makeDue(nearer);
		await checkWebhook(ctx, nearer);
		expect((await deskOf(nearer))?.nextPollAt).toBe(now + 1);
	});

	it("needs a workspace", async () => {
		const desk = await seedConnected({ listeningAt: null, webhook: null });
		await ctx.db.run(`delete from workspaces where desk_id = '${desk}'`);
		await ensureListening(ctx, desk);
		expect(await deskOf(desk)).toMatchObject({ listeningAt: null, nextPollAt: null });
		expect(jobs).toEqual([]);
	});

	it("is begun by Cron for a desk that was connected before anybody listened", async () => {
		const desk = await seedConnected({ listeningAt: null, webhook: null });
		await handleCron(ctx);
		expect(await deskOf(desk)).toMatchObject({ listeningAt: now });
	});

	it("ends: the subscription is taken away, and what still comes is unknown", async () => {
		const desk = await seedConnected();
		await stopListening(ctx, desk);
		expect(removed).toEqual(["webhook-1"]);
		expect(await webhookOf(desk)).toBeUndefined();
		expect(await deskOf(desk)).toMatchObject({ listeningAt: null, nextPollAt: null, state: "connected" });
		expect(await findSubscriber(ctx, "zendesk", desk, { fresh: true })).toBeNull();
		await stopListening(ctx, desk);
		expect(removed).toHaveLength(1);
	});

	it("ends also while the desk is being erased", async () => {
		const desk = await seedConnected({ state: "deleting" });
		await stopListening(ctx, desk);
		expect(removed).toEqual(["webhook-1"]);
	});

	it("that ends while a subscription is being made leaves none behind", async () => {
		const desk = await seedConnected({ webhook: { id: "webhook-1", secret: null } });
		await makeDue(desk);
		ensure = async () => {
			await stopListening(ctx, desk);
			return made();
		};
		await checkWebhook(ctx, desk);
		expect(removed).toEqual(["webhook-1", "webhook-9"]);
		expect(await webhookOf(desk)).toBeUndefined();
	});
});

describe("a subscription", () => {
	it("is looked at daily, by one of however many that try", async () => {
		const desk = await seedConnected();
		await makeDue(desk);
		await handleCron(ctx);
		expect(jobsOf("webhook", desk)).toHaveLength(1);
		await Promise.all([checkWebhook(ctx, desk), checkWebhook(ctx, desk)]);
		expect(asked).toHaveLength(1);
		expect(await webhookOf(desk)).toMatchObject({
			state: "active",
			webhookId: "webhook-9",
			checkedAt: now,
			nextCheckAt: now + DAY,
		});
		jobs.length = 0;
		await handleCron(ctx);
		expect(jobsOf("webhook", desk)).toEqual([]);
	});

	it.each(["edition", "limit", "address"] as const)(
		"that the desk refuses (%s) is asked for again after a day, and the desk is polled every 5 minutes",
		async (reason) => {
			const desk = await seedConnected();
			await makeDue(desk);
			ensure = async () => ({ ok: false, reason });
			await checkWebhook(ctx, desk);
			expect(await webhookOf(desk)).toMatchObject({
				state: "refused",
				reason,
				webhookId: null,
				secretSealed: null,
				nextCheckAt: now + DAY,
			});
			await ctx.db.update(desks).set({ nextPollAt: now }).where(eq(desks.id, desk));
			await handleCron(ctx);
			expect((await deskOf(desk))?.nextPollAt).toBe(now + 5 * MINUTE);
		},
	);

	it("that its administrator may not look at any more stays in use, and the role is read within a minute", async () => {
		const desk = await seedConnected();
		await makeDue(desk);
		await ctx.db
			.update(desks)
			.set({ adminCheckedAt: now - 30 * MINUTE })
			.where(eq(desks.id, desk));
		ensure = async () => ({ ok: false, reason: "rights" });
		await checkWebhook(ctx, desk);
		expect(await webhookOf(desk)).toMatchObject({
			state: "refused",
			reason: "rights",
			webhookId: "webhook-1",
		});
		await handleCron(ctx);
		expect(jobsOf("check_administrator", desk)).toHaveLength(1);
	});

	it("that can't be looked at stays in use, and is tried again after 10 minutes, then ever later up to 6 hours", async () => {
		const desk = await seedConnected();
		await makeDue(desk);
		await checkWebhook(ctx, desk);
		ensure = failing("unavailable", "timeout");
		const delays: number[] = [];
		now += DAY;
		await ctx.db.update(deskWebhooks).set({ checkedAt: now }).where(eq(deskWebhooks.deskId, desk));
		for (let attempt = 0; attempt < 8; attempt++) {
			await makeDue(desk);
			await checkWebhook(ctx, desk);
			const row = await webhookOf(desk);
			expect(row).toMatchObject({ state: "failing", reason: "timeout", webhookId: "webhook-9" });
			delays.push(((row?.nextCheckAt ?? 0) - now) / MINUTE);
			now = row?.nextCheckAt ?? 0;
		}
		expect(delays).toEqual([10, 10, 20, 40, 80, 160, 320, 360]);
	});

	it("whose secret no key opens any more is read from the desk again", async () => {
		const desk = await seedConnected();
		await makeDue(desk);
		await ctx.db.update(deskWebhooks).set({ secretSealed: "gone.AAAA" }).where(eq(deskWebhooks.deskId, desk));
		await checkWebhook(ctx, desk);
		expect(asked[0]?.known).toEqual({ id: "webhook-1", secret: null });
	});

	it("waits for a sign-in where the desk needs one", async () => {
		const desk = await seedConnected({ state: "needs_sign_in" });
		await makeDue(desk);
		await handleCron(ctx);
		expect(jobsOf("webhook", desk)).toEqual([]);
		await checkWebhook(ctx, desk);
		expect(asked).toEqual([]);
	});
});

describe("the connecting administrator", () => {
	async function expire(desk: string) {
		await ctx.db
			.update(desks)
			.set({ adminCheckedAt: now - HOUR })
			.where(eq(desks.id, desk));
	}

	it("is asked for once an hour, by one Cron", async () => {
		const desk = await seedConnected();
		await expire(desk);
		await Promise.all([handleCron(ctx), handleCron(ctx)]);
		expect(jobsOf("check_administrator", desk)).toHaveLength(1);
		await checkAdministrator(ctx, desk);
		expect(await deskOf(desk)).toMatchObject({ state: "connected", adminCheckedAt: now });
	});

	it("who is none any more stops polls and the subscription's care until somebody signs in, with one audit row", async () => {
		const desk = await seedConnected();
		identify = async () => ({ ...MINA, isAdmin: false });
		await checkAdministrator(ctx, desk);
		await checkAdministrator(ctx, desk);
		expect(await deskOf(desk)).toMatchObject({ state: "needs_sign_in" });
		const audited = await ctx.db.select().from(auditLog).where(eq(auditLog.deskId, desk));
		expect(audited).toMatchObject([{ action: "desk.administrator_lost", actorKind: "system" }]);
		await ctx.db.update(desks).set({ nextPollAt: now }).where(eq(desks.id, desk));
		await makeDue(desk);
		await handleCron(ctx);
		expect([...jobsOf("poll", desk), ...jobsOf("webhook", desk)]).toEqual([]);
		expect(await openFeed(ctx, desk)).toBeNull();
	});

	it("who is none any more is told of to the other administrators who are linked, each once", async () => {
		const desk = await seedConnected();
		const teamId = `T${desk}`;
		const link = { deskId: desk, teamId, credentialId: "c", agentName: "A", linkedAt: 1 };
		await ctx.db.insert(agentLinks).values([
			{ ...link, id: ctx.newId(), slackUserId: "U1", agentId: "1", role: "admin" },
			{ ...link, id: ctx.newId(), slackUserId: "U2", agentId: "2", role: "admin" },
			{ ...link, id: ctx.newId(), slackUserId: "U3", agentId: "3", role: "agent" },
		]);
		const handed: NewDelivery[] = [];
		const accept = async (deliveries: NewDelivery[]) => void handed.push(...deliveries);
		const telling = { ...ctx, slackTeam: () => ({ accept }) as unknown as SlackTeamPort };
		identify = async () => ({ ...MINA, isAdmin: false });
		await checkAdministrator(telling, desk);
		await checkAdministrator(telling, desk);
		expect(handed).toMatchObject([
			{
				key: expect.stringContaining(desk),
				destination: { kind: "direct", slackUserId: "U2" },
				content: { kind: "trouble", code: "administrator_lost", settingsUrl: `${ORIGIN}/admin` },
				notSent: null,
			},
		]);
	});

	it("keeps the role while the desk doesn't answer, and is asked for again after 10 minutes", async () => {
		const desk = await seedConnected();
		identify = failing("unavailable");
		await checkAdministrator(ctx, desk);
		expect(await deskOf(desk)).toMatchObject({
			state: "connected",
			adminCheckedAt: now - HOUR + 10 * MINUTE,
		});
	});

	it("whose sign-in the desk refuses has to sign in again", async () => {
		const desk = await seedConnected();
		identify = failing("auth");
		await checkAdministrator(ctx, desk);
		expect(await deskOf(desk)).toMatchObject({ state: "needs_sign_in" });
	});

	it("is asked for within a minute when the desk refuses by rights", async () => {
		const desk = await seedConnected();
		await makeDue(desk);
		await ctx.db
			.update(desks)
			.set({ adminCheckedAt: now - 30 * MINUTE })
			.where(eq(desks.id, desk));
		ensure = failing("forbidden");
		await checkWebhook(ctx, desk);
		await handleCron(ctx);
		expect(jobsOf("check_administrator", desk)).toHaveLength(1);
	});
});
