import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TEAM_ACME } from "../../../sandbox/seed/people.ts";
import {
	connectDesk,
	createStage,
	emptyTables,
	enterSlackApp,
	install,
	ORIGIN,
	openSetup,
	register,
	rows,
	type Stage,
	signIn,
} from "./stage.ts";

const MINA = { person: "381204417" };
const MINA_SLACK = "U0MINA0001";

let stage: Stage;

beforeEach(async () => {
	await emptyTables();
	stage = createStage();
	await openSetup(stage.browser);
	await enterSlackApp(stage.browser);
});
afterEach(() => {
	vi.restoreAllMocks();
});

function messagesIn(channel: string) {
	return stage.slack.messages(TEAM_ACME, channel, MINA_SLACK).filter(({ userId }) => userId === null);
}

describe("the connect walk", () => {
	it("leads a Zendesk administrator from setup to a first message in the chosen channel", async () => {
		const { browser } = stage;
		await register(browser, "zendesk");
		expect(browser.page.text).toContain("What is read");
		await signIn(browser, MINA);
		expect(browser.page.text).toContain("Mina Kato, an administrator");
		expect(browser.page.text).toContain("acme");
		await browser.submit("Connect Acme");
		expect(browser.page.url.pathname).toBe("/admin");
		expect(await rows("desks")).toMatchObject([
			{ state: "connected", portal_id: "acme", connected_by_name: "Mina Kato" },
		]);
		expect(await rows("agreements")).toMatchObject([{ agent_name: "Mina Kato", locale: "en" }]);
		await install(browser, { person: MINA_SLACK, channel: "C0SUPPORT1" });
		expect(browser.page.text).toContain("Acme is connected");
		expect(browser.page.text).toContain("Notifications go to #support");
		expect(messagesIn("C0SUPPORT1")).toHaveLength(1);
		const [desk] = await rows("desks");
		expect(await rows("agent_links")).toMatchObject([
			{ slack_user_id: MINA_SLACK, role: "admin", credential_id: desk?.credential_id },
		]);
		const asMina = { teamId: TEAM_ACME, userId: MINA_SLACK, channelId: "C0SUPPORT1", text: "1042" };
		const answer = (await stage.slack.command(asMina)).body;
		expect(answer).toContain("acme.zendesk.com/agent/tickets/1042");
		expect(answer).not.toContain("/link?t=");
		const actions = (await rows("audit_log")).map(({ action }) => action);
		expect(actions).toEqual(
			expect.arrayContaining(["desk.registered", "desk.connected", "workspace.connected"]),
		);
	});

	it("leads a Zoho administrator there too, by the organisation that was chosen at the consent", async () => {
		const { browser } = stage;
		await register(browser, "zoho");
		await signIn(browser, { person: "mina@acme.example", organisation: "60012345" });
		expect(browser.page.text).toContain("60012345");
		await browser.submit("Connect Acme Support");
		await install(browser, { person: MINA_SLACK, channel: "C0BILLING1" });
		expect(await rows("mappings")).toMatchObject([
			{ department_id: "*", channel_id: "C0BILLING1", channel_kind: "public", state: "ready" },
		]);
		expect(messagesIn("C0BILLING1")).toHaveLength(1);
	});

	it("keeps no token in clear", async () => {
		await connectDesk(stage.browser);
		await install(stage.browser, { person: MINA_SLACK, channel: "C0SUPPORT1" });
		const tables = ["desks", "credentials", "slack_teams", "oauth_flows", "pending_grants", "sessions"];
		const stored = JSON.stringify(await Promise.all(tables.map(rows)));
		for (const token of stage.zendesk.issuedTokens()) expect(stored).not.toContain(token);
		expect(stored).not.toContain("xoxb-");
	});
});

describe("the chosen channel", () => {
	beforeEach(() => connectDesk(stage.browser));

	it("has to invite the bot when it is private, and is greeted once when Slack tells of it", async () => {
		const { browser, slack } = stage;
		await install(browser, { person: MINA_SLACK, channel: "C0VIP00001" });
		expect(browser.page.text).toContain("type /invite @Deskbridge");
		expect(messagesIn("C0VIP00001")).toEqual([]);
		const page = browser.page.url.href;
		const check = () => browser.submit("Check again");
		await slack.inviteBot({ teamId: TEAM_ACME, channelId: "C0VIP00001", userId: MINA_SLACK });
		await vi.waitFor(() => expect(messagesIn("C0VIP00001")).toHaveLength(1));
		await check();
		await browser.open(page);
		expect(browser.page.text).toContain("Notifications go to #vip");
		expect(messagesIn("C0VIP00001")).toHaveLength(1);
	});

	it("can be checked by hand when Slack's event is lost", async () => {
		vi.restoreAllMocks();
		stage = createStage({ loseEvents: true });
		const { browser, slack } = stage;
		await openSetup(browser);
		await browser.open(`${ORIGIN}/admin/sign-in`);
		await browser.submit("Sign in with Zendesk");
		await browser.submit("allow", MINA);
		await install(browser, { person: MINA_SLACK, channel: "C0VIP00001" });
		await browser.submit("Check again");
		expect(browser.page.text).toContain("isn't a member of that channel yet");
		await slack.inviteBot({ teamId: TEAM_ACME, channelId: "C0VIP00001", userId: MINA_SLACK });
		await browser.submit("Check again");
		expect(browser.page.text).toContain("Notifications go to #vip");
		expect(messagesIn("C0VIP00001")).toHaveLength(1);
	});

	it("is ready at once when it is private and the bot is in it", async () => {
		await install(stage.browser, { person: MINA_SLACK, channel: "C0ESCAL001" });
		expect(stage.browser.page.text).toContain("Notifications go to #escalations");
		expect(messagesIn("C0ESCAL001")).toHaveLength(1);
	});

	it("can be the installer's direct messages with the app", async () => {
		const { browser } = stage;
		await browser.open(`${ORIGIN}/slack/install`);
		await browser.submit("Continue", { person: MINA_SLACK });
		const option = browser.page.root
			.querySelectorAll("option")
			.find(({ text }) => text.includes("Direct message"));
		await browser.submit("allow", { channel: option?.getAttribute("value") ?? "" });
		expect(browser.page.text).toContain("your direct messages with the app");
		const [mapping] = await rows("mappings");
		expect(mapping).toMatchObject({ channel_kind: "direct", state: "ready" });
		expect(messagesIn(String(mapping?.channel_id))).toHaveLength(1);
	});

	it("gets a test message on request", async () => {
		await install(stage.browser, { person: MINA_SLACK, channel: "C0SUPPORT1" });
		await stage.browser.submit("Send a test message");
		expect(stage.browser.page.text).toContain("The test message is in the channel");
		expect(messagesIn("C0SUPPORT1")).toHaveLength(2);
	});
});

describe("an install that can't be taken", () => {
	beforeEach(() => connectDesk(stage.browser));

	it("was cancelled", async () => {
		await stage.browser.open(`${ORIGIN}/slack/install`);
		await stage.browser.submit("Continue", { person: MINA_SLACK });
		await stage.browser.submit("cancel");
		expect(stage.browser.page.text).toContain("cancelled in Slack");
		expect(await rows("workspaces")).toEqual([]);
	});

	it("comes back for a workspace although the app is not distributed", async () => {
		await stage.browser.open(`${ORIGIN}/slack/install`);
		const state = stage.browser.page.url.searchParams.get("state");
		const error = "invalid_team_for_non_distributed_app";
		await stage.browser.open(`${ORIGIN}/slack/oauth/callback?error=${error}&state=${state}`);
		expect(stage.browser.page.text).toContain("activate public distribution");
	});

	it("began in a session that is over", async () => {
		const { browser } = stage;
		await browser.open(`${ORIGIN}/slack/install`);
		const state = browser.page.url.searchParams.get("state");
		await browser.open(`${ORIGIN}/admin`);
		await browser.submit("Sign out");
		await browser.open(`${ORIGIN}/slack/oauth/callback?code=abc&state=${state}`);
		expect(browser.page.status).toBe(403);
		expect(await rows("slack_teams")).toEqual([]);
	});

	it("is not begun without a session", async () => {
		const stranger = stage.openBrowser();
		await stranger.open(`${ORIGIN}/slack/install`);
		expect(stranger.page.url.pathname).toBe("/admin/sign-in");
	});
});

describe("connecting again", () => {
	it("of a workspace keeps its settings and takes the new channel", async () => {
		const { browser } = stage;
		await connectDesk(browser);
		await install(browser, { person: MINA_SLACK, channel: "C0SUPPORT1" });
		await browser.follow("Disable");
		await browser.submit("Disable the workspace");
		const before = await rows("slack_teams");
		await install(browser, { person: MINA_SLACK, channel: "C0JAPAN001" });
		expect(await rows("workspaces")).toMatchObject([{ state: "disabled", is_default: 1 }]);
		expect(await rows("mappings")).toMatchObject([{ channel_id: "C0JAPAN001" }]);
		expect((await rows("slack_teams"))[0]?.object_id).toBe(before[0]?.object_id);
	});

	it("of a desk moves its administrator's links and gives the old grant back", async () => {
		const { browser } = stage;
		await connectDesk(browser);
		await install(browser, { person: MINA_SLACK, channel: "C0SUPPORT1" });
		const [first] = await rows("desks");
		await browser.open(`${ORIGIN}/admin/desks/${first?.id}/agreement`);
		await signIn(browser, MINA);
		await browser.submit("Connect Acme");
		const [second] = await rows("desks");
		expect(second?.credential_id).not.toBe(first?.credential_id);
		expect(await rows("agent_links")).toMatchObject([{ credential_id: second?.credential_id }]);
		expect(await rows("credentials")).toMatchObject([{ id: second?.credential_id, state: "active" }]);
	});

	it("of a portal that another desk has is refused and says which", async () => {
		const { browser } = stage;
		const zoho = { person: "mina@acme.example", organisation: "60012345" };
		for (let time = 0; time < 2; time++) {
			await register(browser, "zoho");
			await signIn(browser, zoho);
			await browser.submit("Connect Acme Support");
		}
		expect(browser.page.status).toBe(409);
		expect(browser.page.text).toContain("connected as Acme Support");
		expect(await rows("credentials")).toHaveLength(1);
		expect((await rows("desks")).map(({ state }) => state)).toEqual(["connected", "registered"]);
	});

	it("of a desk with the token of another portal is refused and says which", async () => {
		const { browser } = stage;
		await register(browser, "zoho");
		await signIn(browser, { person: "mina@acme.example", organisation: "60012345" });
		await browser.submit("Connect Acme Support");
		const [desk] = await rows("desks");
		await browser.open(`${ORIGIN}/admin/desks/${desk?.id}/agreement`);
		await signIn(browser, { person: "mina@acme.example", organisation: "60099999" });
		expect(browser.page.status).toBe(403);
		expect(browser.page.text).toContain("You signed in to Acme Labs");
		expect(await rows("desks")).toEqual([desk]);
	});
});

describe("a second desk, a second administrator", () => {
	const YUKI = { person: "yuki.mori@acme.example", organisation: "60012345" };

	it("leave a team's first desk its default", async () => {
		const { browser } = stage;
		await connectDesk(browser);
		await install(browser, { person: MINA_SLACK, channel: "C0SUPPORT1" });
		await register(browser, "zoho");
		await signIn(browser, { person: "mina@acme.example", organisation: "60012345" });
		await browser.submit("Connect Acme Support");
		await install(browser, { person: MINA_SLACK, channel: "C0SUPPORT1" });
		expect((await rows("workspaces")).map((row) => row.is_default)).toEqual([1, 0]);
		expect(await rows("slack_teams")).toHaveLength(1);
		expect(messagesIn("C0SUPPORT1")).toHaveLength(2);
	});

	it("never act with the first one's grant", async () => {
		await register(stage.browser, "zoho");
		await signIn(stage.browser, { person: "mina@acme.example", organisation: "60012345" });
		await stage.browser.submit("Connect Acme Support");
		const second = stage.openBrowser();
		await second.open(`${ORIGIN}/admin/sign-in`);
		await second.submit("Sign in with Zoho Desk");
		await second.submit("allow", YUKI);
		await install(second, { person: "U0PRIYA001", channel: "C0SUPPORT1" });
		const [desk] = await rows("desks");
		const [link] = await rows("agent_links");
		const grant = (await rows("credentials")).find(({ id }) => id === link?.credential_id);
		expect(link).toMatchObject({ slack_user_id: "U0PRIYA001", agent_id: "520000000099005" });
		expect(grant).toMatchObject({ agent_id: "520000000099005" });
		expect(grant?.id).not.toBe(desk?.credential_id);
	});

	it("can take the connection over", async () => {
		await register(stage.browser, "zoho");
		await signIn(stage.browser, { person: "mina@acme.example", organisation: "60012345" });
		await stage.browser.submit("Connect Acme Support");
		const second = stage.openBrowser();
		await second.open(`${ORIGIN}/admin/sign-in`);
		await second.submit("Sign in with Zoho Desk");
		await second.submit("allow", YUKI);
		await second.submit("Take over the connection");
		await second.submit("allow", YUKI);
		await second.submit("Connect Acme Support");
		expect(await rows("desks")).toMatchObject([
			{ state: "connected", connected_by_agent_id: "520000000099005" },
		]);
	});
});

describe("Slack takes the app away", () => {
	it("turns the workspace off, forgets the token, keeps the settings, and installing again brings it back", async () => {
		const { browser, slack } = stage;
		await connectDesk(browser);
		await install(browser, { person: MINA_SLACK, channel: "C0SUPPORT1" });
		const kept = await rows("mappings");
		await slack.uninstall(TEAM_ACME);
		await vi.waitFor(async () => {
			expect(await rows("slack_teams")).toMatchObject([{ state: "revoked", bot_token_sealed: "" }]);
		});
		expect(await rows("mappings")).toEqual(kept);
		const revoked = (await rows("audit_log")).filter(({ action }) => action === "workspace.revoked");
		expect(revoked).toHaveLength(1);
		await browser.open(`${ORIGIN}/admin`);
		expect(browser.page.text).toContain("Needs attention");
		await browser.follow("/admin/workspaces/");
		expect(browser.page.text).toContain("Reauthorize");
		await install(browser, { person: MINA_SLACK, channel: "C0SUPPORT1" });
		expect(await rows("slack_teams")).toMatchObject([{ state: "active" }]);
	});
});
