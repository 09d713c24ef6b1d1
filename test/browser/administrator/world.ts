import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect } from "vitest";
import { connectDesk, connectWorkspace, type DeskSetup, setUp } from "../../../sandbox/runtime/boot.ts";
import { type Browser, createBrowser } from "../../../sandbox/runtime/browser-walk.ts";
import type { Sandbox } from "../../../sandbox/runtime/sandbox.ts";
import { TEAM_ACME, TEAM_KITA } from "../../../sandbox/seed/people.ts";
import type { AdminDesk } from "../../support/admin-desks.ts";
import { signInInBrowser } from "../../support/admin-walk.ts";
import type { useChromium } from "../../support/chromium.ts";
import { deliveriesOf, handOf, untilSubscribed } from "../../support/hearing-story.ts";
import { useSandbox } from "../../support/sandbox.ts";
import { createStory, type Person } from "../../support/slack-story.ts";
import { until } from "../../support/until.ts";

export const ACME = { team: TEAM_ACME, name: "Acme", channel: "C0SUPPORT1" } as const;
export const KITA = { team: TEAM_KITA, name: "北システム", channel: "C0KITASUP1" } as const;
/** A private channel with the app in it. */
export const PRIVATE = "C0ESCAL001";
const INSTALLS = [
	{ person: "U0MINA0001", channel: ACME.channel },
	{ person: "U0YUKI0001", channel: KITA.channel },
];
/** From a change at the desk to the message: the webhook, a look that waits for more, the post. */
const HEARD_MS = 20_000;

export interface World {
	desk: AdminDesk;
	sandbox: Sandbox;
	/** Signed in to our pages as Mina, in the mode of the run. */
	page: Page;
	/** A further browser in the same mode, signed in to nothing. */
	openPage(): Promise<Page>;
	/** Goes to one of our pages. */
	open(path: string): Promise<void>;
	/** Goes to a workspace's page, or one below it. */
	openWorkspace(team: string, section?: string): Promise<void>;
	/** Signs a browser in to our pages, as Mina. */
	signIn(page: Page): Promise<void>;
	/** The desk without any workspace. */
	removeSlack(): Promise<void>;
	/** Somebody who reads a channel. */
	inChannel(channelId: string, key?: string): Person;
	/** Something happens at the desk: a new ticket. Answers its id. */
	newTicket(subject: string, department?: "support" | "billing" | "japan"): string;
	expectTold(person: Person, ticketId: string): Promise<void>;
	/** The log says that it was not sent in a team, and why; by then the channel would have it. */
	expectNotSent(team: string, ticketId: string, reason: string): Promise<void>;
	/** The first row, or null. */
	row(sql: string, ...values: unknown[]): Promise<Record<string, unknown> | null>;
}

/**
 * One sandbox for the tests of a desk and mode. Before each, the desk is connected with two workspaces that have the
 * settings of new ones.
 */
export function useWorld(
	name: string,
	desk: AdminDesk,
	chromium: ReturnType<typeof useChromium>,
	javaScriptEnabled: boolean,
): () => World {
	const sandbox = useSandbox(name);
	const walker: Browser = createBrowser();
	let page: Page | undefined;
	const openPage = () => chromium.openPage({ javaScriptEnabled });

	beforeAll(async () => {
		await setUp(walker, sandbox());
		await connectDesk(walker, sandbox(), desk.setup);
		page = await openPage();
		await signInInBrowser(page, sandbox().origin, desk);
	});
	beforeEach(() => restore(sandbox(), walker, desk.setup));

	return () => {
		if (!page) throw new Error("the world is only there inside tests");
		return createWorld({ sandbox: sandbox(), desk, page, walker, openPage });
	};
}

const ROWS = `select w.id, w.state, w.mode, w.switches, t.scopes, t.state as team_state, m.channel_id, m.state as channel_state, d.paused_at
	from desks d left join workspaces w on w.desk_id = d.id left join slack_teams t on t.team_id = w.team_id
	left join mappings m on m.desk_id = w.desk_id and m.team_id = w.team_id order by m.channel_id`;

/** New workspaces in place of those that a test has changed. */
async function restore(sandbox: Sandbox, walker: Browser, desk: DeskSetup): Promise<void> {
	const database = await sandbox.database();
	const { results: rows } = await database.prepare(ROWS).all<Record<string, unknown>>();
	const isNew = (row: Record<string, unknown>) =>
		row.state === "active" &&
		row.mode === "all" &&
		row.switches === "{}" &&
		row.team_state === "active" &&
		row.channel_state === "ready" &&
		row.paused_at === null &&
		String(row.scopes).includes("groups:read");
	const channels = rows.map(({ channel_id }) => channel_id);
	const wanted = INSTALLS.map(({ channel }) => channel).sort();
	if (rows.every(isNew) && JSON.stringify(channels) === JSON.stringify(wanted)) return;
	if (rows.some(({ id }) => id !== null)) await removeSlack(sandbox, walker);
	for (const install of INSTALLS) await connectWorkspace(walker, sandbox, install);
	// Its members let the app into the private channel again, which it left with the workspace.
	await sandbox.slack.inviteBot({ teamId: ACME.team, channelId: PRIVATE, userId: "U0MINA0001" });
	await untilSubscribed(sandbox, [desk.vendor === "Zendesk" ? "zendesk" : "zoho"]);
}

async function removeSlack(sandbox: Sandbox, walker: Browser): Promise<void> {
	await walker.open(`${sandbox.origin}/admin/desk/remove-slack`);
	const name = /Type (.+) to confirm/.exec(walker.page.text)?.[1] ?? "";
	await walker.submit("Remove Slack", { name });
	expect(walker.page.text).toContain("The Slack integration was removed.");
	await sandbox.idle();
}

interface Parts {
	sandbox: Sandbox;
	desk: AdminDesk;
	page: Page;
	walker: Browser;
	openPage: World["openPage"];
}

function createWorld({ sandbox, desk, page, walker, openPage }: Parts): World {
	const story = createStory(() => sandbox);
	const row: World["row"] = async (sql, ...values) => {
		const database = await sandbox.database();
		return database
			.prepare(sql)
			.bind(...values)
			.first();
	};
	const open = async (path: string) => void (await page.goto(`${sandbox.origin}${path}`));
	return {
		desk,
		sandbox,
		page,
		openPage,
		open,
		async openWorkspace(team, section) {
			const found = await row("select id from workspaces where team_id = ? and state <> 'deleting'", team);
			await open(`/admin/workspaces/${String(found?.id)}${section ? `/${section}` : ""}`);
		},
		signIn: (other) => signInInBrowser(other, sandbox.origin, desk),
		removeSlack: () => removeSlack(sandbox, walker),
		inChannel: (channelId, key = "mina") => story.person(key, channelId),
		newTicket: (subject, department = "billing") => handOf(sandbox, desk.key).create(subject, { department }),
		async expectTold(person, ticketId) {
			await until(`${person.userId} hears of ${ticketId}`, HEARD_MS, () =>
				person.hears().some((notice) => notice.ticketId === ticketId),
			);
		},
		async expectNotSent(team, ticketId, reason) {
			const [logged] = await until(`${ticketId} is in the log`, HEARD_MS, async () => {
				const rows = await deliveriesOf(sandbox, `ticket_id = '${ticketId}' and team_id = '${team}'`);
				return rows.length > 0 && rows;
			});
			expect(logged).toMatchObject({ state: "not_sent", reason });
		},
		row,
	};
}
