import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { renameOrg, saveOrgSettings, switchFeatures } from "../../src/services/orgs/edit-org.ts";
import { findOrg, type Org } from "../../src/services/sync/find-org.ts";
import { parseOrgSettings } from "../../src/services/sync/org-settings.ts";
import { ADMIN, auditOf, createWorld, dump, type World } from "./settings-world.ts";

let world: World;
let org: Org;
beforeEach(async () => {
	world = await createWorld();
	await env.DB.prepare(
		`insert into orgs (id, desk_id, name, environment, host, client_id, client_secret_sealed, state, created_at,
			updated_at)
		values ('o1', ?1, 'Acme', 'production', 'login.salesforce.com', '3MVG9', 'sealed', 'connected', 1, 1)`,
	)
		.bind(world.deskId)
		.run();
	const found = await findOrg(world.ctx, "o1");
	if (!found) throw new Error("no org");
	org = found;
});
afterEach(() => {
	vi.restoreAllMocks();
});

const save = (version: number) =>
	saveOrgSettings(world.ctx, org, {
		actor: ADMIN,
		version,
		settings: { ...parseOrgSettings(org.settings), intervalMinutes: 30 },
		change: { action: "org.memberships_changed", details: { intervalMinutes: 30 } },
	});

describe("settings of a Salesforce org", () => {
	it("are saved together with their row of the log", async () => {
		expect(await save(0)).toEqual({ ok: true });
		expect(await findOrg(world.ctx, "o1")).toMatchObject({ settingsVersion: 1 });
		expect(await auditOf("org.memberships_changed")).toMatchObject([
			{ actor_name: "Mina Kato", subject: "org:o1", details: '{"intervalMinutes":30}' },
		]);
	});

	it.each([
		[
			"a name",
			(version: number) => renameOrg(world.ctx, org, { actor: ADMIN, version }, "Acme EU"),
			"org.renamed",
		],
		[
			"what runs",
			(version: number) => switchFeatures(world.ctx, org, { actor: ADMIN, version }, { people: false }),
			"org.features",
		],
	] as const)("and %s are one edit each: the slower editor's changes nothing", async (_, edit, action) => {
		expect(await edit(0)).toEqual({ ok: true });
		expect(await auditOf(action)).toHaveLength(1);
		const before = await dump();
		expect(await edit(0)).toEqual({ ok: false, reason: "changed" });
		expect(await save(0)).toEqual({ ok: false, reason: "changed" });
		expect(await dump()).toEqual(before);
		expect(await edit(1)).toEqual({ ok: true });
	});

	it("change nothing and record nothing for an editor who was slower", async () => {
		await save(0);
		const before = await dump();
		expect(await save(0)).toEqual({ ok: false, reason: "changed" });
		expect(await dump()).toEqual(before);
	});
});
