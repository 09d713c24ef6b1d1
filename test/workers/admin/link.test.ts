import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Browser } from "../../../sandbox/runtime/browser-walk.ts";
import { TEAM_ACME } from "../../../sandbox/seed/people.ts";
import {
	connectDesk,
	createStage,
	emptyTables,
	enterSlackApp,
	install,
	openSetup,
	rows,
	type Stage,
} from "./stage.ts";

const ALEX = { slack: "U0ALEX0001", zendesk: "381204418" };
const CHANNEL = "C0SUPPORT1";

let stage: Stage;
let alex: Browser;

beforeEach(async () => {
	await emptyTables();
	stage = createStage();
	await openSetup(stage.browser);
	await enterSlackApp(stage.browser);
	await connectDesk(stage.browser);
	await install(stage.browser, { person: "U0MINA0001", channel: CHANNEL });
	alex = stage.openBrowser();
});
afterEach(() => {
	vi.restoreAllMocks();
});

/** What a person who isn't linked gets in Slack for a command. */
async function askInSlack(text = "1042"): Promise<string> {
	const command = { teamId: TEAM_ACME, userId: ALEX.slack, channelId: CHANNEL, text };
	const { body } = await stage.slack.command(command);
	const link = /http:\/\/localhost:8787\/link\?t=[\w-]+/.exec(body)?.[0];
	if (!link) throw new Error(`no link in ${body}`);
	return link;
}

const linksOfAlex = async () =>
	(await rows("agent_links")).filter((link) => link.slack_user_id === ALEX.slack);

describe("a sign-in link", () => {
	it("names the person, the workspace and the desk, and ties them only after both are confirmed", async () => {
		await alex.open(await askInSlack());
		expect(alex.page.text).toContain("Sign in to Acme Support as yourself");
		expect(alex.page.text).toMatch(
			/ties your Acme Support account to alex( berg)? in the Slack workspace Acme/i,
		);
		await alex.submit("Sign in with Zendesk");
		await alex.submit("allow", { person: ALEX.zendesk });
		expect(alex.page.text).toContain("Alex Berg (alex@acme.example)");
		expect(await linksOfAlex()).toEqual([]);
		await alex.submit("Yes, tie these two");
		expect(alex.page.text).toContain("The answer to your command is there");
		expect(await linksOfAlex()).toMatchObject([{ agent_name: "Alex Berg", role: "agent" }]);
	});

	it("is not used up by looking at it, as link previews do", async () => {
		const link = await askInSlack();
		for (let look = 0; look < 3; look++) await stage.openBrowser().open(link);
		await alex.open(link);
		await alex.submit("Sign in with Zendesk");
		expect(alex.page.url.pathname).toBe("/oauth/authorizations/new");
	});

	it("works once", async () => {
		await alex.open(await askInSlack());
		const second = stage.openBrowser();
		await second.open(alex.page.url.href);
		await alex.submit("Sign in with Zendesk");
		await second.submit("Sign in with Zendesk");
		expect(second.page.status).toBe(410);
		expect(second.page.text).toContain("Type your command in Slack again");
	});

	it("that nobody made says so", async () => {
		await alex.open("http://localhost:8787/link?t=made-up");
		expect(alex.page.status).toBe(410);
	});

	it("ties nobody when the person cancels, and gives the sign-in back", async () => {
		await alex.open(await askInSlack());
		await alex.submit("Sign in with Zendesk");
		await alex.submit("allow", { person: ALEX.zendesk });
		await alex.submit("No, cancel");
		expect(alex.page.text).toContain("Nothing was tied");
		expect(stage.calls.at(-1)).toBe("DELETE acme.zendesk.com/api/v2/oauth/tokens/current");
		expect(await linksOfAlex()).toEqual([]);
	});

	it("ties nobody in a workspace that is removed at that moment, and gives the sign-in back", async () => {
		await alex.open(await askInSlack());
		await alex.submit("Sign in with Zendesk");
		await alex.submit("allow", { person: ALEX.zendesk });
		const before = await rows("credentials");
		const told = await rows("audit_log");
		await env.DB.prepare("update workspaces set state = 'deleting'").run();
		await alex.submit("Yes, tie these two");
		expect(await linksOfAlex()).toEqual([]);
		expect(await rows("credentials")).toEqual(before);
		expect(await rows("audit_log")).toEqual(told);
	});

	it("ties nobody who is no agent", async () => {
		await alex.open(await askInSlack());
		await alex.submit("Sign in with Zendesk");
		await alex.submit("allow", { person: "381204421" });
		expect(alex.page.status).toBe(403);
		expect(alex.page.text).toContain("Sam Doyle isn't an agent");
		expect(await linksOfAlex()).toEqual([]);
	});

	it("asks Slack who this is when the desk account has another e-mail address, and refuses somebody else", async () => {
		await alex.open(await askInSlack());
		await alex.submit("Sign in with Zendesk");
		await alex.submit("allow", { person: "381204419" });
		expect(alex.page.url.href).toContain("slack.com/openid/connect/authorize");
		await alex.submit("Continue", { person: "U0PRIYA001" });
		await alex.submit("allow");
		expect(alex.page.status).toBe(403);
		expect(alex.page.text).toContain("isn't the one this link was made for");
		expect(await linksOfAlex()).toEqual([]);
	});

	it("shows its confirmation to nobody else", async () => {
		await alex.open(await askInSlack());
		await alex.submit("Sign in with Zendesk");
		await alex.submit("allow", { person: ALEX.zendesk });
		const other = stage.openBrowser();
		await other.open(alex.page.url.href);
		expect(other.page.status).toBe(410);
		expect(other.page.text).not.toContain("Alex");
	});
});
