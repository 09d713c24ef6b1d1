import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Fault } from "../../sandbox/runtime/faults.ts";
import { expectOneLogLine } from "../support/log-lines.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { postCommand } from "../support/slack-requests.ts";
import { createStory } from "../support/slack-story.ts";
import { DESKS, type StoryDesk } from "../support/story-desks.ts";
import { until } from "../support/until.ts";

const sandbox = useSandbox("commands-trouble", BOOTED);
const story = createStory(sandbox);

afterEach(() => sandbox().faults.clear());

/** Every call to the desk's data goes wrong, its sign-in server not. */
function breakDesk(desk: StoryDesk, fault: Fault): void {
	const match = desk.vendor === "zendesk" ? "/api/v2/" : "/api/v1/";
	sandbox().faults.add({ vendor: desk.vendor, match, times: 50, ...fault });
}

function missingScope(desk: StoryDesk): Fault {
	const body =
		desk.vendor === "zendesk"
			? { error: "Forbidden", description: "You are missing the following required scopes: read" }
			: { errorCode: "SCOPE_MISMATCH", message: "The OAuth token lacks a scope." };
	return { status: 403, body: JSON.stringify(body) };
}

describe("a person Slack doesn't tell the language of", () => {
	const kenji = story.person("kenji", "C0SUPPORT1");

	let times = 0;

	test.each([
		["fails", { status: 500 }],
		["is unreachable", { drop: true }],
		["answers something else", { status: 200, body: "<html>" }],
	] satisfies [string, Fault][])("is answered in English while users.info %s", async (_how, fault) => {
		times += 1;
		sandbox().faults.add({ vendor: "slack", match: "users.info", ...fault });
		expect((await kenji.type("help")).says).toContain("Find a ticket");
		const logged = () =>
			sandbox()
				.logs()
				.filter(({ message }) => message.includes("slack.locale_unknown"));
		await until("it is logged once more", 10_000, () => logged().length === times);
	});

	test("and in their own language from the next command on", async () => {
		expect((await kenji.type("help")).says).toContain("を探す*");
		expect((await kenji.type("mine")).says).toContain("先に *Acme Support* にサインインしてください。");
	});
});

describe.each(DESKS)("trouble at $name", (desk) => {
	const alex = story.person("alex", desk.channel);
	const mina = story.person("mina", desk.channel);
	const kenji = story.person("kenji", desk.channel);

	beforeAll(async () => {
		await story.signIn(alex);
		await story.signIn(kenji);
	});

	const notAnswering = {
		en: "X is not answering. Nothing was changed. Try again in a few minutes.",
		ja: "Xが応答していません。何も変更されていません。数分後にもう一度お試しください。",
	};
	const unreadable = {
		en: "X answered with something I can't read. Try again; if it stays like this, tell your administrator.",
		ja: "Xから読み取れない応答がありました。もう一度お試しください。続く場合は管理者にお知らせください。",
	};
	const cases: [string, Fault, { en: string; ja: string }, string][] = [
		["an error 500", { status: 500 }, notAnswering, "unavailable"],
		["a gateway's HTML page with 503", { status: 503 }, notAnswering, "unavailable"],
		["a lost connection", { drop: true }, notAnswering, "unavailable"],
		["cut JSON", { status: 200, body: '{"results": [{"id": 10' }, unreadable, "malformed"],
		[
			"a page instead of JSON",
			{ status: 200, body: "<html>hello</html>", contentType: "text/html" },
			unreadable,
			"malformed",
		],
		[
			"JSON of another shape",
			{ status: 200, body: '{"results": "many", "data": 3}' },
			unreadable,
			"malformed",
		],
	];

	test.each(cases)("%s: what happened, what to do, and another try", async (_what, fault, sentence, kind) => {
		breakDesk(desk, fault);
		for (const command of ["mine", "1042", `search ${desk.frequentWord}`, `history ${desk.long}`]) {
			const answer = await alex.type(command);
			expect(answer.says).toContain(sentence.en.replace("X", desk.name));
			await expectOneLogLine(sandbox(), answer, { event: "command.failed", kind });
			expect(answer.buttons).toEqual(["Try again"]);
		}
		const japanese = await mina.type("自分");
		expect(japanese.says).toContain(sentence.ja.replace("X", desk.name));
		await expectOneLogLine(sandbox(), japanese, { event: "command.failed", kind, verb: "list" });

		sandbox().faults.clear();
		const answer = await mina.click(japanese, "もう一度試す");
		expect(answer.ts).toBe(japanese.ts);
		expect(answer.says).toContain(`自分が担当する未解決の${desk.ticketJa}`);
	});

	test("a log line of a failure names no customer, no words and no address", async () => {
		breakDesk(desk, { status: 500 });
		await alex.type("search Aya Mori confidential");
		const line = await until("the failure is logged", 10_000, () =>
			sandbox()
				.logs()
				.map(({ message }) => message)
				.findLast((message) => message.includes("command.failed") && message.includes('"search"')),
		);
		expect(line).toContain('"status":500');
		expect(line).not.toMatch(/Aya|confidential|https:|acme\.example/);
	});

	test("too many requests: when to try again, as the desk says it", async () => {
		breakDesk(desk, { status: 429, retryAfterSeconds: 30 });
		const answer = await alex.type("mine");
		expect(answer.says).toMatch(
			new RegExp(
				`^${desk.name} takes no more requests for now\\. Try again after <!date\\^\\d+\\^{time_secs}\\|30 seconds>\\.`,
			),
		);
		await expectOneLogLine(sandbox(), answer, { kind: "rate_limited", status: 429 });
		expect((await mina.type("mine")).says).toMatch(
			/リクエスト数が上限に達しています。<!date\^\d+\^{time_secs}\|30秒後> 以降に/,
		);
	});

	test("the desk's own limit says the same", async () => {
		if (desk.vendor === "zendesk") sandbox().zendesk.setRateLimit(0);
		else sandbox().zoho.throttle({ kind: "credits", times: 9, retryAfterSeconds: 3600 });
		try {
			const answer = await alex.type("1042");
			expect(answer.says).toContain(`${desk.name} takes no more requests for now. Try again after <!date^`);
			await expectOneLogLine(sandbox(), answer, { kind: "rate_limited" });
		} finally {
			sandbox().zendesk.setRateLimit(2_500);
			sandbox().zoho.throttle({ kind: "credits", times: 0 });
		}
		expect((await alex.type("1042")).says).toContain(desk.subject);
	});

	test("a permission that the grant lacks: how to grant it, and doing so works", async () => {
		breakDesk(desk, missingScope(desk));
		const answer = await alex.type("mine");
		expect(answer.says).toContain(`My access to ${desk.name} isn't enough for that.`);
		await expectOneLogLine(sandbox(), answer, { kind: "missing_scope", status: 403 });
		expect((await mina.type("mine")).says).toContain(`${desk.name}へのアクセス許可が足りません。`);
		sandbox().faults.clear();
		const database = await sandbox().database();
		const linkedAt = () =>
			database
				.prepare("select max(linked_at) as at from agent_links where slack_user_id = ?")
				.bind(alex.userId)
				.first<number>("at");
		const before = await linkedAt();
		for (const [, command = ""] of answer.says.matchAll(/`\/desk (\w+)`/g)) {
			const step = await alex.type(command);
			if (step.url) await alex.signIn(step);
		}
		expect(await linkedAt()).toBeGreaterThan(before ?? 0);
		expect((await alex.type("mine")).says).toContain("Alex Berg");
	});

	test("a list that the agent may not read: who can change that", async () => {
		breakDesk(desk, { status: 403 });
		const answer = await alex.type("mine");
		expect(answer.says).toContain(
			`${desk.name} doesn't let your account do that. An administrator of *Acme Support* can change your rights.`,
		);
		expect(answer.buttons).toEqual([]);
		await expectOneLogLine(sandbox(), answer, { kind: "forbidden" });
	});

	test("only the last message missing still gives the card", async () => {
		const match = desk.vendor === "zendesk" ? "/comments" : "/conversations";
		sandbox().faults.add({ vendor: desk.vendor, match, status: 500 });
		const card = await alex.type("1042");
		expect(card.says).toContain(desk.subject);
		expect(card.says).not.toContain("> ");
	});
});

describe("trouble of our own", () => {
	test("is said with a reference that the log has once, and nothing of the database", async () => {
		const database = await sandbox().database();
		const mina = story.person("mina", "C0SUPPORT1");
		await database.prepare("alter table agent_links rename to agent_links_away").run();
		try {
			const answer = await postCommand(sandbox(), mina, { text: "mine" });
			expect(answer.says).toMatch(/^Something went wrong on my side\./);
			await expectOneLogLine(sandbox(), answer, { event: "request.failed", level: "error" });
			expect(answer.says).not.toMatch(/agent_links|SQL|select/i);
		} finally {
			await database.prepare("alter table agent_links_away rename to agent_links").run();
		}
		expect((await mina.type("mine")).says).toContain("自分が担当する");
	});
});
