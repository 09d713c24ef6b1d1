import { beforeAll, describe, expect, test } from "vitest";
import { boot } from "../../sandbox/runtime/boot.ts";
import type { Page } from "../../sandbox/runtime/browser-walk.ts";
import { TEAM_ACME, TEAM_KITA } from "../../sandbox/seed/people.ts";
import { createHome } from "../support/app-home.ts";
import {
	deliveriesOf,
	handOf,
	type LoggedDelivery,
	longAgo,
	settingsOf,
	toldOf,
	typeOf,
	untilSubscribed,
} from "../support/hearing-story.ts";
import { useSandbox } from "../support/sandbox.ts";
import { createStory, type Notice, ZENDESK_CHANNEL } from "../support/slack-story.ts";
import { until } from "../support/until.ts";

const PRIVATE_CHANNEL = "C0ESCAL001";
const KITA_CHANNEL = "C0KITASUP1";
const HOUR_MS = 3_600_000;
/** Mina's and Yuki's. */
const TIME_ZONE = "Asia/Tokyo";

const waiting: string[] = [];
const held: string[] = [];

const sandbox = useSandbox("hearing-held", {
	async boot(site) {
		longAgo(site, () => {
			waiting.splice(
				0,
				3,
				...["one", "two", "three"].map((name) => handOf(site, "zendesk").create(name, { to: "alex" })),
			);
			held.splice(0, 2, ...["four", "five"].map((name) => handOf(site, "zoho").create(name)));
		});
		await boot(site);
	},
});
const story = createStory(sandbox);
const support = story.person("mina", ZENDESK_CHANNEL);
const escalations = story.person("mina", PRIVATE_CHANNEL);
const alex = story.person("alex", ZENDESK_CHANNEL);
const yuki = story.person("yuki", KITA_CHANNEL);
const mina = { teamId: TEAM_ACME, userId: support.userId };

const fromNow = (minutes: number, timeZone = TIME_ZONE) =>
	new Date(Date.now() + minutes * 60_000).toLocaleTimeString("en-GB", {
		timeZone,
		hour: "2-digit",
		minute: "2-digit",
	});
const isAbout = (kind: "trouble" | "digest") => (notice: Notice) =>
	notice.events.some((id) => id.startsWith(`${kind}:`));
const troubles = () => support.hearsDirectly().filter(isAbout("trouble"));
const digests = () => support.hears().filter(isAbout("digest"));

/** From an hour ago until in an hour, where Alex is. */
async function keepAlexQuiet(): Promise<void> {
	const home = createHome(sandbox, alex);
	const times: Record<string, string> = {
		From: fromNow(-60, "America/Chicago"),
		To: fromNow(60, "America/Chicago"),
	};
	let shown = await home.press(await home.open(), "Set quiet hours");
	// Hours that begin when they end are refused, also on the way.
	const order = shown.times.To === times.From ? ["To", "From"] : ["From", "To"];
	for (const label of order) shown = await home.setTime(shown, label, times[label] ?? "");
	expect(shown.times).toEqual(times);
}

async function troubleOf(channelId: string): Promise<string | null> {
	const database = await sandbox().database();
	const row = await database
		.prepare("select trouble from mappings where channel_id = ?")
		.bind(channelId)
		.first<{ trouble: string | null }>();
	return row?.trouble ?? null;
}

const seen: {
	marks: (string | null)[];
	markAfter: string | null;
	whileClosed: Notice[];
	duringQuiet: Notice[];
	dead: LoggedDelivery[];
	deadPage: Page | null;
	sentAgain: Page | null;
} = {
	marks: [],
	markAfter: null,
	whileClosed: [],
	duringQuiet: [],
	dead: [],
	deadPage: null,
	sentAgain: null,
};

beforeAll(async () => {
	await story.signIn(alex);
	await keepAlexQuiet();
	await untilSubscribed(sandbox());
	const acmeZoho = await settingsOf(sandbox(), "zoho", TEAM_ACME);
	await acmeZoho.save("where", { channel: PRIVATE_CHANNEL, channel_id: "" }, "Send everything there");
	const kita = await settingsOf(sandbox(), "zoho", TEAM_KITA);
	await kita.save("when", { quiet_from: fromNow(-60), quiet_to: fromNow(60) });
	const acmeZendesk = await settingsOf(sandbox(), "zendesk", TEAM_ACME);
	await acmeZendesk.save("when", { digest: fromNow(90) });

	const { slack } = sandbox();
	await slack.setArchived({ ...mina, channelId: ZENDESK_CHANNEL, archived: true });
	await slack.removeBot({ ...mina, channelId: PRIVATE_CHANNEL });
	for (const id of waiting) handOf(sandbox(), "zendesk").customerWrites(id, "Hello?");
	for (const id of held) handOf(sandbox(), "zoho").customerWrites(id, "Hello?");
	handOf(sandbox(), "zoho").set(held[0] ?? "", { priority: "high" });
	await until("the administrator is told of both channels", 30_000, () => troubles().length >= 2);
	seen.marks = [await troubleOf(ZENDESK_CHANNEL), await troubleOf(PRIVATE_CHANNEL)];
	seen.whileClosed = [...support.hears(), ...escalations.hears()];
	seen.duringQuiet = [...yuki.hears(), ...alex.hearsDirectly()];

	await slack.setArchived({ ...mina, channelId: ZENDESK_CHANNEL, archived: false });
	await until("what waited is told", 30_000, () =>
		waiting.every((id) => toldOf(support.hears(), id).length > 0),
	);
	seen.markAfter = await troubleOf(ZENDESK_CHANNEL);

	await sandbox().passTime(2 * HOUR_MS);
	await sandbox().cron();
	await until("quiet hours are over", 30_000, () =>
		[yuki.hears(), alex.hearsDirectly()].every((told) => told.length > 0),
	);
	await until("the digest is there", 30_000, () => digests().length > 0);
	await sandbox().cron();

	await sandbox().passTime(23 * HOUR_MS);
	seen.dead = await until("what waited a day is given up", 30_000, async () => {
		const rows = await deliveriesOf(sandbox(), "state = 'dead'");
		return rows.length >= 3 ? rows : null;
	});
	await slack.inviteBot({ ...mina, channelId: PRIVATE_CHANNEL });
	// Yesterday's session has ended.
	const deliveries = await settingsOf(sandbox(), "zoho", TEAM_ACME);
	seen.deadPage = await deliveries.open("deliveries");
	seen.sentAgain = await deliveries.browser.submit("Send again");
	await until("it is sent again", 30_000, () => escalations.hears().length > 0);
}, 150_000);

describe("a channel that can't be posted to", () => {
	test("is marked by what happened to it", () => {
		expect(seen.marks).toEqual([
			"is_archived",
			expect.stringMatching(/^(not_in_channel|channel_not_found)$/),
		]);
		expect(seen.whileClosed).toEqual([]);
	});

	test("is told of once to the administrator, with what to do about it", () => {
		const told = troubles();
		expect(told).toHaveLength(2);
		const archived = told.filter(({ says }) => says.includes("#support"));
		const left = told.filter(({ says }) => says.includes("#escalations"));
		expect([archived.length, left.length]).toEqual([1, 1]);
		expect(archived[0]?.says).toContain("アーカイブ");
		expect(left[0]?.says).toContain("/invite @Deskbridge");
		for (const { url } of told) expect(url).toMatch(/\/admin\/workspaces\//);
	});

	test("loses nothing: opened again, it is told of everything at once and in order", () => {
		const told = support.hears().filter(({ ticketId }) => waiting.includes(ticketId));
		expect(told.map(({ events }) => events.map(typeOf))).toEqual(waiting.map(() => ["reply.received"]));
		expect(told.map(({ ticketId }) => ticketId)).toEqual(waiting);
		expect(seen.markAfter).toBeNull();
	});

	test("makes dead letters of what waited a day, that an administrator may send again", () => {
		expect(new Set(seen.dead.map(({ reason, destination }) => `${reason} ${destination}`))).toEqual(
			new Set([`channel ${PRIVATE_CHANNEL}`]),
		);
		expect(seen.dead.map(({ ticket_id }) => ticket_id).sort()).toEqual([held[0], held[0], held[1]].sort());
		expect(seen.sentAgain?.text).toContain("It is on its way again.");
		expect(escalations.hears()).toHaveLength(1);
	});
});

describe("a channel's quiet hours", () => {
	test("hold everything back, and end with one message that names it all", () => {
		expect(seen.duringQuiet).toEqual([]);
		const [summary, ...more] = yuki.hears();
		expect(more).toEqual([]);
		expect(summary?.events.map(typeOf).sort()).toEqual([
			"reply.received",
			"reply.received",
			"ticket.priority_changed",
		]);
		for (const id of held) {
			expect(summary?.says).toContain(`#${sandbox().zoho.ticket(id).number}`);
		}
	});
});

describe("a person's quiet hours", () => {
	test("hold back what is told to them, and end with one message", () => {
		const [summary, ...more] = alex.hearsDirectly();
		expect(more).toEqual([]);
		expect(summary?.says).toContain("While it was quiet: 3 events on 3 tickets");
		for (const id of waiting) expect(summary?.says).toContain(`#${id}`);
	});
});

describe("the digest", () => {
	test("comes once at its time, with the desk's figures", () => {
		expect(digests()).toHaveLength(1);
		expect(digests()[0]?.says).toMatch(/\d/);
		expect(digests()[0]?.buttons.length).toBeGreaterThan(0);
	});
});
