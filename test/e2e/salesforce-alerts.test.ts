import { beforeAll, describe, expect, it } from "vitest";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { openSyncStory, type SyncStory } from "../support/salesforce-sync.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory, ZENDESK_CHANNEL } from "../support/slack-story.ts";
import { until } from "../support/until.ts";

const UAT = "acme--uat.sandbox";
const WAIT_MS = 20_000;
/** So often a step is tried before its run has failed. */
const MAX_FAILURES = 14;

const sandbox = useSandbox("salesforce-alerts", BOOTED);
// Connected the desk, so she is linked; reads Japanese.
const mina = createStory(sandbox).person("mina", ZENDESK_CHANNEL);
const [desk] = SYNC_DESKS;
if (!desk) throw new Error("no desk");
let story: SyncStory;

beforeAll(async () => {
	story = await openSyncStory(sandbox(), desk);
	await run("update orgs set name = ? where id = ?", "R&D *Acme*", story.orgId);
	await story.run();
});

async function run(sql: string, ...values: unknown[]): Promise<void> {
	const database = await sandbox().database();
	await database
		.prepare(sql)
		.bind(...values)
		.run();
}
const minute = async () => {
	await sandbox().cron();
	await sandbox().idle();
};
const told = (words: RegExp) => mina.hearsDirectly().filter(({ says }) => words.test(says));
const untilTold = (words: RegExp, times: number) =>
	until(`told ${times} times`, WAIT_MS, () => told(words).length >= times);

/** Another one that ended so; the next minute looks. */
async function failed(id: string, reason: string): Promise<void> {
	const now = Date.now();
	await run(
		`insert into sync_runs (id, org_id, desk_id, kind, state, reason, started_at, finished_at)
		select ?1, id, desk_id, 'incremental', 'failed', ?2, ?3, ?3 from orgs where id = ?4`,
		id,
		reason,
		now,
		story.orgId,
	);
	await run("update orgs set next_check_at = ? where id = ?", now, story.orgId);
	await minute();
	await minute();
}

describe("H1 a sync that failed", () => {
	const BY_SALESFORCE = /同期に失敗しました。約2時間、Salesforceから/;

	it("is told to the linked administrators, with whose failure it was and the way to its runs", async () => {
		story.made("Account", { Name: "Out of reach" });
		sandbox().faults.decideBy((vendor, { url }) =>
			vendor === "salesforce" && url.includes("/services/data") ? { status: 503 } : null,
		);
		await story.start("Sync now");
		for (let failure = 1; failure < MAX_FAILURES; failure++) {
			await story.waits();
			await story.goOn(0);
		}
		expect(await story.ended()).toMatchObject({ state: "failed", reason: "salesforce_unavailable" });
		await minute();
		await untilTold(BY_SALESFORCE, 1);
		const raw = JSON.stringify(
			sandbox().slack.messages(mina.teamId, `D${mina.userId.slice(1)}`, mina.userId),
		);
		expect(raw).toContain("R&amp;D");
		expect(raw).not.toContain("*Acme*");
		expect(JSON.stringify(told(BY_SALESFORCE))).toContain(`/admin/salesforce/${story.orgId}/runs`);
	});

	it("is told once for each reason, until a look for changes has ended well", async () => {
		await failed("again", "salesforce_unavailable");
		expect(told(BY_SALESFORCE)).toHaveLength(1);
		await failed("other", "desk_unavailable");
		await untilTold(/約2時間、Zendeskから/, 1);
		expect(told(BY_SALESFORCE)).toHaveLength(1);

		sandbox().faults.clear();
		expect(await story.run()).toMatchObject({ state: "done" });
		await minute();
		expect(told(BY_SALESFORCE)).toHaveLength(1);
		await failed("anew", "salesforce_unavailable");
		await untilTold(BY_SALESFORCE, 2);
	});
});

describe("H1 issues that grow", () => {
	const MANY = /この24時間に新たに\d+件のレコードを同期できませんでした/;
	/** Agents of the desk are never touched: each is an issue. */
	const staff = (count: number, prefix: string) =>
		story.did((salesforce) =>
			salesforce.createRecords(
				"Contact",
				Array.from({ length: count }, (_, index) => ({
					LastName: `${prefix} ${index}`,
					Email: "alex@acme.example",
				})),
				UAT,
			),
		);

	it("are told with their number when they are many, and where they are", async () => {
		staff(10, "Few");
		expect(await story.run()).toMatchObject({ failed: 10 });
		await sandbox().idle();
		expect(told(MANY)).toEqual([]);
		staff(15, "Many");
		await story.run();
		await untilTold(MANY, 1);
		expect(told(MANY)[0]?.says).toContain("25件");
		expect(JSON.stringify(told(MANY))).toContain(`/admin/salesforce/${story.orgId}/issues`);
	});

	it("are told no more of until it was well, then again", async () => {
		staff(15, "More");
		await story.run();
		await minute();
		expect(told(MANY)).toHaveLength(1);
		await run("update sync_issues set state = 'ignored'");
		await story.run();
		staff(21, "Anew");
		await story.run();
		await untilTold(MANY, 2);
		expect(told(MANY)[1]?.says).toContain("21件");
	});
});
