import { beforeAll, describe, expect, test } from "vitest";
import { boot } from "../../sandbox/runtime/boot.ts";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { createHome } from "../support/app-home.ts";
import { type EventRow, readEventTable, SCENES } from "../support/hearing-scenes.ts";
import {
	deliveriesOf,
	handOf,
	JAPANESE,
	type LoggedDelivery,
	longAgo,
	NAMES,
	poll,
	settingsOf,
	toldOf,
	typeOf,
	untilSubscribed,
	VENDORS,
	type Vendor,
	workspacesOf,
} from "../support/hearing-story.ts";
import { useSandbox } from "../support/sandbox.ts";
import { createStory, type Notice, ZENDESK_CHANNEL, ZOHO_CHANNEL } from "../support/slack-story.ts";
import { until } from "../support/until.ts";

/** What docs/events.md promises is what happens here. */
const TABLE = readEventTable();

const sandbox = useSandbox("hearing-events", {
	async boot(site) {
		// What is done to these tickets afterwards is all there is to tell.
		longAgo(site, () => prepareScenes(site));
		await boot(site);
	},
});
const story = createStory(sandbox);
const mina = { zendesk: story.person("mina", ZENDESK_CHANNEL), zoho: story.person("mina", ZOHO_CHANNEL) };
const KITA_CHANNEL = "C0KITASUP1";
const yuki = story.person("yuki", KITA_CHANNEL);
/** Whose tickets they are, and where their desk's events go. */
const agents = {
	zendesk: { key: "alex", person: story.person("alex", ZENDESK_CHANNEL) },
	zoho: { key: "priya", person: story.person("priya", ZOHO_CHANNEL) },
};

type Act = "webhook" | "poll" | "off";
const has = (row: EventRow, vendor: Vendor) => row.ways[vendor].poll !== "none";
const scenes = (vendor: Vendor) => TABLE.filter((row) => has(row, vendor)).map(({ event }) => event);
const ticketIds = new Map<string, string>();
const nameOf = (act: Act, vendor: Vendor, event: string) => `${act} ${vendor} ${event}`;

function ticketOf(act: Act, vendor: Vendor, event: string): string {
	const id = ticketIds.get(nameOf(act, vendor, event));
	if (!id) throw new Error(`nothing was prepared for ${act} ${vendor} ${event}`);
	return id;
}

function sceneOf(event: string) {
	const scene = SCENES[event];
	if (!scene) throw new Error(`docs/events.md has ${event}, and no scene shows it`);
	return scene;
}

function prepare(site: Sandbox, act: Act, vendor: Vendor, event: string): void {
	const subject = `${event} by ${act}`;
	const id = sceneOf(event).prepare(handOf(site, vendor), subject, agents[vendor].key);
	ticketIds.set(nameOf(act, vendor, event), id);
}

function prepareScenes(site: Sandbox): void {
	ticketIds.clear();
	for (const act of ["webhook", "poll", "off"] as const) {
		for (const vendor of VENDORS) {
			for (const event of scenes(vendor)) if (sceneOf(event).act) prepare(site, act, vendor, event);
		}
	}
}

function perform(act: Act): void {
	for (const vendor of VENDORS) {
		for (const event of scenes(vendor)) {
			const scene = sceneOf(event);
			if (!scene.act) prepare(sandbox(), act, vendor, event);
			else scene.act(handOf(sandbox(), vendor), ticketOf(act, vendor, event), agents[vendor].key);
		}
	}
}

/** Every message that tells of a ticket, by who reads it. */
function readAll(): Record<Vendor, { channels: Notice[][]; direct: Notice[] }> {
	return {
		zendesk: { channels: [mina.zendesk.hears()], direct: agents.zendesk.person.hearsDirectly() },
		zoho: { channels: [mina.zoho.hears(), yuki.hears()], direct: agents.zoho.person.hearsDirectly() },
	};
}

/** What is to be heard of a scene's ticket in the end. */
function expected(row: EventRow): string[] {
	return [row.event, ...(sceneOf(row.event).also ?? [])].sort();
}

/** What the table says comes by this way, and is not there yet. */
function missing(act: Act, way: "webhook" | "poll"): string[] {
	const heard = readAll();
	return VENDORS.flatMap((vendor) =>
		TABLE.filter(({ isOn, ways }) => isOn && ways[vendor][way] === "yes").flatMap((row) => {
			const ticketId = ticketOf(act, vendor, row.event);
			const places = [...heard[vendor].channels, heard[vendor].direct];
			return places.flatMap((place, index) =>
				toldOf(place, ticketId).length < expected(row).length ? [`${vendor} ${row.event} ${index}`] : [],
			);
		}),
	);
}

async function untilHeard(act: Act, way: "webhook" | "poll"): Promise<void> {
	const isHeard = () => missing(act, way).length === 0;
	await until(`all of ${act} is told by ${way}`, 60_000, isHeard).catch((error: Error) => {
		throw new Error(`${error.message}: ${missing(act, way).join(", ")}`);
	});
}

/** Channels by the settings pages, people by their App Home. */
async function switchEverythingOff(): Promise<void> {
	const workspaces = await workspacesOf(sandbox());
	for (const vendor of VENDORS) {
		const off = Object.fromEntries(scenes(vendor).map((event) => [event, ""]));
		for (const { team_id } of workspaces.filter(({ provider }) => provider === vendor)) {
			const settings = await settingsOf(sandbox(), vendor, team_id);
			const page = await settings.open("what");
			const names = page.root
				.querySelectorAll('input[type="checkbox"]')
				.map((input) => input.getAttribute("name"));
			switches[vendor] = names.filter((name) => name !== undefined);
			await settings.save("what", off);
		}
		const home = createHome(sandbox, agents[vendor].person);
		await home.untickAll(await home.open());
	}
}

/** Everything that was done while all was off is in the log, for every place that would have heard of it. */
async function untilWithheld(): Promise<void> {
	await until("what is switched off is logged", 60_000, async () => {
		log = await deliveriesOf(sandbox(), "state = 'not_sent'");
		return VENDORS.every((vendor) =>
			scenes(vendor).every((event) =>
				DESTINATIONS[vendor].every((destination) => withheld(vendor, event, destination).length > 0),
			),
		);
	});
}

function withheld(vendor: Vendor, event: string, destination: string): LoggedDelivery[] {
	const ticketId = ticketOf("off", vendor, event);
	return log.filter(
		(row) => row.ticket_id === ticketId && row.destination === destination && typeOf(row.event_id) === event,
	);
}

const DESTINATIONS: Readonly<Record<Vendor, readonly string[]>> = {
	zendesk: [ZENDESK_CHANNEL, agents.zendesk.person.userId],
	zoho: [ZOHO_CHANNEL, KITA_CHANNEL, agents.zoho.person.userId],
};
const switches: Record<Vendor, string[]> = { zendesk: [], zoho: [] };
let log: LoggedDelivery[];
let byWebhook: ReturnType<typeof readAll>;
let afterPoll: ReturnType<typeof readAll>;
let afterOff: ReturnType<typeof readAll>;

beforeAll(async () => {
	await story.signIn(agents.zendesk.person);
	await story.signIn(agents.zoho.person);
	await untilSubscribed(sandbox());
	// The first minute: from here on polls go on where they were.
	await sandbox().cron();
	perform("webhook");
	for (const vendor of VENDORS) await handOf(sandbox(), vendor).settle();
	await untilHeard("webhook", "webhook");
	byWebhook = readAll();

	for (const vendor of VENDORS) handOf(sandbox(), vendor).loseWebhooks();
	perform("poll");
	await poll(sandbox());
	await untilHeard("poll", "poll");
	await untilHeard("webhook", "poll");
	afterPoll = readAll();

	await switchEverythingOff();
	for (const vendor of VENDORS) handOf(sandbox(), vendor).loseWebhooks(0);
	perform("off");
	for (const vendor of VENDORS) await handOf(sandbox(), vendor).settle();
	await poll(sandbox());
	await untilWithheld();
	afterOff = readAll();
}, 150_000);

describe.each(VENDORS)("%s", (vendor) => {
	const desk = NAMES[vendor];
	const rows = TABLE.filter((row) => has(row, vendor));

	test.each(rows)(`tells of $event by webhook as the table says: $ways.${vendor}.webhook`, (row) => {
		const ticketId = ticketOf("webhook", vendor, row.event);
		const comes = row.isOn && row.ways[vendor].webhook === "yes";
		const wanted = comes ? expected(row) : [];
		const { channels, direct } = byWebhook[vendor];
		for (const channel of channels) expect(toldOf(channel, ticketId)).toEqual(wanted);
		expect(toldOf(direct, ticketId)).toEqual(wanted);
	});

	test.each(rows)(`tells of $event by poll as the table says: $ways.${vendor}.poll`, (row) => {
		const ticketId = ticketOf("poll", vendor, row.event);
		const comes = row.isOn && row.ways[vendor].poll === "yes";
		const wanted = comes ? expected(row) : [];
		const { channels, direct } = afterPoll[vendor];
		for (const channel of channels) expect(toldOf(channel, ticketId)).toEqual(wanted);
		expect(toldOf(direct, ticketId)).toEqual(wanted);
	});

	test.each(rows)("does not tell of $event where it is switched off, and logs that", ({ event }) => {
		for (const destination of DESTINATIONS[vendor]) {
			expect(withheld(vendor, event, destination)).toMatchObject([
				{ state: "not_sent", reason: "switched_off" },
			]);
		}
		const { channels, direct } = afterOff[vendor];
		for (const place of [...channels, direct])
			expect(toldOf(place, ticketOf("off", vendor, event))).toEqual([]);
	});

	test("has a switch for each event that the table gives it, and for no other", () => {
		expect(switches[vendor].toSorted()).toEqual(scenes(vendor).toSorted());
	});

	test("tells nothing again by poll that came by webhook, and late what only the poll finds", () => {
		const { channels, direct } = afterPoll[vendor];
		for (const row of rows.filter(({ isOn }) => isOn)) {
			const ticketId = ticketOf("webhook", vendor, row.event);
			for (const place of [...channels, direct]) expect(toldOf(place, ticketId)).toEqual(expected(row));
		}
	});

	test(`tells nobody anything else: ${desk} has its own channels and people`, () => {
		const ids = [...ticketIds]
			.filter(([name]) => name.split(" ")[1] === vendor && !name.startsWith("off"))
			.map(([, id]) => id);
		const { channels, direct } = afterPoll[vendor];
		for (const place of [...channels, direct]) {
			const events = place.flatMap((notice) => notice.events);
			expect(events.length).toBe(new Set(events).size);
			expect(place.filter(({ ticketId }) => !ids.includes(ticketId))).toEqual([]);
		}
	});

	test("speaks to a channel in its workspace's language, to a person in theirs", () => {
		const { channels, direct } = afterPoll[vendor];
		for (const notice of channels.flat()) expect(notice.text.split("·")[0]).toMatch(JAPANESE);
		for (const notice of direct) expect(notice.text.split("·")[0]).not.toMatch(JAPANESE);
	});
});
