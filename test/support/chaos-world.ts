import { boot, connectDesk, connectWorkspace, type DeskSetup } from "../../sandbox/runtime/boot.ts";
import { type Browser, createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { SETUP_TOKEN, ZENDESK_ACCOUNT, ZOHO_ACCOUNT } from "../../sandbox/seed/accounts.ts";
import { TEAM_ACME, TEAM_KITA } from "../../sandbox/seed/people.ts";
import { type ChaosDesk, type DeskName, furnishDesks } from "./chaos-desks.ts";
import { readD1 } from "./chaos-objects.ts";
import { until } from "./until.ts";

export interface World {
	sandbox: Sandbox;
	desks: (ChaosDesk & { id: string })[];
	/** Tickets that were there before anybody listened. */
	old: Record<DeskName, string[]>;
	/** All that notifications go to, by team. */
	channels: { teamId: string; channelId: string }[];
	/** The administrator signs in to a desk that waits for it. */
	signInAgain(deskId: string): Promise<void>;
}

const GLOBEX: DeskSetup = {
	vendor: "Zendesk",
	fields: {
		address: ZENDESK_ACCOUNT.otherSubdomain,
		client_id: ZENDESK_ACCOUNT.clientId,
		client_secret: ZENDESK_ACCOUNT.clientSecret,
	},
	signIn: { person: "482300001" },
};

const ADMINISTRATORS: Record<DeskName, Record<string, string>> = {
	acme: { person: "381204417" },
	globex: GLOBEX.signIn,
	zoho: { person: "mina@acme.example", organisation: ZOHO_ACCOUNT.orgId },
};

/** Who hears of which desk, each by five channels of its own: as different as settings allow. */
const WORKSPACES: { desk: DeskName; teamId: string; settings: Record<string, string> }[] = [
	{ desk: "acme", teamId: TEAM_ACME, settings: { layout: "threads" } },
	{
		desk: "zoho",
		teamId: TEAM_ACME,
		settings: { layout: "flat", switches: JSON.stringify({ "ticket.priority_changed": false }) },
	},
	{ desk: "zoho", teamId: TEAM_KITA, settings: { layout: "flat" } },
	{
		desk: "globex",
		teamId: TEAM_KITA,
		settings: {
			layout: "threads",
			filters: JSON.stringify({ priorities: ["none", "normal", "high", "urgent"] }),
		},
	},
];
const CHANNELS_EACH = 5;

/** Three desks, two teams, twenty channels. `oldTickets` of each desk are older than its connection. */
export async function createWorld(sandbox: Sandbox, oldTickets: number): Promise<World> {
	const desks = furnishDesks(sandbox);
	const openSome = ({ departments, open }: ChaosDesk) =>
		Array.from({ length: oldTickets }, (_, index) =>
			open({ subject: `Before ${index + 1}`, department: departments[index % departments.length] ?? "" }),
		);
	const old = { acme: openSome(desks.acme), globex: openSome(desks.globex), zoho: openSome(desks.zoho) };
	await boot(sandbox);
	const browser = createBrowser();
	await browser.open(`${sandbox.origin}/setup`);
	await browser.submit("Open setup", { token: SETUP_TOKEN });
	await connectDesk(browser, sandbox, GLOBEX);
	await connectWorkspace(browser, sandbox, { person: "U0YUKI0001", channel: "C0KITAGEN1" });
	const ids = await readIds(sandbox);
	const channels = [];
	for (const [index, workspace] of WORKSPACES.entries()) {
		const { id, departments } = { ...desks[workspace.desk], id: ids[workspace.desk] };
		channels.push(...(await mapEach(sandbox, { ...workspace, index, deskId: id, departments })));
	}
	await until("every desk tells us", 20_000, async () => {
		const states = await readD1<{ state: string }>(sandbox, "select state from desk_webhooks");
		return states.length === 3 && states.every(({ state }) => state === "active");
	});
	await sandbox.idle();
	const all = Object.values(desks).map((desk) => ({ ...desk, id: ids[desk.name] }));
	const nameOf = (deskId: string) => all.find(({ id }) => id === deskId)?.name ?? "acme";
	return {
		sandbox,
		old,
		channels,
		desks: all,
		signInAgain: (deskId) => signInAgain(sandbox, deskId, ADMINISTRATORS[nameOf(deskId)]),
	};
}

async function readIds(sandbox: Sandbox): Promise<Record<DeskName, string>> {
	const rows = await readD1<{ id: string; address: string }>(sandbox, "select id, address from desks");
	const idOf = (address: string) => rows.find((row) => row.address === address)?.id ?? "";
	return {
		acme: idOf(ZENDESK_ACCOUNT.subdomain),
		globex: idOf(ZENDESK_ACCOUNT.otherSubdomain),
		zoho: idOf(ZOHO_ACCOUNT.dataCentre),
	};
}

interface Mapping {
	teamId: string;
	settings: Record<string, string>;
	index: number;
	deskId: string;
	departments: string[];
}

async function mapEach(sandbox: Sandbox, { teamId, settings, index, deskId, departments }: Mapping) {
	const database = await sandbox.database();
	const columns = { mode: "each", ...settings };
	const channels = departments.slice(0, CHANNELS_EACH).map((departmentId, place) => {
		const number = index * CHANNELS_EACH + place + 1;
		const channelId = `C0CHAOS${String(number).padStart(3, "0")}`;
		return { departmentId, channelId, name: `line-${number}` };
	});
	for (const { channelId, name } of channels) sandbox.slack.createChannel({ teamId, channelId, name });
	const sets = Object.keys(columns).map((name, at) => `${name} = ?${at + 3}`);
	await database.batch([
		database
			.prepare(`update workspaces set ${sets.join(", ")} where desk_id = ?1 and team_id = ?2`)
			.bind(deskId, teamId, ...Object.values(columns)),
		database.prepare("delete from mappings where desk_id = ?1 and team_id = ?2").bind(deskId, teamId),
		...channels.map(({ departmentId, channelId, name }) =>
			database
				.prepare(
					`insert into mappings (desk_id, team_id, department_id, channel_id, channel_name, channel_kind, state,
						updated_at) values (?1, ?2, ?3, ?4, ?5, 'public', 'ready', ?6)`,
				)
				.bind(deskId, teamId, departmentId, channelId, name, Date.now()),
		),
	]);
	return channels.map(({ channelId }) => ({ teamId, channelId }));
}

async function signInAgain(
	{ origin }: Sandbox,
	deskId: string,
	signIn: Record<string, string>,
	browser: Browser = createBrowser(),
): Promise<void> {
	await browser.open(`${origin}/admin/sign-in`);
	await browser.submit(`/admin/desks/${deskId}/sign-in`);
	await browser.submit("allow", signIn);
	const page = await browser.submit(/^Connect /);
	if (page.status !== 200 || !page.url.pathname.startsWith("/admin")) {
		throw new Error(`not signed in: ${page.status} ${page.url.pathname}: ${page.text.slice(0, 300)}`);
	}
}
