import { beforeAll, describe, expect, test } from "vitest";
import { boot } from "../../sandbox/runtime/boot.ts";
import { TEAM_KITA, ZENDESK_GROUPS } from "../../sandbox/seed/people.ts";
import {
	deliveriesOf,
	handOf,
	JAPANESE,
	longAgo,
	openSettings,
	toldOf,
	typeOf,
	untilSubscribed,
	workspacesOf,
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

async function save(team: string, section: string, fields: Record<string, string>, button?: string) {
	const workspaces = await workspacesOf(sandbox());
	const workspace = workspaces.find(({ provider, team_id }) => `${provider} ${team_id}` === team);
	if (!workspace) throw new Error(`no workspace ${team}`);
	const settings = await openSettings(sandbox(), workspace.provider, workspace.id);
	await settings.save(section, fields, button);
}

beforeAll(async () => {
	await story.signIn(alex);
	await story.signIn(priya);
	await untilSubscribed(sandbox());
});

describe("a ticket's card", () => {
	let card: Notice | undefined;

	beforeAll(async () => {
		zendesk().set(tickets.card, { priority: "high" });
		await heard(tickets.card, 1, alex.hears);
		[card] = of(tickets.card, alex.hears());
		zendesk().customerWrites(tickets.card, "Is there any news?");
		zendesk().set(tickets.card, { status: "waiting" });
		await heard(tickets.card, 3, alex.hears);
		await heard(tickets.card, 3, alex.hearsDirectly);
		await until("the card is brought up to date", 15_000, () => of(tickets.card, alex.hears())[0]?.edited);
	});

	test("is kept in place: the same message says what the ticket is like now", () => {
		const [now] = of(tickets.card, alex.hears());
		expect(now?.ts).toBe(card?.ts);
		expect(card?.says).not.toContain("保留中");
		expect(now?.says).toContain("保留中");
	});

	test("has what happened later in its thread", () => {
		const [, ...later] = of(tickets.card, alex.hears());
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
	test("is told to the channel, not to them", async () => {
		zendesk().agentWrites(tickets.own, "I look into it.", "alex");
		await heard(tickets.own, 1, alex.hears);
		const mine = `ticket_id = '${tickets.own}' and destination = '${alex.userId}'`;
		const logged = await until("it is logged", 15_000, async () => {
			const rows = await deliveriesOf(sandbox(), mine);
			return rows.length > 0 ? rows : null;
		});
		expect(logged).toMatchObject([{ state: "not_sent", reason: "own_action", event_type: "reply.sent" }]);
		expect(of(tickets.own, alex.hearsDirectly())).toEqual([]);
		zendesk().agentWrites(tickets.own, "So do I.", "mina");
		await heard(tickets.own, 1, alex.hearsDirectly);
		expect(toldOf(alex.hearsDirectly(), tickets.own)).toEqual(["reply.sent"]);
	});
});

describe("upcoming transitions", () => {
	const upcoming = (heardNow: readonly Notice[]) =>
		of(tickets.flow, heardNow).filter(({ events }) =>
			events.some((id) => typeOf(id) === "transition.upcoming"),
		);

	test("are told once for each state and each assignee, to an agent by what is theirs", async () => {
		zoho().set(tickets.flow, { to: "priya" });
		await until("Priya is told", 20_000, () => upcoming(priya.hearsDirectly()).length === 1);
		expect(upcoming(priya.hearsDirectly())[0]?.says).toContain("You can do next: Reject refund");
		// Nothing of it depends on the priority.
		zoho().set(tickets.flow, { priority: "high" });
		await until("the priority is told", 20_000, () =>
			toldOf(priya.hears(), tickets.flow).includes("ticket.priority_changed"),
		);
		expect(upcoming(priya.hears())).toHaveLength(1);

		sandbox().zoho.performTransition(tickets.flow, "Approve refund", "520000000099002");
		await until("the new state is told", 20_000, () => upcoming(priya.hearsDirectly()).length === 2);
		expect(upcoming(priya.hearsDirectly())[1]?.says).toContain("You can do next: Pay out");
		zoho().set(tickets.flow, { to: "alex" });
		await until("its new assignee is told of", 20_000, () => upcoming(priya.hears()).length === 3);
		expect(upcoming(priya.hearsDirectly())).toHaveLength(2);
	});
});

describe("what a workspace has set", () => {
	beforeAll(async () => {
		const channels = {
			[`department_${ZENDESK_GROUPS.support}`]: ZENDESK_CHANNEL,
			[`department_${ZENDESK_GROUPS.japan}`]: JAPAN_CHANNEL,
		};
		await save("zendesk T0ACME0001", "where", channels, "Save channels");
		await save("zoho T0ACME0001", "look", { layout: "flat", locale: "en" });
		await save(`zoho ${TEAM_KITA}`, "filters", { priority_high: "yes" });
	});

	test("sends each department's tickets to its channel, and a department's without one nowhere", async () => {
		zendesk().customerWrites(tickets.japan, "もしもし");
		zendesk().customerWrites(tickets.hardware, "Hello?");
		await heard(tickets.japan, 1, japan.hears);
		expect(of(tickets.japan, alex.hears())).toEqual([]);
		const logged = await until("the other is logged", 15_000, async () => {
			const rows = await deliveriesOf(sandbox(), `ticket_id = '${tickets.hardware}'`);
			return rows.length > 0 ? rows : null;
		});
		expect(logged).toMatchObject([{ state: "not_sent", reason: "unmapped" }]);
		for (const person of [alex, japan]) expect(of(tickets.hardware, person.hears())).toEqual([]);
	});

	test("shows one message per event, in the language chosen", async () => {
		zoho().set(tickets.flat, { status: "waiting" });
		await heard(tickets.flat, 1, priya.hears);
		zoho().customerWrites(tickets.flat, "And now?");
		await heard(tickets.flat, 2, priya.hears);
		const messages = of(tickets.flat, priya.hears());
		expect(messages.map(({ threadTs, edited }) => ({ threadTs, edited }))).toEqual([
			{ threadTs: null, edited: false },
			{ threadTs: null, edited: false },
		]);
		for (const { text } of messages) expect(text).not.toMatch(JAPANESE);
	});

	test("holds back what a filter doesn't let through, and tells the rest of the ticket from then on", async () => {
		zoho().customerWrites(tickets.filtered, "Anybody?");
		await heard(tickets.filtered, 1, priya.hears);
		const held = `ticket_id = '${tickets.filtered}' and destination = '${KITA_CHANNEL}'`;
		const logged = await until("it is logged", 15_000, async () => {
			const rows = await deliveriesOf(sandbox(), held);
			return rows.length > 0 ? rows : null;
		});
		expect(logged).toMatchObject([{ state: "not_sent", reason: "filtered", event_type: "reply.received" }]);
		zoho().set(tickets.filtered, { priority: "high" });
		await heard(tickets.filtered, 1, yuki.hears);
		expect(toldOf(yuki.hears(), tickets.filtered)).toEqual(["ticket.priority_changed"]);
	});
});
