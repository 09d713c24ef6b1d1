import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { findLinks } from "../../src/db/links.ts";
import { orgs, syncIssues } from "../../src/db/schema-sync.ts";
import type { DirectoryMatch } from "../../src/desk/desk-directory.ts";
import { matchChunk } from "../../src/objects/org/match.ts";
import type { Chunk, Item } from "../../src/objects/org/run.ts";
import { createOrgStore } from "../../src/objects/org/store.ts";
import { ctx, openOrgWorld } from "./org-world.ts";

const settings = { objects: { account: { isOn: true } } };

async function addOrg(deskId: string): Promise<string> {
	const id = ctx.newId();
	await ctx.db.insert(orgs).values({
		id,
		deskId,
		name: id,
		environment: "production",
		host: "login.salesforce.com",
		clientId: "client",
		clientSecretSealed: "",
		state: "connected",
		createdAt: 1,
		updatedAt: 1,
	});
	return id;
}

/** What an org has on its way: a creation whose answer it doesn't have. */
async function makeBy(orgId: string, recordId: string): Promise<void> {
	await runInDurableObject(env.ORGS.getByName(orgId), (_, state) => {
		createOrgStore(state.storage).addChunk({
			key: ctx.newId(),
			run_id: "run",
			kind: "organization",
			step: "made",
			content_sealed: "",
			record_ids: JSON.stringify([recordId]),
			size: 1,
			due_at: 0,
			attempts: 0,
		});
	});
}

const item: Item = {
	recordId: "B1",
	object: "account",
	name: "Shared Ltd",
	values: { name: "Shared Ltd" },
	hash: "hash",
	deskRecordId: null,
	role: "owner",
	questions: [{ by: "name", value: "Shared Ltd" }],
	accountId: null,
	formerAccountId: null,
	isTaken: true,
	isNew: false,
	organizationId: null,
};

/** An org looks for its account's counterpart and finds this one. */
async function match(orgId: string, deskId: string, found: DirectoryMatch): Promise<void> {
	await runInDurableObject(env.ORGS.getByName(orgId), async (_, state) => {
		const directory = {
			unique: { organization: ["name"], person: [] },
			find: async () => [[found]],
		};
		const world = openOrgWorld(state, { orgId, deskId, settings, directory });
		const chunk = { key: "c", runId: "run", kind: "organization", step: "match" } as const;
		await matchChunk(world, { ...chunk, items: [item], sent: [], jobId: null, attempts: 1 } satisfies Chunk);
	});
}

const found = { id: "8808", name: "Shared Ltd", externalId: "A1", isStaff: false };

describe("a counterpart that was found", () => {
	it("is left to the org that just made it, though that doesn't know of it yet", async () => {
		const deskId = ctx.newId();
		const [maker, other] = [await addOrg(deskId), await addOrg(deskId)];
		await makeBy(maker, "A1");
		await match(other, deskId, found);
		expect(await findLinks(ctx.db, { orgId: other, deskId }, ["B1"])).toEqual([]);
		const issues = await ctx.db.select().from(syncIssues).where(eq(syncIssues.orgId, other));
		expect(issues).toMatchObject([{ recordId: "B1", reason: "belongs_to_other_org" }]);
	});

	it("is taken when nobody is making it, whatever id it has", async () => {
		const deskId = ctx.newId();
		const [, other] = [await addOrg(deskId), await addOrg(deskId)];
		await match(other, deskId, found);
		expect(await findLinks(ctx.db, { orgId: other, deskId }, ["B1"])).toMatchObject([
			{ deskRecordId: "8808" },
		]);
	});
});
