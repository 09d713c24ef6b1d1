import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { NewDelivery } from "../../src/core/delivery.ts";
import { mappings, workspaces } from "../../src/db/schema.ts";
import type { Job } from "../../src/jobs/messages.ts";
import { claimDueDigests, sendDigest } from "../../src/services/hearing/digest.ts";
import { CHANNEL, createDeskWorld, type DeskWorld } from "./desk-object-world.ts";

const NOON = Date.parse("2026-11-20T12:00:00Z");
const HOUR = 3_600_000;

let world: DeskWorld;
let accepted: NewDelivery[];
let enqueued: Job[];
let now: number;

beforeEach(async () => {
	world = await createDeskWorld();
	await env.DB.prepare("update workspaces set digest_next_at = null").run();
	[accepted, enqueued, now] = [[], [], NOON];
	await world.setWorkspace({ digestMinute: 9 * 60, digestNextAt: NOON - 3 * HOUR, timezone: "UTC" });
});

afterEach(() => {
	vi.restoreAllMocks();
});

const context = () => ({
	...world.ctx,
	now: () => now,
	enqueue: async (jobs: Job[]) => void enqueued.push(...jobs),
	slackTeam: () => ({
		...env.SLACK_TEAMS.getByName(world.objectId),
		accept: async (deliveries: NewDelivery[]) => void accepted.push(...deliveries),
	}),
});
const send = (id = world.workspaceId) => sendDigest(context(), id, now);

async function nextAt() {
	const [row] = await world.ctx.db.select().from(workspaces).where(eq(workspaces.id, world.workspaceId));
	return row?.digestNextAt ? new Date(row.digestNextAt).toISOString() : null;
}

async function map(...departmentIds: string[]) {
	const row = { deskId: world.deskId, teamId: world.teamId, channelKind: "public" as const, updatedAt: 1 };
	await world.ctx.db.insert(mappings).values(
		departmentIds.map((departmentId) => ({
			...row,
			departmentId,
			departmentName: `Department ${departmentId}`,
			channelId: `C${departmentId}`,
			channelName: "x",
			state: "ready" as const,
		})),
	);
	await world.setWorkspace({ mode: "each" });
}

describe("a digest that is due", () => {
	it("is handed out once, and again when it was not finished", async () => {
		expect(await claimDueDigests(context(), 10)).toEqual([{ id: world.workspaceId, at: NOON }]);
		expect(await claimDueDigests(context(), 10)).toEqual([]);
		now += 10 * 60_000;
		expect(await claimDueDigests(context(), 10)).toHaveLength(1);
	});

	it("tells the figures of all departments, and is due again at the same time tomorrow", async () => {
		await send();
		expect(accepted).toMatchObject([
			{
				key: `digest:${world.workspaceId}:2026-11-20:*|channel:${CHANNEL}`,
				destination: { kind: "channel", channelId: CHANNEL },
				notSent: null,
				notBefore: 0,
				content: { kind: "digest", departmentName: null, stats: { open: expect.any(Number) } },
			},
		]);
		expect(await nextAt()).toBe("2026-11-21T09:00:00.000Z");
	});

	it("has the same key when it is begun again, and keeps quiet hours", async () => {
		await world.setWorkspace({ quietFrom: 11 * 60, quietTo: 13 * 60 });
		await send();
		now += 60_000;
		await send();
		expect(new Set(accepted.map(({ key }) => key)).size).toBe(1);
		expect(accepted[0]?.notBefore).toBe(NOON + HOUR);
	});

	it("goes to each mapped department's channel, a few per job", async () => {
		await map("1", "2", "3");
		await send();
		expect(accepted.map(({ content }) => content.kind === "digest" && content.departmentName)).toEqual([
			"Department 1",
			"Department 2",
		]);
		expect(enqueued).toEqual([{ kind: "digest", id: `${world.workspaceId}#2`, at: NOON }]);
		await send(`${world.workspaceId}#2`);
		expect(accepted.map(({ destination }) => destination)).toHaveLength(3);
		expect(await nextAt()).toBe("2026-11-21T09:00:00.000Z");
	});

	it.each([
		["disabled", () => world.setWorkspace({ state: "disabled" })],
		["paused", () => world.setDesk({ pausedAt: 1 })],
	])("is not sent where it is %s, without asking the desk", async (notSent, change) => {
		await change();
		await send();
		expect(accepted).toMatchObject([{ notSent }]);
		expect(world.requests).toEqual([]);
		expect(await nextAt()).toBe("2026-11-21T09:00:00.000Z");
	});

	it("is tried again when the desk fails, but not into the evening", async () => {
		world.fail(() => new Response("<html>", { status: 503 }));
		await send();
		expect(await nextAt()).toBe(new Date(NOON - 3 * HOUR).toISOString());
		now = NOON + 4 * HOUR;
		await send();
		expect(accepted).toEqual([]);
		expect(await nextAt()).toBe("2026-11-21T09:00:00.000Z");
	});

	it("waits for tomorrow where nobody is signed in", async () => {
		await world.setDesk({ state: "needs_sign_in" });
		await send();
		expect(accepted).toEqual([]);
		expect(await nextAt()).toBe("2026-11-21T09:00:00.000Z");
	});

	it("leaves a time alone that was changed while it was made", async () => {
		const changed = new Date(NOON + HOUR).toISOString();
		await sendDigest(
			{
				...context(),
				slackTeam: () => ({
					...env.SLACK_TEAMS.getByName(world.objectId),
					accept: async () =>
						void (await world.setWorkspace({ digestMinute: 780, digestNextAt: NOON + HOUR })),
				}),
			},
			world.workspaceId,
			now,
		);
		expect(await nextAt()).toBe(changed);
	});
});
