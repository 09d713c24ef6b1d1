import { signInToPages } from "../../sandbox/runtime/boot.ts";
import { type Browser, createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { ZOHO_ACCOUNT } from "../../sandbox/seed/accounts.ts";
import { PEOPLE, ZENDESK_GROUPS, ZOHO_DEPARTMENTS } from "../../sandbox/seed/people.ts";
import type { Notice } from "./slack-story.ts";
import { until } from "./until.ts";

export type Vendor = "zendesk" | "zoho";
export const VENDORS: readonly Vendor[] = ["zendesk", "zoho"];
export const NAMES = { zendesk: "Zendesk", zoho: "Zoho Desk" } as const;

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

const ADMINISTRATORS: Readonly<Record<Vendor, Record<string, Record<string, string>>>> = {
	zendesk: { mina: { person: "381204417" } },
	zoho: {
		mina: { person: "mina@acme.example", organisation: ZOHO_ACCOUNT.orgId },
		yuki: { person: "yuki.mori@acme.example", organisation: ZOHO_ACCOUNT.orgId },
	},
};

/** The settings of a workspace in a new browser that an administrator of the desk is signed in to. */
export async function openSettings(
	sandbox: Sandbox,
	vendor: Vendor,
	workspaceId: string,
	who: "mina" | "yuki" = "mina",
) {
	const signIn = ADMINISTRATORS[vendor][who];
	if (!signIn) throw new Error(`${who} is no administrator of ${NAMES[vendor]}`);
	const browser: Browser = createBrowser();
	await signInToPages(browser, sandbox, NAMES[vendor], signIn);
	const open = (section: string) =>
		browser.open(`${sandbox.origin}/admin/workspaces/${workspaceId}/${section}`);
	return {
		browser,
		/** Goes to one of its settings. */
		open,
		/** Fills in and saves; answers what the page says then. */
		async save(section: string, fields: Record<string, string>, button: string | RegExp = "Save") {
			await open(section);
			const page = await browser.submit(button, fields);
			if (page.status !== 200) throw new Error(`${section} was not saved: ${page.text.slice(0, 300)}`);
			return page;
		},
	};
}

export async function settingsOf(sandbox: Sandbox, vendor: Vendor, teamId: string) {
	const workspaces = await workspacesOf(sandbox);
	const workspace = workspaces.find(({ provider, team_id }) => provider === vendor && team_id === teamId);
	if (!workspace) throw new Error(`no workspace of ${NAMES[vendor]} in ${teamId}`);
	return openSettings(sandbox, vendor, workspace.id);
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
