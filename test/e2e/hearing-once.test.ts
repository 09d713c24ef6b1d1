import { beforeAll, describe, expect, test } from "vitest";
import { ACME_ZENDESK, ACME_ZOHO, connectDesk, connectWorkspace, setUp } from "../../sandbox/runtime/boot.ts";
import { createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { ZENDESK_GROUPS } from "../../sandbox/seed/people.ts";
import {
	deliveriesOf,
	handOf,
	longAgo,
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

type Kept = "fields" | "talk" | "closed" | "reopened" | "closedUnnamed" | "reopenedUnnamed";
const tickets: Record<Vendor, Record<Kept | "first", string>> = { zendesk: empty(), zoho: empty() };
function empty() {
	return {
		fields: "",
		talk: "",
		closed: "",
		reopened: "",
		closedUnnamed: "",
		reopenedUnnamed: "",
		first: "",
	};
}

const LOST_TICKETS = 25;
const WEBHOOKS_EACH = 4;
const lost: string[] = [];

function prepare(site: Sandbox): void {
	for (const vendor of VENDORS) {
		const hand = handOf(site, vendor);
		const mine = tickets[vendor];
		for (const name of ["fields", "talk", "closed", "closedUnnamed"] as const) mine[name] = hand.create(name);
		for (const name of ["fields", "talk", "closed"] as const) hand.set(mine[name], { status: "open" });
		for (const name of ["reopened", "reopenedUnnamed"] as const) {
			mine[name] = hand.create(name, { to: "mina" });
			hand.set(mine[name], { status: "done" });
		}
	}
	lost.length = 0;
	for (let number = 0; number < LOST_TICKETS; number++) {
		const ticketId = handOf(site, "zendesk").create(`lost ${number}`, { department: "japan" });
		handOf(site, "zendesk").set(ticketId, { status: "open" });
		lost.push(ticketId);
	}
}

const sandbox = useSandbox("hearing-once", {
	async boot(site) {
		longAgo(site, () => prepare(site));
		const mina = createBrowser();
		await setUp(mina, site);
		await connectDesk(mina, site, ACME_ZENDESK);
		await connectWorkspace(mina, site, { person: "U0MINA0001", channel: ZENDESK_CHANNEL });
		tickets.zendesk.first = handOf(site, "zendesk").create("The first one");
		await connectDesk(mina, site, ACME_ZOHO);
		await connectWorkspace(mina, site, { person: "U0MINA0001", channel: ZOHO_CHANNEL });
		tickets.zoho.first = handOf(site, "zoho").create("The first one");
	},
});
const story = createStory(sandbox);
const reader = { zendesk: story.person("mina", ZENDESK_CHANNEL), zoho: story.person("mina", ZOHO_CHANNEL) };
const messagesOf = (vendor: Vendor, name: Kept | "first", heard = reader[vendor].hears()) =>
	heard.filter(({ ticketId }) => ticketId === tickets[vendor][name]);

/** What is there once every one of these has something. */
async function untilAll(count: number, names: readonly (Kept | "first")[]): Promise<void> {
	await until(`${names.join(", ")} are told of`, 40_000, () =>
		VENDORS.every((vendor) => names.every((name) => messagesOf(vendor, name).length >= count)),
	);
}

const ROUTES: Readonly<Record<string, string>> = {
	support: ZENDESK_CHANNEL,
	billing: ZOHO_CHANNEL,
	hardware: "C0GENERAL1",
	japan: "C0JAPAN001",
};
const DEPARTMENTS = ["support", "billing", "hardware"] as const;
const channelReaders = Object.values(ROUTES).map((channel) => story.person("mina", channel));
let deliveredBefore: number;
let deliveredAfter: number;
let foundByPoll: Notice[];

beforeAll(async () => {
	await untilSubscribed(sandbox());
	for (const vendor of VENDORS) {
		const hand = handOf(sandbox(), vendor);
		const mine = tickets[vendor];
		hand.setTrouble({ duplicate: true, reorder: true });
		hand.set(mine.fields, { status: "waiting", priority: "high", to: "mina" });
		hand.set(mine.closed, { status: "done" });
		hand.set(mine.reopened, { status: "open" });
		hand.customerWrites(mine.talk, "First, from the customer.");
	}
	await untilAll(1, ["fields", "closed", "reopened", "talk"]);
	for (const vendor of VENDORS) {
		const hand = handOf(sandbox(), vendor);
		hand.comment(tickets[vendor].talk, "Second, between us.");
		hand.agentWrites(tickets[vendor].talk, "Third, to the customer.");
		hand.customerWrites(tickets[vendor].talk, "Fourth, from the customer.");
	}
	await untilAll(4, ["talk"]);
	for (const vendor of VENDORS) {
		await handOf(sandbox(), vendor).settle();
		handOf(sandbox(), vendor).setTrouble({ duplicate: false, reorder: false });
	}

	const workspaces = await workspacesOf(sandbox());
	for (const { team_id, provider } of workspaces) {
		const settings = await settingsOf(sandbox(), provider, team_id);
		await settings.save("what", { "ticket.closed": "", "ticket.reopened": "" });
		if (provider !== "zendesk") continue;
		const channels = Object.entries(ROUTES).map(([name, channel]) => [
			`department_${ZENDESK_GROUPS[name as keyof typeof ZENDESK_GROUPS]}`,
			channel,
		]);
		await settings.save("where", Object.fromEntries(channels), "Save channels");
	}
	for (const vendor of VENDORS) {
		handOf(sandbox(), vendor).set(tickets[vendor].closedUnnamed, { status: "done" });
		handOf(sandbox(), vendor).set(tickets[vendor].reopenedUnnamed, { status: "open" });
	}
	await handOf(sandbox(), "zendesk").settle();

	deliveredBefore = sandbox().zendesk.invocations().length;
	handOf(sandbox(), "zendesk").loseWebhooks(LOST_TICKETS * WEBHOOKS_EACH);
	for (const [index, ticketId] of lost.entries()) {
		const department = DEPARTMENTS[index % DEPARTMENTS.length] ?? "support";
		handOf(sandbox(), "zendesk").set(ticketId, {
			status: "waiting",
			priority: "high",
			to: "mina",
			department,
		});
	}
	await handOf(sandbox(), "zendesk").settle();
	deliveredAfter = sandbox().zendesk.invocations().length;
	await poll(sandbox());
	await until("what was lost is found", 40_000, () => {
		foundByPoll = channelReaders.flatMap((person) => person.hears());
		return lost.every((ticketId) => toldOf(foundByPoll, ticketId).length >= WEBHOOKS_EACH);
	});
	await untilAll(1, ["first", "closedUnnamed", "reopenedUnnamed"]);
	// Once more, so that whatever would come twice has come.
	await poll(sandbox());
}, 150_000);

describe.each(VENDORS)("%s", (vendor) => {
	test("is heard from the installation on, without any further step", () => {
		expect(toldOf(reader[vendor].hears(), tickets[vendor].first)).toEqual(["ticket.created"]);
	});

	test("is told once, though its webhooks came twice and in the wrong order", () => {
		const attempts = vendor === "zendesk" ? sandbox().zendesk.invocations() : sandbox().zoho.deliveries();
		expect(attempts.every(({ status }) => status === 200)).toBe(true);
		const events = reader[vendor].hears().flatMap((notice) => notice.events);
		expect(events.length).toBe(new Set(events).size);
		expect(toldOf(reader[vendor].hears(), tickets[vendor].talk)).toEqual([
			"comment.added",
			"reply.received",
			"reply.received",
			"reply.sent",
		]);
	});

	test("says several fields of one change in one message, the most telling first", () => {
		const messages = messagesOf(vendor, "fields");
		expect(messages.map(({ events }) => events.map(typeOf))).toEqual([
			["ticket.status_changed", "ticket.assigned", "ticket.priority_changed"],
		]);
	});

	test("says that a ticket was closed or reopened, and not that its status changed", () => {
		expect(toldOf(messagesOf(vendor, "closed"), tickets[vendor].closed)).toEqual(["ticket.closed"]);
		expect(toldOf(messagesOf(vendor, "reopened"), tickets[vendor].reopened)).toEqual(["ticket.reopened"]);
	});

	test.each(["closedUnnamed", "reopenedUnnamed"] as const)(
		"says it as a changed status where its switch is off: %s",
		async (name) => {
			const heard = channelReaders.flatMap((person) => person.hears());
			const [message, ...more] = messagesOf(vendor, name, heard);
			expect(more).toEqual([]);
			expect(message?.text).toContain("ステータスを");
			const rows = await deliveriesOf(
				sandbox(),
				`ticket_id = '${tickets[vendor][name]}' and state = 'posted'`,
			);
			expect(rows.map(({ event_type }) => event_type)).toEqual(["ticket.status_changed"]);
		},
	);

	test("keeps one ticket's messages in one thread, in the order they happened", () => {
		const [card, ...replies] = messagesOf(vendor, "talk");
		expect(card?.threadTs).toBeNull();
		expect(replies.map(({ threadTs }) => threadTs)).toEqual(replies.map(() => card?.ts));
		const words = replies.map(({ says }) =>
			["Second", "Third", "Fourth"].find((word) => says.includes(word)),
		);
		expect(words).toEqual(["Second", "Third", "Fourth"]);
	});
});

describe("a hundred webhooks that Zendesk lost", () => {
	test("are found by the poll, each event once", () => {
		expect(LOST_TICKETS * WEBHOOKS_EACH).toBe(100);
		expect(deliveredAfter).toBe(deliveredBefore);
		const wanted = ["ticket.assigned", "ticket.moved", "ticket.priority_changed", "ticket.status_changed"];
		const now = channelReaders.flatMap((person) => person.hears());
		for (const ticketId of lost) expect(toldOf(now, ticketId)).toEqual(wanted);
		const events = now.filter(({ ticketId }) => lost.includes(ticketId)).flatMap((notice) => notice.events);
		expect(new Set(events).size).toBe(100);
	});

	test("are told where their department's go", () => {
		for (const [index, ticketId] of lost.entries()) {
			const channel = ROUTES[DEPARTMENTS[index % DEPARTMENTS.length] ?? "support"];
			const told = foundByPoll.filter((notice) => notice.ticketId === ticketId);
			expect(told.map(({ channelId }) => channelId)).toEqual([channel]);
		}
	});
});
