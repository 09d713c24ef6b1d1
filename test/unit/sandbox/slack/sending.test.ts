import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { SLACK_APP } from "../../../../sandbox/seed/accounts.ts";
import { ALEX, createRig, SUPPORT } from "./support.ts";

const command = { ...ALEX, channelId: SUPPORT, text: "1042" };

describe("what Slack sends", () => {
	test("is signed over timestamp and raw body", async () => {
		const rig = createRig();
		await rig.install();
		await rig.slack.command(command);
		const { request, body } = rig.received[0] ?? {};
		const timestamp = request?.headers.get("x-slack-request-timestamp") ?? "";
		const expected = createHmac("sha256", SLACK_APP.signingSecret).update(`v0:${timestamp}:${body}`);
		expect(request?.headers.get("x-slack-signature")).toBe(`v0=${expected.digest("hex")}`);
		expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(5);
		expect(new URLSearchParams(body).get("text")).toBe("1042");
	});

	test("carries links, people and channels as Slack's own tokens, and markup as entities", async () => {
		const rig = createRig();
		await rig.install();
		const text = "https://acme.zendesk.com/agent/tickets/1?a=1&b=2 @alex #support #vip <b> @nobody";
		await rig.slack.command({ ...command, text });
		expect(new URLSearchParams(rig.received[0]?.body).get("text")).toBe(
			"<https://acme.zendesk.com/agent/tickets/1?a=1&amp;b=2> <@U0ALEX0001|alex> <#C0SUPPORT1|support> <#C0VIP00001|> &lt;b&gt; @nobody",
		);
	});

	test("shows a command's answer only to whoever typed it", async () => {
		const rig = createRig();
		await rig.install();
		rig.answer(() => Response.json({ response_type: "ephemeral", text: "Here it is." }));
		const sent = await rig.slack.command(command);
		expect(sent).toMatchObject({ status: 200, error: null });
		const mine = rig.slack.messages(ALEX.teamId, SUPPORT, ALEX.userId);
		expect(mine.slice(-2).map(({ text }) => text)).toEqual(["/desk 1042", "Here it is."]);
		const others = rig.slack.messages(ALEX.teamId, SUPPORT, "U0MINA0001");
		expect(others.map(({ text }) => text)).not.toContain("Here it is.");
	});

	test("calls an answer that Slack can't show an invalid response", async () => {
		const rig = createRig();
		await rig.install();
		rig.answer(() => Response.json({ text: "x", blocks: [{ type: "header", text: "no object" }] }));
		expect(await rig.slack.command(command)).toMatchObject({ error: "invalid_command_response" });
	});

	test("gives up on an app that doesn't answer in time", async () => {
		const rig = createRig({ answerLimitMs: 20 });
		await rig.install();
		rig.answer(() => new Promise(() => {}));
		expect(await rig.slack.command(command)).toMatchObject({ error: "operation_timeout" });
	});

	test("calls a bad status a failed dispatch", async () => {
		const rig = createRig();
		await rig.install();
		rig.answer(() => new Response("no", { status: 500 }));
		expect(await rig.slack.command(command)).toMatchObject({ status: 500, error: "dispatch_failed" });
	});
});

describe("events", () => {
	test("come again at once, after a minute and after five, and then no more", async () => {
		const rig = createRig();
		await rig.install();
		rig.answer(() => new Response("", { status: 503 }));
		await rig.slack.sendEvent(ALEX.teamId, { type: "app_home_opened", user: ALEX.userId });
		const retries = () => rig.received.map(({ request }) => request.headers.get("x-slack-retry-num"));
		expect(retries()).toEqual([null]);
		await rig.slack.tick?.();
		expect(retries()).toEqual([null, "1"]);
		await rig.slack.tick?.();
		expect(retries()).toEqual([null, "1"]);
		rig.clock.advance(60_000);
		await rig.slack.tick?.();
		rig.clock.advance(240_000);
		await rig.slack.tick?.();
		rig.clock.advance(3_600_000);
		await rig.slack.tick?.();
		expect(retries()).toEqual([null, "1", "2", "3"]);
		const ids = rig.received.map(({ body }) => JSON.parse(body).event_id);
		expect(new Set(ids).size).toBe(1);
		expect(rig.received[1]?.request.headers.get("x-slack-retry-reason")).toBe("http_error");
	});

	test("are not repeated for an app that asks for it", async () => {
		const rig = createRig();
		await rig.install();
		rig.answer(() => new Response("", { status: 500, headers: { "x-slack-no-retry": "1" } }));
		await rig.slack.sendEvent(ALEX.teamId, { type: "app_home_opened" });
		rig.clock.advance(600_000);
		await rig.slack.tick?.();
		expect(rig.received).toHaveLength(1);
	});

	test("tell of an uninstall twice, and the token is dead", async () => {
		const rig = createRig();
		const token = await rig.install();
		await rig.slack.uninstall(ALEX.teamId);
		const types = rig.received.map(({ body }) => JSON.parse(body).event.type).sort();
		expect(types).toEqual(["app_uninstalled", "tokens_revoked"]);
		const { body } = await rig.call("auth.test", {}, token);
		expect(body).toEqual({ ok: false, error: "account_inactive" });
	});
});
