import { describe, expect, test } from "vitest";
import { connectWorkspace, signInToPages } from "../../sandbox/runtime/boot.ts";
import { createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import { TEAM_ACME, TEAM_KITA } from "../../sandbox/seed/people.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { eventBody, postCommand, postEvent } from "../support/slack-requests.ts";
import { createStory } from "../support/slack-story.ts";
import { traces } from "../support/traces.ts";

const sandbox = useSandbox("commands-workspaces", BOOTED);
const story = createStory(sandbox);
const mina = story.person("mina", "C0SUPPORT1");
const alex = story.person("alex", "C0SUPPORT1");

describe("who is connected", () => {
	test("a team that nobody connected is told who can do it, and where", async () => {
		const before = await traces(sandbox());
		const answer = await postCommand(
			sandbox(),
			{ teamId: "T0NOBODY01", userId: "U0NOBODY01" },
			{ text: "1042" },
		);
		expect(answer.says).toBe(
			`This Slack workspace isn't connected to a help desk yet. A help desk administrator can connect it at <${sandbox().origin}/setup|${sandbox().origin}/setup>.`,
		);
		expect(await traces(sandbox())).toEqual(before);
	});

	test("a disabled workspace says who can enable it and where; enabling gives everything back", async () => {
		const card = await mina.type("1042");
		const browser = createBrowser();
		await signInToPages(browser, sandbox(), "Zendesk", { person: "381204417" });
		await browser.follow("/admin/workspaces/");
		await browser.follow("Disable");
		expect((await browser.submit("Disable the workspace")).text).toContain("Disabled");

		for (const text of ["1042", "mine", "search printer", "connect", "disconnect"]) {
			expect((await mina.type(text)).says).toContain(
				"このワークスペースでは *Acme Support* が無効になっています。",
			);
		}
		const refusal = await alex.type("1042");
		expect(refusal.says).toBe(
			`*Acme Support* is switched off for this workspace. An administrator of Acme Support can enable it at <${sandbox().origin}/admin|${sandbox().origin}/admin>.`,
		);
		expect((await mina.choose(card, "更新")).says).toContain("無効になっています");
		// The other desk of the same workspace goes on.
		expect((await story.person("mina", "C0BILLING1").type("1042")).says).toContain("Cannot sign in after");

		await browser.submit("Enable");
		expect((await mina.type("1042")).says).toContain("Invoice 2026-1187 shows the wrong tax");
	});

	test("sharing the card of a disabled workspace shares nothing", async () => {
		const card = await mina.type("1042");
		const browser = createBrowser();
		await signInToPages(browser, sandbox(), "Zendesk", { person: "381204417" });
		await browser.follow("/admin/workspaces/");
		await browser.follow("Disable");
		await browser.submit("Disable the workspace");
		const refusal = await mina.click(card, "チャンネルに共有");
		expect(refusal.ephemeralFor).toBe(mina.userId);
		expect(refusal.says).toContain("無効になっています");
		await browser.submit("Enable");
	});

	test("an event that comes twice is acted on once, even when the app was installed again in between", async () => {
		const database = await sandbox().database();
		const team = () =>
			database
				.prepare("select * from slack_teams where team_id = ?")
				.bind(TEAM_KITA)
				.first<Record<string, string>>();
		const installed = await team();
		const event = eventBody({ type: "app_uninstalled" }, "EvTwice0001", TEAM_KITA);
		const answers = await Promise.all([postEvent(sandbox(), event), postEvent(sandbox(), event)]);
		expect(answers.map(({ status }) => status)).toEqual([200, 200]);
		expect(await team()).toMatchObject({ state: "revoked", bot_token_sealed: "" });
		const audited = await database
			.prepare("select count(*) as n from audit_log where action = 'workspace.revoked'")
			.first("n");
		expect(audited).toBe(1);

		await database
			.prepare("update slack_teams set state = 'active', bot_token_sealed = ? where team_id = ?")
			.bind(installed?.bot_token_sealed, TEAM_KITA)
			.run();
		expect((await postEvent(sandbox(), event)).status).toBe(200);
		expect(await team()).toMatchObject({ state: "active" });

		// A taken token alone turns the team off as well.
		const revoked = { type: "tokens_revoked", tokens: { oauth: [], bot: ["U0DESKBOT2"] } };
		expect((await postEvent(sandbox(), eventBody(revoked, "EvRevoked001", TEAM_KITA))).status).toBe(200);
		expect(await team()).toMatchObject({ state: "revoked", bot_token_sealed: "" });
	});

	test("events of kinds nobody here knows, and of teams nobody connected, are answered 200", async () => {
		const before = await traces(sandbox());
		for (const [event, team] of [
			[{ type: "reaction_added", reaction: "tada" }, TEAM_ACME],
			[{ type: "app_uninstalled" }, "T0NOBODY01"],
			[{ type: "tokens_revoked", tokens: { oauth: ["U0ALEX0001"], bot: [] } }, TEAM_ACME],
		] as const) {
			expect((await postEvent(sandbox(), eventBody(event, `EvOther${event.type}`, team))).status).toBe(200);
		}
		const after = await traces(sandbox());
		expect(after.exchanges).toBe(before.exchanges);
		expect(after.rows.slack_teams).toEqual(before.rows.slack_teams);
	});

	test("an uninstalled app refuses in words, its token is gone, and installing again gives everything back", async () => {
		await sandbox().slack.uninstall(TEAM_ACME);
		await sandbox().idle();
		const database = await sandbox().database();
		const team = await database
			.prepare("select * from slack_teams where team_id = ?")
			.bind(TEAM_ACME)
			.first();
		expect(team).toMatchObject({ state: "revoked", bot_token_sealed: "" });
		const { says } = await postCommand(sandbox(), mina, { text: "1042" });
		expect(says).toContain("まだヘルプデスクに接続されていません。");
		expect(says).toContain(`${sandbox().origin}/setup`);
		expect((await postCommand(sandbox(), alex, { text: "help" })).says).toContain(
			"isn't connected to a help desk yet",
		);

		const browser = createBrowser();
		await signInToPages(browser, sandbox(), "Zendesk", { person: "381204417" });
		await connectWorkspace(browser, sandbox(), { person: "U0MINA0001", channel: "C0SUPPORT1" });
		expect((await mina.type("1042")).says).toContain("Invoice 2026-1187 shows the wrong tax");
	});
});
