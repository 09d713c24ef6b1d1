import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { createWorld, type World } from "../settings-world.ts";
import { ORIGIN } from "./stage.ts";

const HOUR = 3_600_000;
let world: World;
let orgId: string;

beforeEach(async () => {
	world = await createWorld();
	orgId = await addOrg({ name: "Acme Europe" });
});

const run = (sql: string, ...values: unknown[]) =>
	env.DB.prepare(sql)
		.bind(...values)
		.run();

async function addOrg(given: { name: string; state?: string; features?: string; deskId?: string }) {
	const { name, state = "connected", features = '{"accounts":true}', deskId = world.deskId } = given;
	const id = world.ctx.newId();
	await run(
		`insert into orgs (id, desk_id, name, environment, host, client_id, client_secret_sealed, state, features, created_at, updated_at)
		values (?1, ?2, ?3, 'production', 'acme.my.salesforce.com', 'c', '', ?4, ?5, 1, 1)`,
		...[id, deskId, name, state, features],
	);
	return id;
}

async function addRun(given: { at: number; counts: object; kind?: string; org?: string }) {
	const { at, counts, kind = "incremental", org = orgId } = given;
	await run(
		`insert into sync_runs (id, org_id, desk_id, kind, state, counts, started_at) values (?1, ?2, ?3, ?4, 'done', ?5, ?6)`,
		...[world.ctx.newId(), org, world.deskId, kind, JSON.stringify(counts), at],
	);
}

async function addIssues(count: number, state = "open") {
	await run(
		`insert into sync_issues (id, org_id, desk_id, object, record_id, kind, reason, details_sealed, state, attempts, first_at, last_at)
		with recursive n(i) as (select 1 union all select i + 1 from n where i < ?1)
		select ?2 || ?4 || i, ?2, ?3, 'account', ?4 || i, 'organization', 'staff', '', ?4, 1, 1, 1 from n`,
		...[count, orgId, world.deskId, state],
	);
}

/** The Salesforce card: its rows, and the page. */
async function look() {
	const page = await world.stage.browser.open(`${ORIGIN}/admin`);
	const card = page.root
		.querySelectorAll("section.card")
		.find((one) => one.querySelector("h2")?.text === "Salesforce");
	const rows = (card?.querySelectorAll("ul.states > li") ?? []).map((row) => ({
		text: row.structuredText.replace(/\s+/g, " ").trim(),
		to: row.querySelector("a.button")?.getAttribute("href"),
	}));
	return { page, card, rows };
}

describe("the overview's Salesforce", () => {
	it("says of each org how it is and when it was last looked at, and of none that belongs to another desk", async () => {
		await addOrg({ name: "Somebody else's", deskId: "another" });
		await run("update orgs set synced_at = ?1 where id = ?2", Date.now() - 2 * HOUR, orgId);
		const { rows, page } = await look();
		expect(rows).toHaveLength(1);
		expect(rows[0]?.text).toContain("Working");
		expect(rows[0]?.text).toContain("Last look for changes");
		expect(rows[0]?.text).toContain("2 hours ago");
		expect(rows[0]?.to).toBeUndefined();
		expect(page.text).not.toContain("Somebody else's");
	});

	it.each([
		["needs_sign_in", "Needs a sign-in", "/sign-in"],
		["registered", "Not signed in yet", "/sign-in"],
		["needs_admin", "Needs a change in Salesforce", ""],
	])("of one that %s offers what mends it", async (state, text, to) => {
		await run("update orgs set state = ?1 where id = ?2", state, orgId);
		const { rows } = await look();
		expect(rows[0]?.text).toContain(text);
		expect(rows[0]?.to).toBe(`/admin/salesforce/${orgId}${to}`);
	});

	it("counts open issues, not those that somebody ignores, and leads to them", async () => {
		await addIssues(3);
		await addIssues(2, "ignored");
		const { rows } = await look();
		expect(rows[0]?.text).toContain("3 records could not be synced.");
		expect(rows[0]?.to).toBe(`/admin/salesforce/${orgId}/issues`);
	});

	it("counts no more than it reads", async () => {
		await addIssues(1_200);
		expect((await look()).rows[0]?.text).toContain("1,000 records or more could not be synced.");
	});

	it("draws what the syncs of the last 24 hours changed, without dry runs and what was before", async () => {
		const now = Date.now();
		await addRun({ at: now - HOUR, counts: { created: 5, updated: 7, failed: 2 } });
		await addRun({ at: now - 3 * HOUR, counts: { followed: 1 } });
		await addRun({ at: now - 2 * HOUR, counts: { created: 1_000 }, kind: "dry_run" });
		await addRun({ at: now - 25 * HOUR, counts: { created: 500 } });
		const { card } = await look();
		expect(card?.querySelector("svg")?.getAttribute("aria-label")).toBe(
			"Synced in the last 24 hours: changed 13, issues 2",
		);
		expect(card?.querySelectorAll("rect.posted")).toHaveLength(2);
		expect(card?.querySelectorAll("rect.problems")).toHaveLength(1);
	});

	it("says that nothing runs where all is off, and draws nothing", async () => {
		await run("update orgs set features = '{}' where id = ?", orgId);
		const { rows, card } = await look();
		expect(rows[0]?.text).toContain("Everything is off");
		expect(card?.querySelector("svg")).toBeNull();
	});
});

describe("the log of syncs", () => {
	const open = (query = "") => world.stage.browser.open(`${ORIGIN}/admin/activity/syncs${query}`);

	it("has the runs of all the desk's orgs, newest first, page by page", async () => {
		const other = await addOrg({ name: "Acme Japan" });
		const now = Date.now();
		for (let index = 0; index < 60; index++) {
			const org = index % 2 === 0 ? orgId : other;
			await addRun({ at: now - index * HOUR, counts: { created: index + 100 }, org });
		}
		const first = await open();
		const made = (page: { text: string }) =>
			[...page.text.matchAll(/Made: (\d+)/g)].map((one) => Number(one[1]));
		expect(made(first)).toEqual(Array.from({ length: 50 }, (_, index) => index + 100));
		const second = await world.stage.browser.follow("Older");
		expect(made(second)).toEqual(Array.from({ length: 10 }, (_, index) => index + 150));
		expect(made(await open(`?org=${other}`)).every((count) => count % 2 === 1)).toBe(true);
	});

	it("shows nothing of another desk's org, also when it is asked for by its id", async () => {
		const foreign = await addOrg({ name: "Somebody else's", deskId: "another" });
		await addRun({ at: Date.now(), counts: { created: 77 }, org: foreign });
		expect((await open(`?org=${foreign}`)).text).not.toContain("77");
		expect((await open()).text).not.toContain("77");
	});

	it("finds those that failed", async () => {
		await addRun({ at: Date.now(), counts: { created: 11 } });
		await run("update sync_runs set state = 'failed', reason = 'desk_unavailable' where org_id = ?", orgId);
		await addRun({ at: Date.now(), counts: { created: 22 } });
		const { text } = await open("?state=failed");
		expect(text).toContain("Made: 11");
		expect(text).not.toContain("Made: 22");
	});
});
