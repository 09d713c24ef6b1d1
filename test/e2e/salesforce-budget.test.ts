import { beforeAll, expect, it } from "vitest";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { openSyncStory, type SyncStory } from "../support/salesforce-sync.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { until } from "../support/until.ts";

/** What an installation of the free plan may write, much smaller. */
const ROWS_WRITTEN_PER_DAY = "3000";
const WAIT_MS = 30_000;

const sandbox = useSandbox("salesforce-budget", { ...BOOTED, bindings: { ROWS_WRITTEN_PER_DAY } });
const [desk] = SYNC_DESKS;
if (!desk) throw new Error("no desk");
let story: SyncStory;

beforeAll(async () => {
	story = await openSyncStory(sandbox(), desk);
	await sandbox().idle();
	// The story's own beginnings aren't what is looked at.
	await forgetDay();
});

async function forgetDay(): Promise<void> {
	await (await sandbox().database()).prepare("delete from day_usage").run();
}

async function written(): Promise<number> {
	const database = await sandbox().database();
	return Number(await database.prepare("select sum(rows_written) as n from day_usage").first("n"));
}

it("a full sync rests at 80 % of the day, says until when, and goes on where it was the next day", async () => {
	await story.start("Full sync");
	expect(await story.waits()).toContain("budget");
	const { text } = story.browser.page;
	expect(text).toContain("Goes on by itself at");
	const atRest = await written();
	expect(atRest).toBeGreaterThanOrEqual(2_400);
	const links = (await story.links()).length;
	expect(links).toBeGreaterThan(0);
	// Nothing is left at the desk whose answer nobody took.
	const made = sandbox().zendesk.organizations().length + sandbox().zendesk.directoryPeople().length;
	await sandbox().cron();
	expect(sandbox().zendesk.organizations().length + sandbox().zendesk.directoryPeople().length).toBe(made);
	expect((await story.links()).length).toBe(links);

	const page = await story.browser.open(`${sandbox().origin}/admin/desk`);
	expect(page.text).toContain("80 % of the day is used up (Rows written)");

	// The next day: what was used of this one counts no more, and nobody remembers it.
	await forgetDay();
	await sandbox().kill();
	await sandbox().revive();
	await (await sandbox().database()).prepare("update orgs set next_sync_at = 1").run();
	await sandbox().cron();
	await until("it goes on", WAIT_MS, async () => (await story.links()).length > links);
});
