import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { CrmRecord } from "../../src/core/sync/record.ts";
import type { RunKind } from "../../src/core/sync/run.ts";
import { claimLinks, findLinks, keepLinks, type NewLink } from "../../src/db/links.ts";
import { takeRecords } from "../../src/objects/org/read.ts";
import { takeStep } from "../../src/objects/org/step.ts";
import type { World } from "../../src/objects/org/world.ts";
import { ctx, type OrgWorldParts, openOrgWorld } from "./org-world.ts";

const own = {
	isOn: true,
	matchRules: [{ by: "external_id" }],
	fields: [{ target: "name", source: { kind: "field", path: "Name" }, policy: "overwrite", choices: {} }],
};
const settingsOf = (deletes: string) => ({ objects: { contact: { ...own, deletes }, lead: own } });

function record(object: "contact" | "lead", id: string, given: Partial<CrmRecord> = {}): CrmRecord {
	const none = { isDeleted: false, mergedInto: null, convertedTo: null, accountId: null };
	return { object, id, stampAt: 1_000, name: id, fields: { Name: id }, ...none, ...given };
}

const link = (recordId: string, deskRecordId: string, given: Partial<NewLink> = {}): NewLink => ({
	recordId,
	object: "contact",
	deskRecordId,
	role: "owner",
	hash: "written",
	accountId: null,
	...given,
});

/** A run of an org that has read nothing yet, in the org's own storage. */
async function inRun(
	work: (world: World) => Promise<void>,
	deletes = "ignore",
	parts: Pick<OrgWorldParts, "crm" | "directory"> = {},
): Promise<void> {
	const orgId = ctx.newId();
	await runInDurableObject(env.ORGS.getByName(orgId), async (_, state) => {
		const settings = settingsOf(deletes);
		const world = openOrgWorld(state, { orgId, deskId: `desk-${orgId}`, settings, ...parts });
		await work(world);
	});
}

const read = (world: World, ...page: CrmRecord[]) => takeRecords(world, page, () => {});

describe("what is on its way to a desk", () => {
	it("isn't sent a second time by a later page, but read anew afterwards", () =>
		inRun(async (world) => {
			await read(world, record("contact", "C1"), record("contact", "C2"));
			await read(world, record("contact", "C1", { name: "newer" }), record("contact", "C3"));
			expect([...world.store.onTheirWay()].sort()).toEqual(["C1", "C2", "C3"]);
			expect(world.run.again).toEqual([{ object: "contact", ids: ["C1"] }]);
		}));

	it("isn't given a converted lead's counterpart beside the one that is being made", () =>
		inRun(async (world) => {
			const { scope } = world;
			await claimLinks(ctx.db, scope, "person", [link("L1", "P1", { object: "lead" })], 1);
			await read(world, record("contact", "C1"));
			const converted = record("lead", "L1", { convertedTo: { contactId: "C1", accountId: null } });
			await read(world, converted);
			expect(await findLinks(ctx.db, scope, ["C1", "L1"])).toMatchObject([{ recordId: "L1" }]);
			expect(world.run.again).toEqual([{ object: "lead", ids: ["L1"] }]);
		}));

	it("a converted lead's counterpart goes to a contact that nothing is made for", () =>
		inRun(async (world) => {
			const { scope } = world;
			await claimLinks(ctx.db, scope, "person", [link("L1", "P1", { object: "lead" })], 1);
			await read(world, record("lead", "L1", { convertedTo: { contactId: "C1", accountId: null } }));
			expect(await findLinks(ctx.db, scope, ["C1", "L1"])).toMatchObject([
				{ recordId: "C1", deskRecordId: "P1", hash: "" },
			]);
		}));
});

describe("a step of which a half fails", () => {
	it("ends when the other half has: what that does is stored before anything is taken up again", () => {
		const isRefused = Promise.withResolvers<void>();
		const crm = {
			changes() {
				isRefused.resolve();
				return Promise.reject(new Error("refused"));
			},
		};
		const directory = {
			async retire() {
				await isRefused.promise;
				return { done: [{ key: "C1", ok: true, id: "P1", action: "updated" }], jobId: null };
			},
		};
		return inRun(
			async (world) => {
				const { run, store } = world;
				await read(world, record("contact", "C1"));
				const [made] = store.readyChunks(ctx.now(), 1, true);
				if (made) store.repeat(made.key, "retire", ctx.now());
				run.isBegun = true;
				run.lanes = [{ object: "contact", from: 0, to: 1, after: null, isRead: false }];
				await expect(takeStep(world)).rejects.toThrow("refused");
				expect(store.backlog(run.id).chunks).toBe(0);
			},
			"tag",
			{ crm, directory },
		);
	});
});

describe("runs that were asked for while another was under way", () => {
	const asked = (id: string, kind: RunKind, ...ids: string[]) => ({
		id,
		kind,
		startedByName: "Mina",
		asked: ids.length > 0 ? [{ object: "contact" as const, ids }] : [],
	});

	it("all have their turn, and two of a kind are one", () =>
		inRun(async ({ store }) => {
			expect(store.want(asked("R1", "backfill")).id).toBe("R1");
			expect(store.want(asked("R2", "record", "C1")).id).toBe("R2");
			expect(store.want(asked("R3", "backfill")).id).toBe("R1");
			expect(store.want(asked("R4", "record", "C2")).id).toBe("R2");
			expect(store.takeWanted()?.id).toBe("R1");
			expect(store.takeWanted()?.asked.flatMap(({ ids }) => ids)).toEqual(["C1", "C2"]);
			expect(store.takeWanted()).toBeNull();
		}));
});

describe("what is kept of a write", () => {
	it("is nothing of a record that is tied to something else by then", () =>
		inRun(async ({ scope }) => {
			await claimLinks(ctx.db, scope, "person", [link("C1", "P1", { hash: "" })], 1);
			const written = [link("C1", "P2"), link("C2", "P3")];
			expect(await keepLinks(ctx.db, scope, "person", written, 2)).toEqual(new Set(["C2"]));
			const [first] = await findLinks(ctx.db, scope, ["C1"]);
			expect(first).toMatchObject({ deskRecordId: "P1", hash: "" });
		}));

	it("is nothing of a desk record that another org was quicker to tie", () =>
		inRun(async ({ scope }) => {
			const other = { ...scope, orgId: ctx.newId() };
			await claimLinks(ctx.db, other, "person", [link("X1", "P1", { hash: "" })], 1);
			expect(await keepLinks(ctx.db, scope, "person", [link("C1", "P1")], 2)).toEqual(new Set());
			expect(await findLinks(ctx.db, scope, ["C1"])).toEqual([]);
			expect(await findLinks(ctx.db, other, ["X1"])).toMatchObject([{ hash: "" }]);
		}));
});
