import { describe, expect, test } from "vitest";
import { connectWorkspace, signInToPages } from "../../sandbox/runtime/boot.ts";
import { createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import { SLACK_APP } from "../../sandbox/seed/accounts.ts";
import { TEAM_ACME, TEAM_KITA } from "../../sandbox/seed/people.ts";
import { sign } from "../../sandbox/vendors/slack/sender.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { commandBody, createStory, postCommand } from "../support/slack-story.ts";

const sandbox = useSandbox("slack-edge", BOOTED);
const story = createStory(sandbox);
const mina = story.person("mina", "C0SUPPORT1");
const alex = story.person("alex", "C0SUPPORT1");

const ADDRESSES = ["/slack/commands", "/slack/interactions", "/slack/options", "/slack/events"] as const;

/** Everything stored and everything asked of a vendor: what a refused request may not change. */
async function traces() {
	await sandbox().idle();
	const database = await sandbox().database();
	const { results: tables } = await database
		.prepare("select name from sqlite_master where type = 'table' and name not glob '_cf_*'")
		.all<{ name: string }>();
	const rows: Record<string, unknown> = {};
	for (const { name } of tables)
		rows[name] = (await database.prepare(`select * from "${name}"`).all()).results;
	return { rows, exchanges: sandbox().traffic().length };
}

function post(path: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
	return sandbox().fetch(path, {
		method: "POST",
		body,
		headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
	});
}

function signed(body: string, at = Date.now(), secret?: string): Record<string, string> {
	const timestamp = String(Math.floor(at / 1000));
	return { "x-slack-request-timestamp": timestamp, "x-slack-signature": sign(timestamp, body, secret) };
}

function eventBody(event: Record<string, unknown>, eventId: string, teamId = TEAM_ACME): string {
	return JSON.stringify({
		type: "event_callback",
		team_id: teamId,
		api_app_id: SLACK_APP.appId,
		event_id: eventId,
		event_time: Math.floor(Date.now() / 1000),
		authorizations: [{ team_id: teamId, is_bot: true }],
		event,
	});
}

function sendEvent(body: string): Promise<Response> {
	return sandbox().slack.sendSigned("/slack/events", body, { contentType: "application/json" });
}

describe("who is let in", () => {
	/** What each address would act on, were it believed. */
	const bodies: Record<(typeof ADDRESSES)[number], string> = {
		"/slack/commands": commandBody(mina, { text: "disconnect" }),
		"/slack/interactions": new URLSearchParams({ payload: '{"type":"block_actions"}' }).toString(),
		"/slack/options": new URLSearchParams({ payload: '{"type":"block_suggestion"}' }).toString(),
		"/slack/events": eventBody({ type: "app_uninstalled" }, "EvForged"),
	};

	const forgeries: [string, (body: string) => Record<string, string>][] = [
		["no headers", () => ({})],
		["no timestamp", (body) => ({ "x-slack-signature": signed(body)["x-slack-signature"] ?? "" })],
		["no signature", (body) => ({ ...signed(body), "x-slack-signature": "" })],
		["another secret", (body) => signed(body, Date.now(), "another-secret")],
		["the signature of another body", (body) => signed(`${body}&x=1`)],
		["a timestamp 5 minutes and 2 seconds old", (body) => signed(body, Date.now() - 302_000)],
		["a timestamp 5 minutes and 2 seconds ahead", (body) => signed(body, Date.now() + 302_000)],
		[
			"a fresh timestamp over an old signature",
			(body) => ({
				...signed(body, Date.now() - 600_000),
				"x-slack-request-timestamp": String(Math.floor(Date.now() / 1000)),
			}),
		],
		["a timestamp that is no number", (body) => ({ ...signed(body), "x-slack-request-timestamp": "now" })],
		[
			"another version of the scheme",
			(body) => ({ ...signed(body), "x-slack-signature": `v1=${"0".repeat(64)}` }),
		],
		[
			"half a signature",
			(body) => {
				const headers = signed(body);
				return { ...headers, "x-slack-signature": headers["x-slack-signature"]?.slice(0, 40) ?? "" };
			},
		],
	];

	test.each(forgeries)("%s: 401 at every address, nothing parsed, nothing stored", async (_what, forge) => {
		const before = await traces();
		const logged = sandbox().logs().length;
		for (const address of ADDRESSES) {
			const response = await post(address, bodies[address], forge(bodies[address]));
			expect(response.status).toBe(401);
			expect(await response.text()).toBe("");
			// What can't be parsed is refused in the same way: nobody looked.
			const junk = "%%% not a body \u0000";
			expect((await post(address, junk, forge(`${junk}!`))).status).toBe(401);
		}
		expect(await traces()).toEqual(before);
		expect(sandbox().logs()).toHaveLength(logged);
	});

	test("the same requests are believed when they are signed, up to five minutes either way", async () => {
		for (const age of [0, -295_000, 295_000]) {
			const body = commandBody(mina, { text: "help" });
			const response = await post("/slack/commands", body, signed(body, Date.now() + age));
			expect(response.status).toBe(200);
			expect(await response.json()).toMatchObject({ response_type: "ephemeral" });
		}
	});

	test("Slack's SSL check is answered 200 and empty, signed or not, and nothing is done", async () => {
		const before = await traces();
		const plain = "ssl_check=1&token=gIkuvaNzQIHg97ATvDxqgjtO";
		const withCommand = `${commandBody(mina, { text: "disconnect" })}&ssl_check=1`;
		for (const body of [plain, withCommand]) {
			for (const headers of [{}, signed(body)]) {
				const response = await post("/slack/commands", body, headers);
				expect(response.status).toBe(200);
				expect(await response.text()).toBe("");
			}
		}
		expect(await traces()).toEqual(before);
	});

	test("ssl_check opens no other address", async () => {
		for (const address of ADDRESSES.slice(1)) expect((await post(address, "ssl_check=1")).status).toBe(401);
		expect((await post("/slack/commands", "ssl_check=0")).status).toBe(401);
	});

	test("the events address proves itself by its challenge, and only to Slack", async () => {
		const body = JSON.stringify({ type: "url_verification", challenge: "3eZbrw1aBm2rZgRNFdxV2595E9CY" });
		const response = await sendEvent(body);
		expect(response.status).toBe(200);
		expect(await response.text()).toBe("3eZbrw1aBm2rZgRNFdxV2595E9CY");
		expect((await post("/slack/events", body)).status).toBe(401);
	});

	test("a body of 2 MB is refused with 413 wherever it comes, signed too", async () => {
		const body = `text=${"a".repeat(2_000_000)}`;
		const before = await traces();
		for (const address of ADDRESSES) {
			expect((await post(address, body)).status).toBe(413);
			expect((await post(address, body, signed(body))).status).toBe(413);
		}
		expect(await traces()).toEqual(before);
	});

	test("what is signed but makes no sense is a 400 without a word", async () => {
		const before = await traces();
		const requests: [string, string, string?][] = [
			["/slack/commands", "text=help"],
			["/slack/commands", commandBody(mina, { response_url: "https://evil.example/answer" })],
			["/slack/commands", commandBody({ teamId: "'; drop table desks; --", userId: "U1" }, {})],
			["/slack/interactions", "payload=%7Bnot+json"],
			["/slack/interactions", "nothing=here"],
			["/slack/events", "{not json", "application/json"],
			["/slack/events", '{"type":"event_callback"}', "application/json"],
		];
		for (const [path, body, contentType] of requests) {
			const response = await sandbox().slack.sendSigned(path, body, contentType ? { contentType } : {});
			expect(response.status).toBe(400);
			expect(await response.text()).toBe("");
		}
		expect(await traces()).toEqual(before);
	});

	test("nothing is answered to GET", async () => {
		for (const address of ADDRESSES) expect((await sandbox().fetch(address)).status).toBe(404);
	});
});

describe("what is typed", () => {
	test("an unknown word is searched for", async () => {
		const answer = await postCommand(sandbox(), mina, { text: "frobnicate" });
		expect(answer.says).toContain("「frobnicate」に一致する、閲覧できるチケットはありません。");
	});

	test("no text, or text that nobody can see, is help", async () => {
		for (const text of ["", " \u200b\u2060 ", "\u202e\u2066", "…"]) {
			expect((await postCommand(sandbox(), mina, { text })).says).toContain("`/desk history 1042`");
		}
		const body = new URLSearchParams(commandBody(mina, {}));
		body.delete("text");
		const response = await sandbox().slack.sendSigned("/slack/commands", body.toString());
		expect(response.status).toBe(200);
		expect(await response.text()).toContain("/desk history 1042");
	});

	test("the command may have another name in Slack", async () => {
		expect((await postCommand(sandbox(), mina, { command: "/helpdesk", text: "1042" })).text).toContain(
			"#1042",
		);
	});

	test("10,000 characters are a search for the first of them", async () => {
		for (const text of [
			"a".repeat(10_000),
			"請求".repeat(5_000),
			"👩‍👩‍👧‍👦".repeat(1_000),
			"<".repeat(10_000),
		]) {
			const answer = await postCommand(sandbox(), mina, { text });
			expect(answer.says.length).toBeLessThan(3_000);
			expect(answer.says).toContain("に一致する、閲覧できるチケットはありません。");
		}
	});

	test("right-to-left and zero-width characters neither hide a number nor reach an answer", async () => {
		expect((await postCommand(sandbox(), mina, { text: "\u202e10\u200b42\u202c" })).text).toContain("#1042");
		const answer = await postCommand(sandbox(), mina, { text: "search \u202eecivoni\u202c \u200bשלום" });
		expect(answer.says).toContain("「ecivoni שלום」");
	});

	test("mentions, channels and markup that somebody types come back as plain words", async () => {
		const text = "search <@U0ALEX0001|alex> <!channel> *bold* `code` &lt;!here&gt; <https://evil.example|ok>";
		const { says } = await postCommand(sandbox(), mina, { text });
		expect(says).not.toMatch(/<@|<!|<https/);
	});

	test("somebody Slack doesn't know is asked to sign in like everybody", async () => {
		const answer = await postCommand(
			sandbox(),
			{ teamId: TEAM_ACME, userId: "U0GHOST001" },
			{ text: "1042" },
		);
		expect(answer.says).toContain("Sign in to *Acme Support* first.");
	});
});

describe("who is connected", () => {
	test("a team that nobody connected is told who can do it, and where", async () => {
		const before = await traces();
		const answer = await postCommand(
			sandbox(),
			{ teamId: "T0NOBODY01", userId: "U0NOBODY01" },
			{ text: "1042" },
		);
		expect(answer.says).toBe(
			`This Slack workspace isn't connected to a help desk yet. A help desk administrator can connect it at <${sandbox().origin}/setup|${sandbox().origin}/setup>.`,
		);
		expect(await traces()).toEqual(before);
	});

	test("a disabled workspace says who can enable it and where; enabling gives everything back", async () => {
		const card = await mina.type("1042");
		const browser = createBrowser();
		await signInToPages(browser, sandbox(), "Zendesk", { person: "381204417" });
		await browser.follow("/admin/workspaces/");
		expect((await browser.submit("Disable")).text).toContain("Disabled");

		for (const text of ["1042", "mine", "search printer", "connect", "disconnect"]) {
			expect((await mina.type(text)).says).toContain(
				"このワークスペースでは *Acme Support* が無効になっています。",
			);
		}
		const refusal = await alex.type("1042");
		expect(refusal.says).toBe(
			`*Acme Support* is switched off for this workspace. An administrator of Acme Support can enable it at <${sandbox().origin}/admin|${sandbox().origin}/admin>.`,
		);
		expect((await mina.click(card, "更新")).says).toContain("無効になっています");
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
		await browser.submit("Disable");
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
		const answers = await Promise.all([sendEvent(event), sendEvent(event)]);
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
		expect((await sendEvent(event)).status).toBe(200);
		expect(await team()).toMatchObject({ state: "active" });

		// A taken token alone turns the team off as well.
		const revoked = { type: "tokens_revoked", tokens: { oauth: [], bot: ["U0DESKBOT2"] } };
		expect((await sendEvent(eventBody(revoked, "EvRevoked001", TEAM_KITA))).status).toBe(200);
		expect(await team()).toMatchObject({ state: "revoked", bot_token_sealed: "" });
	});

	test("events of kinds nobody here knows, and of teams nobody connected, are answered 200", async () => {
		const before = await traces();
		for (const [event, team] of [
			[{ type: "reaction_added", reaction: "tada" }, TEAM_ACME],
			[{ type: "app_uninstalled" }, "T0NOBODY01"],
			[{ type: "tokens_revoked", tokens: { oauth: ["U0ALEX0001"], bot: [] } }, TEAM_ACME],
		] as const) {
			expect((await sendEvent(eventBody(event, `EvOther${event.type}`, team))).status).toBe(200);
		}
		const after = await traces();
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
