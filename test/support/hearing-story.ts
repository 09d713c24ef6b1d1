import { readFileSync } from "node:fs";
import { join } from "node:path";
import { signInToPages } from "../../sandbox/runtime/boot.ts";
import { type Browser, createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { ZOHO_ACCOUNT } from "../../sandbox/seed/accounts.ts";
import { PEOPLE, ZENDESK_GROUPS, ZOHO_DEPARTMENTS } from "../../sandbox/seed/people.ts";
import type { Notice } from "./slack-story.ts";
import { until } from "./until.ts";

export type Vendor = "zendesk" | "zoho";
export const VENDORS: readonly Vendor[] = ["zendesk", "zoho"];
export const NAMES: Readonly<Record<Vendor, string>> = { zendesk: "Zendesk", zoho: "Zoho Desk" };

const MINUTE_MS = 60_000;
/** Longer than a desk with webhooks goes without a poll. */
export const PAST_A_POLL_MS = 16 * MINUTE_MS;
const LONG_MS = 7 * 24 * 60 * MINUTE_MS;
/** More than a story has. */
const ALL = 1_000_000;

/** What a desk is told to do to a ticket, in words that both share. Mina does it, where nobody else is named. */
export interface DeskHand {
	/** A customer's new ticket; answers its id. */
	create(subject: string, given?: { to?: string | null; department?: keyof typeof ZENDESK_GROUPS }): string;
	set(ticketId: string, change: Change): void;
	customerWrites(ticketId: string, text: string): void;
	agentWrites(ticketId: string, text: string, by?: string): void;
	comment(ticketId: string, text: string, by?: string): void;
	rate(ticketId: string): void;
	/** It runs past what was promised, now or before the next poll. */
	runLate(ticketId: string): void;
	escalate(ticketId: string): void;
	enterBlueprint(ticketId: string): void;
	/** So many of the next webhooks never arrive, or all. */
	loseWebhooks(count?: number): void;
	setTrouble(trouble: { duplicate?: boolean; reorder?: boolean }): void;
	settle(): Promise<void>;
}

export interface Change {
	status?: "open" | "waiting" | "done";
	priority?: "high" | "low";
	department?: keyof typeof ZENDESK_GROUPS;
	/** A key of the seed; null: nobody. */
	to?: string | null;
	by?: string;
}

export function handOf(sandbox: Sandbox, vendor: Vendor): DeskHand {
	return vendor === "zendesk" ? zendeskHand(sandbox) : zohoHand(sandbox);
}

function zendeskHand({ zendesk }: Sandbox): DeskHand {
	const agentId = (key: string) => {
		const id = PEOPLE.find((one) => one.key === key)?.zendesk?.id;
		if (!id) throw new Error(`${key} is not in Zendesk`);
		return id;
	};
	const assigneeOf = (key: string | null) => (key === null ? null : agentId(key));
	const STATUS = { open: "open", waiting: "pending", done: "solved" } as const;
	const act = (ticketId: string, by: string, rest: object) =>
		void zendesk.actAsAgent({ ticketId: Number(ticketId), agentId: agentId(by), ...rest });
	return {
		create(subject, { to = null, department = "support" } = {}) {
			const assigneeId = assigneeOf(to);
			const requester = { email: "aya@globex.example", name: "Aya Mori" };
			const groupId = ZENDESK_GROUPS[department];
			return String(zendesk.createTicket({ subject, text: subject, requester, groupId, assigneeId }).id);
		},
		set(ticketId, { status, priority, department, to, by = "mina" }) {
			act(ticketId, by, {
				...(status ? { status: STATUS[status] } : {}),
				...(priority ? { priority } : {}),
				...(department ? { groupId: ZENDESK_GROUPS[department] } : {}),
				...(to === undefined ? {} : { assigneeId: assigneeOf(to) }),
			});
		},
		customerWrites: (ticketId, text) => void zendesk.actAsCustomer({ ticketId: Number(ticketId), text }),
		agentWrites: (ticketId, text, by = "mina") => act(ticketId, by, { text }),
		comment: (ticketId, text, by = "mina") => act(ticketId, by, { text, public: false }),
		rate: (ticketId) => zendesk.rate(Number(ticketId), "good", "Quick and kind."),
		runLate: (ticketId) => zendesk.breachSla(Number(ticketId)),
		escalate: () => {
			throw new Error("Zendesk has no escalation");
		},
		enterBlueprint: () => {
			throw new Error("Zendesk has no blueprints");
		},
		loseWebhooks: (count = ALL) => zendesk.setWebhooks({ lose: count }),
		setTrouble: (trouble) => zendesk.setWebhooks(trouble),
		settle: () => zendesk.settle(),
	};
}

function zohoHand({ zoho, clock }: Sandbox): DeskHand {
	const agentId = (key: string) => {
		const id = PEOPLE.find((one) => one.key === key)?.zoho?.id;
		if (!id) throw new Error(`${key} is not in Zoho Desk`);
		return id;
	};
	const assigneeOf = (key: string | null) => (key === null ? null : agentId(key));
	const departmentOf = (key: string) => {
		if (!Object.hasOwn(ZOHO_DEPARTMENTS, key)) throw new Error(`Zoho Desk has no department ${key}`);
		return ZOHO_DEPARTMENTS[key as keyof typeof ZOHO_DEPARTMENTS];
	};
	const STATUS = { open: "Open", waiting: "On Hold", done: "Closed" } as const;
	const act = (ticketId: string, by: string, rest: object) =>
		void zoho.actAsAgent({ ticketId, agentId: agentId(by), ...rest });
	return {
		create(subject, { to = null, department = "billing" } = {}) {
			const departmentId = departmentOf(department);
			return zoho.createTicket({ subject, text: subject, departmentId, assigneeId: assigneeOf(to) }).id;
		},
		set(ticketId, { status, priority, department, to, by = "mina" }) {
			act(ticketId, by, {
				...(status ? { status: STATUS[status] } : {}),
				...(priority ? { priority: priority === "high" ? "High" : "Low" } : {}),
				...(department ? { departmentId: departmentOf(department) } : {}),
				...(to === undefined ? {} : { assigneeId: assigneeOf(to) }),
			});
		},
		customerWrites: (ticketId, text) => void zoho.actAsCustomer({ ticketId, text }),
		agentWrites: (ticketId, text, by = "mina") => act(ticketId, by, { text }),
		comment: (ticketId, text, by = "mina") => act(ticketId, by, { text, public: false }),
		rate: (ticketId) => void zoho.rate(ticketId, "GOOD", "Quick and kind."),
		runLate: (ticketId) => zoho.setDueAt(ticketId, clock.now() + 5 * MINUTE_MS),
		escalate: (ticketId) => zoho.escalate(ticketId),
		enterBlueprint: (ticketId) => zoho.enterBlueprint(ticketId, "refund"),
		loseWebhooks: (count = ALL) => zoho.setWebhookTrouble({ lose: count }),
		setTrouble: (trouble) => zoho.setWebhookTrouble(trouble),
		settle: () => zoho.settle(),
	};
}

/** How something comes to happen to a ticket: what it is like before, and what is done then. */
export interface Scene {
	/** Answers the ticket's id. */
	prepare(hand: DeskHand, subject: string, agent: string): string;
	/** null: to be made is all that happens to it. */
	act: ((hand: DeskHand, ticketId: string, agent: string) => void) | null;
	/** What happens along with it. */
	also?: string[];
}

const assigned = (hand: DeskHand, subject: string, agent: string) => hand.create(subject, { to: agent });

/** Each event, alone where it can be, of a ticket that `agent` has in the end. */
export const SCENES: Readonly<Record<string, Scene>> = {
	"ticket.created": { prepare: assigned, act: null },
	"ticket.assigned": {
		prepare(hand, subject) {
			const ticketId = hand.create(subject);
			// At Zendesk somebody's ticket is no longer new: that would be told along.
			hand.set(ticketId, { status: "open" });
			return ticketId;
		},
		act: (hand, ticketId, agent) => hand.set(ticketId, { to: agent }),
	},
	"ticket.status_changed": {
		prepare: assigned,
		act: (hand, ticketId) => hand.set(ticketId, { status: "waiting" }),
	},
	"ticket.closed": { prepare: assigned, act: (hand, ticketId) => hand.set(ticketId, { status: "done" }) },
	"ticket.reopened": {
		prepare(hand, subject, agent) {
			const ticketId = assigned(hand, subject, agent);
			hand.set(ticketId, { status: "done" });
			return ticketId;
		},
		act: (hand, ticketId) => hand.set(ticketId, { status: "open" }),
	},
	"ticket.priority_changed": {
		prepare: assigned,
		act: (hand, ticketId) => hand.set(ticketId, { priority: "high" }),
	},
	"ticket.moved": {
		prepare: (hand, subject, agent) => hand.create(subject, { to: agent, department: "support" }),
		act: (hand, ticketId) => hand.set(ticketId, { department: "billing" }),
	},
	"ticket.overdue": { prepare: assigned, act: (hand, ticketId) => hand.runLate(ticketId) },
	"ticket.escalated": { prepare: assigned, act: (hand, ticketId) => hand.escalate(ticketId) },
	"comment.added": {
		prepare: assigned,
		act: (hand, ticketId) => hand.comment(ticketId, "Waits for the carrier."),
	},
	"reply.received": {
		prepare: assigned,
		act: (hand, ticketId) => hand.customerWrites(ticketId, "Any news?"),
	},
	"reply.sent": {
		prepare: assigned,
		act: (hand, ticketId) => hand.agentWrites(ticketId, "It is on its way."),
	},
	"rating.received": { prepare: assigned, act: (hand, ticketId) => hand.rate(ticketId) },
	"transition.upcoming": {
		prepare(hand, subject) {
			const ticketId = hand.create(subject);
			hand.enterBlueprint(ticketId);
			return ticketId;
		},
		act: (hand, ticketId, agent) => hand.set(ticketId, { to: agent }),
		also: ["ticket.assigned"],
	},
};

/** A row of docs/events.md. `none`: the desk has no such thing. */
export interface EventRow {
	event: string;
	isOn: boolean;
	ways: Record<Vendor, Record<"webhook" | "poll", "yes" | "no" | "none">>;
}

/** What the documentation promises: nothing here knows it better. */
export function readEventTable(): EventRow[] {
	const document = readFileSync(join(import.meta.dirname, "../../docs/events.md"), "utf8");
	return [...document.matchAll(/^\| `([\w.]+)` \|(.+)\|$/gm)].map(([, event = "", cells = ""]) => {
		const [byDefault, ...ways] = cells.split("|").map((cell) => cell.trim());
		const [zendeskHook, zendeskPoll, zohoHook, zohoPoll] = ways.map(toWay);
		if (!zendeskHook || !zendeskPoll || !zohoHook || !zohoPoll) throw new Error(`unreadable row of ${event}`);
		return {
			event,
			isOn: byDefault === "on",
			ways: {
				zendesk: { webhook: zendeskHook, poll: zendeskPoll },
				zoho: { webhook: zohoHook, poll: zohoPoll },
			},
		};
	});
}

function toWay(cell: string): "yes" | "no" | "none" {
	const way = /^(yes|no|none)\b/.exec(cell)?.[1];
	if (!way) throw new Error(`a cell says neither yes nor no: ${cell}`);
	return way as "yes" | "no" | "none";
}

/** `ticket.closed` of a ticket, out of an event's id. */
export function typeOf(eventId: string): string {
	return eventId.split(":")[2] ?? "";
}

/** What messages tell of one ticket, sorted; an event that is told twice is there twice. */
export function toldOf(notices: readonly Notice[], ticketId: string): string[] {
	return notices
		.filter((notice) => notice.ticketId === ticketId)
		.flatMap(({ events }) => events.map(typeOf))
		.sort();
}

export const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;

/** What became of an event at a destination, as the log has it. */
export interface LoggedDelivery {
	event_id: string;
	event_type: string;
	ticket_id: string | null;
	destination: string;
	workspace_id: string;
	state: string;
	reason: string | null;
}

export async function deliveriesOf(sandbox: Sandbox, where = "1"): Promise<LoggedDelivery[]> {
	const database = await sandbox.database();
	const { results } = await database
		.prepare(`select * from deliveries where ${where} order by finished_at, id`)
		.all<LoggedDelivery>();
	return results;
}

/** By now the desks know where to send what happens. */
export async function untilSubscribed(sandbox: Sandbox, vendors: readonly Vendor[] = VENDORS): Promise<void> {
	const webhooksOf = { zendesk: () => sandbox.zendesk.webhooks(), zoho: () => sandbox.zoho.webhooks() };
	await until("the desks have our webhooks", 15_000, async () => {
		const database = await sandbox.database();
		const active = "select count(*) as count from desk_webhooks where state = 'active'";
		const row = await database.prepare(active).first<{ count: number }>();
		return row?.count === vendors.length && vendors.every((vendor) => webhooksOf[vendor]().length === 1);
	});
}

/**
 * Prepares tickets before anybody listens, longer ago than any story goes on: time that passes is taken from what the
 * app stored, never from what a desk did.
 */
export function longAgo(sandbox: Sandbox, prepare: () => void): void {
	sandbox.clock.advance(-LONG_MS);
	prepare();
	sandbox.clock.advance(LONG_MS);
}

/** Time passes until the next poll is due, and it is made. */
export async function poll(sandbox: Sandbox): Promise<void> {
	await sandbox.passTime(PAST_A_POLL_MS);
	await sandbox.cron();
}

const ADMINISTRATORS = {
	zendesk: { mina: { person: "381204417" } },
	zoho: {
		mina: { person: "mina@acme.example", organisation: ZOHO_ACCOUNT.orgId },
		yuki: { person: "yuki.mori@acme.example", organisation: ZOHO_ACCOUNT.orgId },
	},
} as const;

/** A browser on the page of one workspace's settings; `open` goes to one of them. */
export async function openSettings(
	sandbox: Sandbox,
	vendor: Vendor,
	workspaceId: string,
	who: "mina" | "yuki" = "mina",
) {
	const browser: Browser = createBrowser();
	const signIns: Record<string, Record<string, string>> = ADMINISTRATORS[vendor];
	await signInToPages(browser, sandbox, vendor === "zendesk" ? "Zendesk" : "Zoho Desk", signIns[who] ?? {});
	return {
		browser,
		open: (section: string) => browser.open(`${sandbox.origin}/admin/workspaces/${workspaceId}/${section}`),
		/** Fills in and saves; answers what the page says then. */
		async save(section: string, fields: Record<string, string>, button: string | RegExp = "Save") {
			await browser.open(`${sandbox.origin}/admin/workspaces/${workspaceId}/${section}`);
			const page = await browser.submit(button, fields);
			if (page.status !== 200) throw new Error(`${section} was not saved: ${page.text.slice(0, 300)}`);
			return page;
		},
	};
}

export interface WorkspaceRow {
	id: string;
	provider: Vendor;
	team_id: string;
	locale: string;
}

export async function workspacesOf(sandbox: Sandbox): Promise<WorkspaceRow[]> {
	const database = await sandbox.database();
	const { results } = await database
		.prepare(
			`select w.id, d.provider, w.team_id, w.locale from workspaces w join desks d on d.id = w.desk_id
			order by d.provider, w.team_id`,
		)
		.all<WorkspaceRow>();
	return results;
}
