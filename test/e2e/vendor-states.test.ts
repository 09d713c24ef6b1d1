import { beforeAll, describe, expect, test } from "vitest";
import { connectWorkspace } from "../../sandbox/runtime/boot.ts";
import type { Browser } from "../../sandbox/runtime/browser-walk.ts";
import { TEAM_ACME, ZENDESK_GROUPS, ZOHO_DEPARTMENTS } from "../../sandbox/seed/people.ts";
import {
	deliveriesOf,
	handOf,
	NAMES,
	openSettings,
	toldOf,
	untilSubscribed,
	VENDORS,
	type Vendor,
	workspacesOf,
} from "../support/hearing-story.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory, type Person, ZENDESK_CHANNEL, ZOHO_CHANNEL } from "../support/slack-story.ts";
import { until } from "../support/until.ts";

const sandbox = useSandbox("vendor-states", BOOTED);
const story = createStory(sandbox);

const JAPAN_CHANNEL = "C0JAPAN001";
/** Private; the app was invited to it. */
const PRIVATE_CHANNEL = "C0ESCAL001";
const WAIT_MS = 30_000;
const CHANNELS = { zendesk: ZENDESK_CHANNEL, zoho: ZOHO_CHANNEL } as const;
const DEPARTMENTS = { zendesk: ZENDESK_GROUPS, zoho: ZOHO_DEPARTMENTS } as const;

beforeAll(() => untilSubscribed(sandbox()));

describe.each(VENDORS)("a workspace of %s", (vendor) => {
	const mina = story.person("mina", CHANNELS[vendor]);
	const hand = () => handOf(sandbox(), vendor);
	let workspaceId: string;

	beforeAll(async () => {
		const all = await workspacesOf(sandbox());
		workspaceId = all.find(({ provider, team_id }) => provider === vendor && team_id === TEAM_ACME)?.id ?? "";
	});

	const settings = () => openSettings(sandbox(), vendor, workspaceId);
	const openPage = (browser: Browser) => browser.open(`${sandbox().origin}/admin/workspaces/${workspaceId}`);
	const inChannel = (channelId: string) => story.person("mina", channelId);

	async function sendAllTo(channelId: string): Promise<void> {
		const { save } = await settings();
		await save("where", { channel: "", channel_id: channelId }, "Send everything there");
	}

	async function expectHeard(ticketId: string, person: Person): Promise<void> {
		await until(`${ticketId} is told`, WAIT_MS, () => toldOf(person.hears(), ticketId).length > 0);
		expect(toldOf(person.hears(), ticketId)).toEqual(["ticket.created"]);
	}

	/** What the log says of a ticket, once it does: every row of this team, channel or person. */
	async function expectNotSent(ticketId: string, reason: string): Promise<void> {
		const its = `ticket_id = '${ticketId}' and team_id = '${TEAM_ACME}'`;
		const logged = await until(`${ticketId} is logged`, WAIT_MS, async () => {
			const rows = await deliveriesOf(sandbox(), its);
			return rows.length >= 2 ? rows : null;
		});
		for (const row of logged) expect(row).toMatchObject({ state: "not_sent", reason });
		expect(logged.map(({ destination }) => destination).sort()).toEqual(
			[CHANNELS[vendor], mina.userId].sort(),
		);
		expect(toldOf([...mina.hears(), ...mina.hearsDirectly()], ticketId)).toEqual([]);
	}

	async function storedSettings(): Promise<unknown> {
		const database = await sandbox().database();
		const rows = (sql: string) => database.prepare(sql).bind(workspaceId).first();
		return {
			workspace: await rows("select mode, layout, switches, filters from workspaces where id = ?"),
			mapping: await rows(
				`select count(*) as count, group_concat(m.department_id || m.channel_id) as pairs from mappings m
				join workspaces w on w.desk_id = m.desk_id and w.team_id = m.team_id where w.id = ?`,
			),
		};
	}

	describe("its mapping", () => {
		test("sends all departments to one channel, public or private", async () => {
			await sendAllTo(PRIVATE_CHANNEL);
			await expectHeard(hand().create("Into a private channel"), inChannel(PRIVATE_CHANNEL));
			await sendAllTo(CHANNELS[vendor]);
			const ticketId = hand().create("Into a public one");
			await expectHeard(ticketId, mina);
			expect(toldOf(inChannel(PRIVATE_CHANNEL).hears(), ticketId)).toEqual([]);
		});

		test("sends each department to its own channel; several share one, and one never has two", async () => {
			const { support, billing, japan } = DEPARTMENTS[vendor];
			const { save } = await settings();
			const choices = { [`department_${support}`]: JAPAN_CHANNEL, [`department_${japan}`]: JAPAN_CHANNEL };
			await save("where", { ...choices, [`department_${billing}`]: CHANNELS[vendor] }, "Save channels");
			const tickets = (["support", "billing", "japan"] as const).map((department) =>
				hand().create(`For ${department}`, { department }),
			);
			const [forSupport = "", forBilling = "", forJapan = ""] = tickets;
			await expectHeard(forSupport, inChannel(JAPAN_CHANNEL));
			await expectHeard(forJapan, inChannel(JAPAN_CHANNEL));
			await expectHeard(forBilling, mina);
			expect(toldOf(mina.hears(), forSupport)).toEqual([]);
			expect(toldOf(inChannel(JAPAN_CHANNEL).hears(), forBilling)).toEqual([]);

			const database = await sandbox().database();
			const second = database
				.prepare(
					`insert into mappings
						(desk_id, team_id, department_id, channel_id, channel_name, channel_kind, state, updated_at)
					select m.desk_id, m.team_id, m.department_id, 'C0GENERAL1', 'general', m.channel_kind, m.state, 1
					from mappings m join workspaces w on w.desk_id = m.desk_id and w.team_id = m.team_id
					where w.id = ? limit 1`,
				)
				.bind(workspaceId)
				.run();
			await expect(second).rejects.toThrow(/UNIQUE/);
			await sendAllTo(CHANNELS[vendor]);
		});
	});

	test("that is disabled is told nothing, keeps its settings from being edited, and has all of them back", async () => {
		await sendAllTo(CHANNELS[vendor]);
		const before = await storedSettings();
		const { browser, open } = await settings();
		const other = await settings();
		await other.open("what");
		await open("disable");
		await browser.submit("Disable the workspace");
		const meanwhile = hand().create("While disabled", { to: "mina" });
		await expectNotSent(meanwhile, "disabled");
		expect((await mina.type("1042")).says).toMatch(/管理者|有効/);
		// A page that was open before is no way around it.
		await other.browser.submit("Save", { "ticket.created": "" });
		expect(other.browser.page.status).toBe(409);
		await open("what");
		expect(browser.page.text).toContain("This workspace is disabled.");
		expect(await storedSettings()).toEqual(before);

		await openPage(browser);
		await browser.submit("Enable");
		const after = hand().create("Enabled again", { to: "mina" });
		await expectHeard(after, mina);
		expect(await storedSettings()).toEqual(before);
		expect(toldOf([...mina.hears(), ...mina.hearsDirectly()], meanwhile)).toEqual([]);
	});

	test(`is told nothing while Slack is paused for ${NAMES[vendor]}, and of nothing afterwards that happened meanwhile`, async () => {
		await sendAllTo(CHANNELS[vendor]);
		const { browser } = await settings();
		await browser.open(`${sandbox().origin}/admin/desk`);
		await browser.follow("Pause Slack");
		expect(browser.page.text).toContain("never sent later");
		await browser.submit("Pause");
		const meanwhile = hand().create("While paused", { to: "mina" });
		await expectNotSent(meanwhile, "paused");
		expect((await mina.type("1042")).says).toContain("#1042");
		await browser.open(`${sandbox().origin}/admin/desk`);
		await browser.submit("Resume");
		await expectHeard(hand().create("Resumed", { to: "mina" }), mina);
		expect(toldOf([...mina.hears(), ...mina.hearsDirectly()], meanwhile)).toEqual([]);
	});

	test("of an older installation is reauthorized: its settings stay, and private channels are open to it", async () => {
		const { browser, save } = await settings();
		await save("what", { "ticket.moved": "" });
		const database = await sandbox().database();
		await database
			.prepare("update slack_teams set scopes = 'commands,chat:write' where team_id = ?")
			.bind(TEAM_ACME)
			.run();
		await openPage(browser);
		expect(browser.page.text).toContain("groups:read");
		await browser.follow("Reauthorize");
		await browser.open(`${sandbox().origin}/admin`);
		await connectWorkspace(browser, sandbox(), { person: mina.userId, channel: PRIVATE_CHANNEL });
		expect(browser.page.text).not.toContain("groups:read");
		const row = await database
			.prepare("select id, switches from workspaces where id = ?")
			.bind(workspaceId)
			.first();
		expect(JSON.parse(String(row?.switches))).toEqual({ "ticket.moved": false });
		await expectHeard(hand().create("After reauthorizing"), inChannel(PRIVATE_CHANNEL));
		await sendAllTo(CHANNELS[vendor]);
	});
});

describe.each([...VENDORS].reverse())("Slack for %s", (vendor: Vendor) => {
	test("is removed for good behind a warning: nothing is told, the desk stays connected", async () => {
		const mina = story.person("mina", CHANNELS[vendor]);
		const database = await sandbox().database();
		const count = async (table: string) =>
			database
				.prepare(
					`select count(*) as count from ${table} t join desks d on d.id = t.desk_id where d.provider = ?`,
				)
				.bind(vendor)
				.first("count");
		expect(await count("workspaces")).toBeGreaterThan(0);
		const [workspace] = (await workspacesOf(sandbox())).filter(({ provider }) => provider === vendor);
		const { browser } = await openSettings(sandbox(), vendor, workspace?.id ?? "");
		await browser.open(`${sandbox().origin}/admin/desk`);
		await browser.follow("Remove Slack");
		await browser.submit("Remove Slack", { name: "something else" });
		expect(browser.page.status).toBe(422);
		const name = /Type (.+) to confirm/.exec(browser.page.text)?.[1] ?? "";
		await browser.submit("Remove Slack", { name });
		expect(browser.page.text).toContain("The Slack integration was removed.");
		await sandbox().cron();
		for (const table of ["workspaces", "mappings", "deliveries", "agent_links", "desk_webhooks"]) {
			await until(`no ${table} are left`, WAIT_MS, async () => (await count(table)) === 0);
		}
		const desk = await database.prepare("select * from desks where provider = ?").bind(vendor).first();
		expect(desk).toMatchObject({ state: "connected", connected_by_name: "Mina Kato" });
		const heard = mina.hears().length + mina.hearsDirectly().length;
		const ticketId = handOf(sandbox(), vendor).create("To nobody", { to: "mina" });
		await handOf(sandbox(), vendor).settle();
		await sandbox().cron();
		expect(mina.hears().length + mina.hearsDirectly().length).toBe(heard);
		expect(await deliveriesOf(sandbox(), `ticket_id = '${ticketId}'`)).toEqual([]);
		const webhooks = vendor === "zendesk" ? sandbox().zendesk.webhooks() : sandbox().zoho.webhooks();
		expect(webhooks).toEqual([]);
	});
});
