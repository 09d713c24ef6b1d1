import { beforeAll, describe, expect, test } from "vitest";
import {
	ACME_ZENDESK,
	ACME_ZOHO,
	connectWorkspace,
	type DeskSetup,
	setUp,
} from "../../sandbox/runtime/boot.ts";
import { createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import { SETUP_TOKEN } from "../../sandbox/seed/accounts.ts";
import { TEAM_ACME, TEAM_KITA } from "../../sandbox/seed/people.ts";
import { handOf, toldOf, type Vendor } from "../support/hearing-story.ts";
import { useSandbox } from "../support/sandbox.ts";
import { createStory, ZENDESK_CHANNEL, ZOHO_CHANNEL } from "../support/slack-story.ts";
import { until } from "../support/until.ts";

/** What the administrator of each desk chooses on the way. */
interface Walk {
	vendor: Vendor;
	setup: DeskSetup;
	/** Names the account that the page asks to confirm. */
	portal: string;
	vendorHost: string;
	channel: string;
	/** Of the second workspace. */
	kitaChannel: string;
}

const WALKS: readonly Walk[] = [
	{
		vendor: "zendesk",
		setup: ACME_ZENDESK,
		portal: "acme",
		vendorHost: "acme.zendesk.com",
		channel: ZENDESK_CHANNEL,
		kitaChannel: "C0KITAGEN1",
	},
	{
		vendor: "zoho",
		setup: ACME_ZOHO,
		portal: "60012345",
		vendorHost: "accounts.zoho.eu",
		channel: ZOHO_CHANNEL,
		kitaChannel: "C0KITASUP1",
	},
];

const sandbox = useSandbox("connecting");
const story = createStory(sandbox);

beforeAll(() => setUp(createBrowser(), sandbox()));

/** By then a poll is due. */
const UNTIL_POLL_MS = 16 * 60_000;

/** The vendor may not have had our webhook when a ticket was made, nor its search the ticket at once: polls find it. */
async function untilTold(what: string, isTold: () => boolean): Promise<void> {
	const look = async () => {
		if (isTold()) return true;
		await sandbox().hurry(UNTIL_POLL_MS);
		await sandbox().cron();
		return isTold();
	};
	await until(what, 60_000, look, 1_000);
}

describe.each(WALKS)("the administrator of a desk at $vendor", (walk) => {
	const { vendor, setup, channel, kitaChannel } = walk;
	const mina = story.person("mina", channel);
	const yuki = story.person("yuki", kitaChannel);
	const seen = {
		agreement: "",
		agreementHost: "",
		vendorHost: "",
		confirmation: "",
		connected: "",
		workspaces: "",
	};
	let askedBeforeAgreeing: number;
	const ticketIds = { first: "", second: "" };

	beforeAll(async () => {
		const browser = createBrowser();
		const { origin } = sandbox();
		const asked = () =>
			sandbox()
				.traffic()
				.filter(({ url }) => url.includes(walk.vendorHost)).length;
		await browser.open(`${origin}/setup`);
		await browser.submit("Open setup", { token: SETUP_TOKEN });
		await browser.follow(`Register ${setup.vendor}`);
		await browser.submit("Register and continue", setup.fields);
		seen.agreement = browser.page.text;
		seen.agreementHost = browser.page.url.host;
		askedBeforeAgreeing = asked();
		await browser.submit(/^Agree/, { agreed: "yes" });
		seen.vendorHost = browser.page.url.href;
		await browser.submit("allow", setup.signIn);
		seen.confirmation = browser.page.text;
		await browser.submit(/^Connect /);

		const hand = handOf(sandbox(), vendor);
		await connectWorkspace(browser, sandbox(), { person: mina.userId, channel });
		seen.connected = browser.page.text;
		ticketIds.first = hand.create("From now on", { to: "mina" });
		await untilTold("the first event", () => toldOf(mina.hears(), ticketIds.first).length > 0);
		await until(
			"and by direct message",
			30_000,
			() => toldOf(mina.hearsDirectly(), ticketIds.first).length > 0,
		);

		await connectWorkspace(browser, sandbox(), { person: yuki.userId, channel: kitaChannel });
		await browser.open(`${origin}/admin`);
		seen.workspaces = browser.page.text;
		ticketIds.second = hand.create("In both");
		await untilTold("the event in both", () =>
			[mina, yuki].every((person) => toldOf(person.hears(), ticketIds.second).length > 0),
		);
	}, 120_000);

	test("agrees to what is read, kept and sent before the vendor is asked for anything, on record", async () => {
		expect(seen.agreementHost).toBe(new URL(sandbox().origin).host);
		expect(seen.agreement).toContain("What is read");
		expect(askedBeforeAgreeing).toBe(0);
		expect(seen.vendorHost).toContain(walk.vendorHost);
		const database = await sandbox().database();
		const { results } = await database
			.prepare("select a.* from agreements a join desks d on d.id = a.desk_id where d.provider = ?1")
			.bind(vendor)
			.all();
		expect(results).toMatchObject([{ agent_name: "Mina Kato", locale: "en" }]);
	});

	test("sees which portal will be connected, and confirms it", () => {
		expect(seen.confirmation).toContain("Mina Kato");
		expect(seen.confirmation).toContain(walk.portal);
	});

	test("signs in to Slack and picks the channel, and the next event arrives there without a further step", () => {
		expect(seen.connected).toContain("Notifications go to #");
		expect(toldOf(mina.hears(), ticketIds.first)).toEqual(["ticket.created"]);
	});

	test("is told of their own tickets by direct message at once, without signing in again", () => {
		expect(toldOf(mina.hearsDirectly(), ticketIds.first)).toEqual(["ticket.created"]);
	});

	test("finds every workspace in one list, each with its own channel", async () => {
		expect(seen.workspaces).toContain("Acme");
		expect(seen.workspaces).toContain("北システム");
		const database = await sandbox().database();
		const { results } = await database
			.prepare(
				`select m.team_id, m.channel_id from mappings m join desks d on d.id = m.desk_id
				where d.provider = ?1 order by m.team_id`,
			)
			.bind(vendor)
			.all();
		expect(results).toEqual([
			{ team_id: TEAM_ACME, channel_id: channel },
			{ team_id: TEAM_KITA, channel_id: kitaChannel },
		]);
	});

	test("hears one event in each of the workspaces", () => {
		expect(toldOf(mina.hears(), ticketIds.second)).toEqual(["ticket.created"]);
		expect(toldOf(yuki.hears(), ticketIds.second)).toEqual(["ticket.created"]);
	});
});
