import { beforeAll, describe, expect, test } from "vitest";
import { TEAM_ACME, TEAM_KITA } from "../../sandbox/seed/people.ts";
import { createForms } from "../support/forms.ts";
import {
	deliveriesOf,
	handOf,
	NAMES,
	openSettings,
	untilSubscribed,
	type Vendor,
	workspacesOf,
} from "../support/hearing-story.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { rowsWith, type StoredRow, storedRows } from "../support/search-storage.ts";
import { createStory, type Person, ZENDESK_CHANNEL, ZOHO_CHANNEL } from "../support/slack-story.ts";
import { until } from "../support/until.ts";

const sandbox = useSandbox("deleting-workspaces", BOOTED);
const story = createStory(sandbox);
const KITA_CHANNEL = "C0KITASUP1";
/** Whoever has to tell of something has this long: other suites may run beside this one. */
const WAIT_MS = 20_000;

beforeAll(() => untilSubscribed(sandbox()));

const revocations = () =>
	sandbox()
		.traffic()
		.filter(({ url }) => url.includes("/api/auth.revoke"));

async function workspaceOf(provider: Vendor, teamId: string) {
	const found = (await workspacesOf(sandbox())).find(
		(one) => one.provider === provider && one.team_id === teamId,
	);
	if (!found) throw new Error(`${teamId} is not connected to ${provider}`);
	return found;
}

/** A new ticket of a desk is told of where `person` reads. */
async function expectTold(vendor: Vendor, person: Person, subject: string, to = "mina"): Promise<string> {
	const hand = handOf(sandbox(), vendor);
	const ticketId = hand.create(subject, { to });
	await hand.settle();
	await until(`${subject} is told`, WAIT_MS, () => person.hears().some((one) => one.ticketId === ticketId));
	return ticketId;
}

/** Something that can't be told now: the channel is archived, and the ticket waits for it. */
async function leaveWaiting(vendor: Vendor, person: Person, channelId: string): Promise<void> {
	const { teamId, userId } = person;
	await sandbox().slack.setArchived({ teamId, channelId, userId, archived: true });
	const hand = handOf(sandbox(), vendor);
	const ticketId = hand.create("Waits for its channel");
	await hand.settle();
	await until("a post waits", WAIT_MS, async () => {
		const rows = await storedRows(sandbox());
		return rows.some(
			({ place, row }) => place.endsWith(" posts") && row.ticket_id === ticketId && row.state === "queued",
		);
	});
}

async function deleteByPage(vendor: Vendor, workspaceId: string, who: "mina" | "yuki"): Promise<void> {
	const { browser, open } = await openSettings(sandbox(), vendor, workspaceId, who);
	await open("delete");
	const name = /Type (.+) to confirm|「(.+)」と入力/.exec(browser.page.text)?.[1] ?? "";
	await browser.submit("Delete the workspace", { name });
	expect(browser.page.text).toContain("The workspace was deleted.");
	await sandbox().idle();
}

/** What of a workspace is allowed to stay: who deleted it, and when. */
function expectOneAuditRow(rows: readonly StoredRow[], workspaceId: string): void {
	const left = rowsWith(rows, [workspaceId]);
	expect(left.map(({ place }) => place.split(" ")[1])).toEqual(["audit_log"]);
	expect(left[0]?.row).toMatchObject({ action: "workspace.deleted", subject: `workspace:${workspaceId}` });
	expect(Number(left[0]?.row.happened_at)).toBeGreaterThan(0);
	expect(String(left[0]?.row.actor_name)).not.toBe("");
}

const tablesOf = (rows: readonly StoredRow[]) => new Set(rows.map(({ place }) => place.split(" ")[1]));

describe("a workspace whose team has another desk", () => {
	const alex = story.person("alex", ZENDESK_CHANNEL);
	const mina = story.person("mina", ZOHO_CHANNEL);
	/** Only what it alone uses: the team itself stays. */
	let its: string[];
	let workspaceId: string;
	let deskId: string;

	beforeAll(async () => {
		const workspace = await workspaceOf("zendesk", TEAM_ACME);
		workspaceId = workspace.id;
		const database = await sandbox().database();
		deskId = String(await database.prepare("select id from desks where provider = 'zendesk'").first("id"));
		its = [ZENDESK_CHANNEL, workspaceId];
		await story.signIn(alex);
		await alex.type("1042");
		const forms = createForms(sandbox, alex, ZENDESK_CHANNEL);
		await forms.send(await forms.command("comment 1042"), { Comment: "Seen by nobody but us." });
		await story.person("priya", ZENDESK_CHANNEL).type("1031");
		await expectTold("zendesk", alex, "Told before", "alex");
		await until("and its agent by message", WAIT_MS, () => alex.hearsDirectly().length > 0);
		await leaveWaiting("zendesk", alex, ZENDESK_CHANNEL);
	});

	test("is all over the storage before: the search would find it", async () => {
		const found = tablesOf(rowsWith(await storedRows(sandbox()), its));
		for (const table of [
			"workspaces",
			"mappings",
			"deliveries",
			"commands",
			"posts",
			"cards",
			"troubles",
			"pace",
		]) {
			expect([...found]).toContain(table);
		}
	});

	test("is gone but for one row of the log", async () => {
		await deleteByPage("zendesk", workspaceId, "mina");
		const rows = await storedRows(sandbox());
		expectOneAuditRow(rows, workspaceId);
		expect(rowsWith(rows, [ZENDESK_CHANNEL])).toEqual([]);
		const keyed = rowsWith(rowsWith(rows, [deskId]), [TEAM_ACME, "U0ALEX0001", "U0MINA0001", "U0PRIYA001"]);
		expect(keyed).toEqual([]);
		// Alex used no other desk there: only the team's own people are left to know of.
		expect(tablesOf(rowsWith(rows, ["U0ALEX0001", "D0ALEX0001"]))).toEqual(new Set(["slack_users"]));
	});

	test("leaves the team its app, and the other desk tells of a real event", async () => {
		expect(revocations()).toEqual([]);
		const ticketId = await expectTold("zoho", mina, "Told after");
		const told = await until("the log has it", WAIT_MS, async () => {
			const all = await deliveriesOf(
				sandbox(),
				`ticket_id = '${ticketId}' and destination = '${ZOHO_CHANNEL}'`,
			);
			return all.length > 0 ? all : null;
		});
		expect(told.map(({ state }) => state)).toEqual(told.map(() => "posted"));
		await until("and its agent by message", WAIT_MS, () =>
			mina.hearsDirectly().some((one) => one.ticketId === ticketId),
		);
		expect((await mina.type("4702")).says).toContain("4702");
	});

	test("is told nothing of its desk any more, and a webhook under way leaves nothing behind", async () => {
		const heard = alex.hears().length + alex.hearsDirectly().length;
		const hand = handOf(sandbox(), "zendesk");
		hand.customerWrites("1042", "Is anybody there?");
		await hand.settle();
		await sandbox().cron();
		expect(alex.hears().length + alex.hearsDirectly().length).toBe(heard);
		const rows = await storedRows(sandbox());
		expectOneAuditRow(rows, workspaceId);
		expect(rowsWith(rows, [ZENDESK_CHANNEL])).toEqual([]);
		expect(sandbox().zendesk.webhooks()).toEqual([]);
	});
});

describe("a workspace that was its team's only one", () => {
	const yuki = story.person("yuki", KITA_CHANNEL);
	const mallory = story.person("mallory", KITA_CHANNEL);
	let its: string[];
	let workspaceId: string;

	beforeAll(async () => {
		workspaceId = (await workspaceOf("zoho", TEAM_KITA)).id;
		const database = await sandbox().database();
		const team = await database
			.prepare("select * from slack_teams where team_id = ?")
			.bind(TEAM_KITA)
			.first();
		its = [
			TEAM_KITA,
			...["C0KITASUP1", "C0KITAGEN1", "C0KITAPRV1"],
			...["U0YUKI0001", "U0MALLORY1", "D0YUKI0001", "D0MALLORY1"],
			String(team?.bot_user_id),
			String(team?.object_id),
		];
		const { save } = await openSettings(sandbox(), "zoho", workspaceId, "yuki");
		await save("filters", { tags: "vip" });
		await save("filters", { tags: "" });
		await yuki.type("1042");
		await mallory.type("1042");
		await sandbox().slack.openHome({ teamId: TEAM_KITA, userId: "U0YUKI0001" });
		await expectTold("zoho", yuki, "Told before", "yuki");
		await until("and its agent by message", WAIT_MS, () => yuki.hearsDirectly().length > 0);
		await leaveWaiting("zoho", yuki, KITA_CHANNEL);
	});

	test("is all over the storage before: the search would find it", async () => {
		const found = tablesOf(rowsWith(await storedRows(sandbox()), its));
		const places = ["slack_teams", "workspaces", "mappings", "agent_links", "slack_users", "sign_in_links"];
		for (const table of [
			...places,
			"commands",
			"deliveries",
			"posts",
			"cards",
			"directs",
			"troubles",
			"pace",
		]) {
			expect([...found]).toContain(table);
		}
	});

	test("is gone with its team, channels and people, but for one row of the log", async () => {
		await deleteByPage("zoho", workspaceId, "yuki");
		const rows = await storedRows(sandbox());
		expect(rowsWith(rows, its)).toEqual([]);
		expectOneAuditRow(rows, workspaceId);
		expect(revocations()).toHaveLength(1);
	});

	test(`leaves nothing when ${NAMES.zoho} goes on, which tells its other workspace of a real event`, async () => {
		const heard = yuki.hears().length;
		await expectTold("zoho", story.person("mina", ZOHO_CHANNEL), "Told elsewhere");
		await sandbox().cron();
		expect(yuki.hears()).toHaveLength(heard);
		expect(rowsWith(await storedRows(sandbox()), its)).toEqual([]);
	});

	test("leaves nothing when somebody there still types, or Slack tells something late", async () => {
		await sandbox().slack.sendEvent(TEAM_KITA, {
			type: "channel_archive",
			channel: KITA_CHANNEL,
			user: "U0YUKI0001",
		});
		await sandbox().slack.sendEvent(TEAM_KITA, {
			type: "tokens_revoked",
			tokens: { bot: ["U0BOT"], oauth: [] },
		});
		const { body } = await sandbox().slack.command({
			teamId: TEAM_KITA,
			userId: "U0YUKI0001",
			channelId: KITA_CHANNEL,
			text: "1042",
		});
		expect(body).not.toContain("1042");
		expect(rowsWith(await storedRows(sandbox()), its)).toEqual([]);
	});
});
