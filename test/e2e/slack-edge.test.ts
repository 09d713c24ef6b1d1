import { describe, expect, test } from "vitest";
import { TEAM_ACME } from "../../sandbox/seed/people.ts";
import { sign } from "../../sandbox/vendors/slack/sender.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { commandBody, eventBody, postCommand, postEvent } from "../support/slack-requests.ts";
import { createStory } from "../support/slack-story.ts";
import { traces } from "../support/traces.ts";

const sandbox = useSandbox("slack-edge", BOOTED);
const story = createStory(sandbox);
const mina = story.person("mina", "C0SUPPORT1");

const ADDRESSES = ["/slack/commands", "/slack/interactions", "/slack/options", "/slack/events"] as const;

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
		const before = await traces(sandbox());
		const logged = sandbox().logs().length;
		for (const address of ADDRESSES) {
			const response = await post(address, bodies[address], forge(bodies[address]));
			expect(response.status).toBe(401);
			expect(await response.text()).toBe("");
			// What can't be parsed is refused in the same way: nobody looked.
			const junk = "%%% not a body \u0000";
			expect((await post(address, junk, forge(`${junk}!`))).status).toBe(401);
		}
		expect(await traces(sandbox())).toEqual(before);
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
		const before = await traces(sandbox());
		const plain = "ssl_check=1&token=gIkuvaNzQIHg97ATvDxqgjtO";
		const withCommand = `${commandBody(mina, { text: "disconnect" })}&ssl_check=1`;
		for (const body of [plain, withCommand]) {
			for (const headers of [{}, signed(body)]) {
				const response = await post("/slack/commands", body, headers);
				expect(response.status).toBe(200);
				expect(await response.text()).toBe("");
			}
		}
		expect(await traces(sandbox())).toEqual(before);
	});

	test("ssl_check opens no other address", async () => {
		for (const address of ADDRESSES.slice(1)) expect((await post(address, "ssl_check=1")).status).toBe(401);
		expect((await post("/slack/commands", "ssl_check=0")).status).toBe(401);
	});

	test("the events address proves itself by its challenge, and only to Slack", async () => {
		const body = JSON.stringify({ type: "url_verification", challenge: "3eZbrw1aBm2rZgRNFdxV2595E9CY" });
		const response = await postEvent(sandbox(), body);
		expect(response.status).toBe(200);
		expect(await response.text()).toBe("3eZbrw1aBm2rZgRNFdxV2595E9CY");
		expect((await post("/slack/events", body)).status).toBe(401);
	});

	test("a body of 2 MB is refused with 413 wherever it comes, signed too", async () => {
		const body = `text=${"a".repeat(2_000_000)}`;
		const before = await traces(sandbox());
		for (const address of ADDRESSES) {
			expect((await post(address, body)).status).toBe(413);
			expect((await post(address, body, signed(body))).status).toBe(413);
		}
		expect(await traces(sandbox())).toEqual(before);
	});

	test("what is signed but makes no sense is a 400 without a word", async () => {
		const before = await traces(sandbox());
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
		expect(await traces(sandbox())).toEqual(before);
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
