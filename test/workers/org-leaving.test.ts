import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { claimLinks, type NewLink } from "../../src/db/links.ts";
import type { Membership } from "../../src/desk/desk-directory.ts";
import { openChunk, prepareChunks } from "../../src/objects/org/chunks.ts";
import { takeResults } from "../../src/objects/org/results.ts";
import type { Item } from "../../src/objects/org/run.ts";
import { sendChunk } from "../../src/objects/org/write.ts";
import { ctx, openOrgWorld } from "./org-world.ts";

const FORMER = "001000000000001AAA";
const NEW = "001000000000002AAA";
const MOVED = 35;

const toAccount = (recordId: string, deskRecordId: string): NewLink => ({
	recordId,
	object: "account",
	deskRecordId,
	role: "owner",
	hash: "written",
	accountId: null,
});

const moved = (place: number): Item => ({
	recordId: `C${place}`,
	object: "contact",
	name: `Moved ${place}`,
	values: {},
	hash: "new",
	deskRecordId: `P${place}`,
	role: "owner",
	questions: [],
	accountId: NEW,
	formerAccountId: FORMER,
	isTaken: false,
	isNew: false,
	organizationId: null,
});

describe("many people who moved to another account at once", () => {
	it("are taken out of their former organization a few at a time, each once", async () => {
		const orgId = ctx.newId();
		await runInDurableObject(env.ORGS.getByName(orgId), async (_, state) => {
			const left: (readonly Membership[])[] = [];
			const world = openOrgWorld(state, {
				orgId,
				deskId: `desk-${orgId}`,
				settings: { memberships: { primary: true, several: true, secondary: false, removes: true } },
				directory: { leave: async (memberships: readonly Membership[]) => void left.push(memberships) },
			});
			const { store, scope } = world;
			await claimLinks(
				ctx.db,
				scope,
				"organization",
				[toAccount(FORMER, "O1"), toAccount(NEW, "O2")],
				ctx.now(),
			);
			const items = Array.from({ length: MOVED }, (_one, place) => moved(place));
			const [written] = await prepareChunks(world, { kind: "person", step: "changed" }, items);
			if (!written) throw new Error("nothing was written");
			store.addChunk(written);
			const [row] = store.readyChunks(ctx.now(), 1, true);
			if (!row) throw new Error("nothing is there");
			const results = items.map(({ recordId, deskRecordId }) => {
				return { key: recordId, ok: true as const, id: deskRecordId ?? "", action: "updated" as const };
			});
			await takeResults(world, await openChunk(world, row), results, () => store.removeChunk(row.key));
			// In an invocation of its own each, which has its own calls.
			expect(left).toEqual([]);
			const leaving = store.readyChunks(ctx.now(), 50, true).filter(({ step }) => step === "leave");
			for (const one of leaving) await sendChunk(world, await openChunk(world, one));
			expect(Math.max(...left.map(({ length }) => length))).toBeLessThanOrEqual(10);
			expect(left.flat()).toEqual(
				items.map(({ deskRecordId: personId }) =>
					expect.objectContaining({ personId, organizationId: "O1" }),
				),
			);
			expect(store.readyChunks(ctx.now(), 50, true).filter(({ step }) => step === "leave")).toEqual([]);
		});
	});
});
