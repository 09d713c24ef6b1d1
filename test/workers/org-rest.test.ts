import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { Room } from "../../src/core/sync/room.ts";
import { planTurn, restOf } from "../../src/objects/org/next-turn.ts";
import type { World } from "../../src/objects/org/world.ts";
import { ctx, openOrgWorld } from "./org-world.ts";

const ALL = { used: 100, allowed: 10_000 };
const MINUTE = { of: 400, left: 39, resetsAt: ctx.now() + 42_000 };

/** The desk of a run whose vendors left this. */
async function withLeft(
	{ usage = ALL, room = null }: { usage?: typeof ALL; room?: Room | null },
	look: (world: World) => void,
): Promise<void> {
	const orgId = ctx.newId();
	await runInDurableObject(env.ORGS.getByName(orgId), (_, state) => {
		const parts = { orgId, deskId: "desk", settings: {} };
		look(openOrgWorld(state, { ...parts, crm: { usage: () => usage }, directory: { room: () => room } }));
	});
}

describe("what vendors have left", () => {
	it("is used where there is enough of it", () =>
		withLeft({ room: { ...MINUTE, left: 40 } }, (world) => {
			expect(restOf(world)).toBeNull();
		}));

	it("of a desk's minute is waited for, however much there is to do, and the run says so", () =>
		withLeft({ room: MINUTE }, (world) => {
			expect(planTurn(world, true, null)).toBe(MINUTE.resetsAt);
			expect(world.run).toMatchObject({ state: "waiting", reason: "desk_quota", resumesAt: MINUTE.resetsAt });
		}));

	it("of Salesforce's day is asked for again later", () =>
		withLeft({ usage: { used: 9_001, allowed: 10_000 } }, (world) => {
			const at = planTurn(world, true, null);
			expect(at).toBeGreaterThan(ctx.now() + 60_000);
			expect(world.run).toMatchObject({ reason: "salesforce_quota" });
		}));

	it("is there for one record that somebody asked for", () =>
		withLeft({ room: MINUTE, usage: { used: 9_999, allowed: 10_000 } }, (world) => {
			world.run.kind = "record";
			expect(restOf(world)).toBeNull();
		}));
});
