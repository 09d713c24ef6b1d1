import { beforeAll, describe, expect, test } from "vitest";
import { boot } from "../../sandbox/runtime/boot.ts";
import { TEAM_ACME, TEAM_KITA, ZENDESK_GROUPS } from "../../sandbox/seed/people.ts";
import {
	deliveriesOf,
	handOf,
	JAPANESE,
	type LoggedDelivery,
	longAgo,
	settingsOf,
	toldOf,
	typeOf,
	untilSubscribed,
	type Vendor,
} from "../support/hearing-story.ts";
import { useSandbox } from "../support/sandbox.ts";
import { createStory, type Notice, ZENDESK_CHANNEL, ZOHO_CHANNEL } from "../support/slack-story.ts";
import { until } from "../support/until.ts";

const JAPAN_CHANNEL = "C0JAPAN001";
const KITA_CHANNEL = "C0KITASUP1";

/** Zendesk's tickets are Alex's, Zoho's become Priya's and Alex's. */
const tickets = { card: "", own: "", japan: "", hardware: "", flow: "", flat: "", filtered: "" };

const sandbox = useSandbox("hearing-routing", {
	async boot(site) {
		longAgo(site, () => {
			const [zendesk, zoho] = [handOf(site, "zendesk"), handOf(site, "zoho")];
			tickets.card = zendesk.create("Card in place", { to: "alex" });
			tickets.own = zendesk.create("My own doing", { to: "alex" });
			tickets.japan = zendesk.create("For Japan", { department: "japan" });
			tickets.hardware = zendesk.create("For nobody", { department: "hardware" });
			tickets.flow = zoho.create("Refund, please");
			zoho.enterBlueprint(tickets.flow);
			tickets.flat = zoho.create("One by one");
			tickets.filtered = zoho.create("Neither high nor low");
		});
		await boot(site);
	},
});
const zendesk = () => handOf(sandbox(), "zendesk");
const zoho = () => handOf(sandbox(), "zoho");
const story = createStory(sandbox);
const alex = story.person("alex", ZENDESK_CHANNEL);
const priya = story.person("priya", ZOHO_CHANNEL);
const japan = story.person("mina", JAPAN_CHANNEL);
const yuki = story.person("yuki", KITA_CHANNEL);
const of = (ticketId: string, heard: readonly Notice[]) =>
	heard.filter((notice) => notice.ticketId === ticketId);

/** Waits for so many messages about a ticket. */
const heard = (ticketId: string, count: number, read: () => Notice[]) =>
	until(`${count} messages`, 30_000, () => of(ticketId, read()).length >= count);

async function save(
	vendor: Vendor,
	teamId: string,
	section: string,
	fields: Record<string, string>,
	button?: string,
): Promise<void> {
	const settings = await settingsOf(sandbox(), vendor, teamId);
	await settings.save(section, fields, button);
}

const upcoming = (told: readonly Notice[]) =>
	of(tickets.flow, told).filter(({ events }) => events.some((id) => typeOf(id) === "transition.upcoming"));

/** The log's rows of a ticket at one place, once there are some. */
const logged = (ticketId: string, destination: string) =>
	until("it is logged", 30_000, async () => {
		const rows = await deliveriesOf(
			sandbox(),
			`ticket_id = '${ticketId}' and destination = '${destination}'`,
		);
		return rows.length > 0 ? rows : null;
	});

const seen: {
	card: Notice[];
	ownLog: LoggedDelivery[];
	upcoming: { of: string; channel: number; direct: Notice[] }[];
} = { card: [], ownLog: [], upcoming: [] };

async function tellCard(): Promise<void> {
	zendesk().set(tickets.card, { priority: "high" });
	await heard(tickets.card, 1, alex.hears);
	seen.card = of(tickets.card, alex.hears());
	zendesk().customerWrites(tickets.card, "Is there any news?");
	zendesk().set(tickets.card, { status: "waiting" });
	await heard(tickets.card, 3, alex.hears);
	await heard(tickets.card, 3, alex.hearsDirectly);
	await until("the card is brought up to date", 30_000, () => of(tickets.card, alex.hears())[0]?.edited);
}

async function tellOwn(): Promise<void> {
	zendesk().agentWrites(tickets.own, "I look into it.", "alex");
	seen.ownLog = await logged(tickets.own, alex.userId);
	await heard(tickets.own, 1, alex.hears);
	zendesk().agentWrites(tickets.own, "So do I.", "mina");
	await heard(tickets.own, 1, alex.hearsDirectly);
}

async function tellFlow(): Promise<void> {
	const note = (name: string) =>
		seen.upcoming.push({
			of: name,
			channel: upcoming(priya.hears()).length,
			direct: upcoming(priya.hearsDirectly()),
		});
	zoho().set(tickets.flow, { to: "priya" });
	await until("Priya and the channel are told", 30_000, () =>
		[priya.hears(), priya.hearsDirectly()].every((told) => upcoming(told).length === 1),
	);
	note("assigned");
	zoho().set(tickets.flow, { priority: "high" });
	const isPriority = () => toldOf(priya.hears(), tickets.flow).includes("ticket.priority_changed");
	await until("the priority is told", 30_000, isPriority);
	note("priority");
	sandbox().zoho.performTransition(tickets.flow, "Approve refund", "520000000099002");
	await until("the new state is told", 30_000, () =>
		[priya.hears(), priya.hearsDirectly()].every((told) => upcoming(told).length === 2),
	);
	note("state");
	zoho().set(tickets.flow, { to: "alex" });
	await until("its new assignee is told of", 30_000, () => upcoming(priya.hears()).length === 3);
	note("assignee");
}

async function tellFlat(): Promise<void> {
	zoho().set(tickets.flat, { status: "waiting" });
	await heard(tickets.flat, 1, priya.hears);
	zoho().customerWrites(tickets.flat, "And now?");
	await heard(tickets.flat, 2, priya.hears);
}

async function tellFiltered(): Promise<void> {
	zoho().customerWrites(tickets.filtered, "Anybody?");
	await heard(tickets.filtered, 1, priya.hears);
	await logged(tickets.filtered, KITA_CHANNEL);
	zoho().set(tickets.filtered, { priority: "high" });
	await heard(tickets.filtered, 1, yuki.hears);
}

beforeAll(async () => {
	await story.signIn(alex);
	await story.signIn(priya);
	await untilSubscribed(sandbox());
	await Promise.all([tellCard(), tellOwn(), tellFlow()]);

	const channels = {
		[`department_${ZENDESK_GROUPS.support}`]: ZENDESK_CHANNEL,
		[`department_${ZENDESK_GROUPS.japan}`]: JAPAN_CHANNEL,
	};
	await save("zendesk", TEAM_ACME, "where", channels, "Save channels");
	await save("zoho", TEAM_ACME, "look", { layout: "flat", locale: "en" });
	await save("zoho", TEAM_KITA, "filters", { priority_high: "yes" });
	zendesk().customerWrites(tickets.japan, "もしもし");
	zendesk().customerWrites(tickets.hardware, "Hello?");
	await Promise.all([tellFlat(), tellFiltered(), heard(tickets.japan, 1, japan.hears)]);
}, 150_000);

describe("a ticket's card", () => {
	test("is kept in place: the same message says what the ticket is like now", () => {
		const [before, ...more] = seen.card;
		expect(more).toEqual([]);
		const [now] = of(tickets.card, alex.hears());
		expect(now?.ts).toBe(before?.ts);
		expect(before?.says).not.toContain("保留中");
		expect(now?.says).toContain("保留中");
	});

	test("has what happened later in its thread", () => {
		const [card, ...later] = of(tickets.card, alex.hears());
		expect(card?.threadTs).toBeNull();
		expect(later.map(({ threadTs }) => threadTs)).toEqual([card?.ts, card?.ts]);
		expect(later.flatMap(({ events }) => events.map(typeOf)).sort()).toEqual([
			"reply.received",
			"ticket.status_changed",
		]);
	});

	test("is no thread for its assignee, who is told of each by itself and in their language", () => {
		const direct = of(tickets.card, alex.hearsDirectly());
		expect(direct.map(({ threadTs }) => threadTs)).toEqual([null, null, null]);
		for (const { text } of direct) expect(text).not.toMatch(JAPANESE);
	});
});

describe("an agent's own doing", () => {
	test("is told to the channel, not to them, and others' doing to both", () => {
		expect(seen.ownLog).toMatchObject([
			{ state: "not_sent", reason: "own_action", event_type: "reply.sent" },
		]);
		expect(toldOf(alex.hears(), tickets.own)).toEqual(["reply.sent", "reply.sent"]);
		const [direct, ...more] = of(tickets.own, alex.hearsDirectly());
		expect(more).toEqual([]);
		expect(direct?.says).toContain("So do I.");
	});
});

describe("upcoming transitions", () => {
	test("are told once for each state and once for each assignee", () => {
		expect(seen.upcoming.map(({ of: what, channel }) => [what, channel])).toEqual([
			["assigned", 1],
			["priority", 1],
			["state", 2],
			["assignee", 3],
		]);
	});

	test("are told to the assignee alone, by what is theirs to do, and to a channel without a word of whose", () => {
		const [first, second, ...more] = upcoming(priya.hearsDirectly());
		expect(more).toEqual([]);
		expect(first?.says).toContain("You can do next: Reject refund");
		expect(second?.says).toContain("You can do next: Pay out");
		expect(upcoming(priya.hears())[0]?.says).toContain("Approve refund");
	});
});

describe("what a workspace has set", () => {
	test("sends a department's tickets to its channel alone", () => {
		expect(toldOf(japan.hears(), tickets.japan)).toEqual(["reply.received"]);
		expect(of(tickets.japan, alex.hears())).toEqual([]);
	});

	test("sends a department's tickets nowhere that has no channel, and logs them", async () => {
		const rows = await until("it is logged", 30_000, async () => {
			const found = await deliveriesOf(sandbox(), `ticket_id = '${tickets.hardware}'`);
			return found.length > 0 ? found : null;
		});
		expect(rows).toMatchObject([{ state: "not_sent", reason: "unmapped", event_type: "reply.received" }]);
		for (const person of [alex, japan]) expect(of(tickets.hardware, person.hears())).toEqual([]);
	});

	test("shows one message per event, in the language chosen", () => {
		const messages = of(tickets.flat, priya.hears());
		expect(messages.map(({ threadTs, edited }) => ({ threadTs, edited }))).toEqual([
			{ threadTs: null, edited: false },
			{ threadTs: null, edited: false },
		]);
		for (const { text } of messages) expect(text).not.toMatch(JAPANESE);
	});

	test("holds back what a filter doesn't let through, and tells the ticket's next once it fits", async () => {
		expect(toldOf(yuki.hears(), tickets.filtered)).toEqual(["ticket.priority_changed"]);
		const rows = await deliveriesOf(
			sandbox(),
			`ticket_id = '${tickets.filtered}' and destination = '${KITA_CHANNEL}' and state = 'not_sent'`,
		);
		expect(rows).toMatchObject([{ reason: "filtered", event_type: "reply.received" }]);
	});
});
