import { describe, expect, test } from "vitest";
import { ALEX, ALL_SCOPES, createRig, type Rig, SUPPORT } from "./support.ts";

const command = { ...ALEX, channelId: SUPPORT, text: "1042" };

function lastForm(rig: Rig): URLSearchParams {
	return new URLSearchParams(rig.received.at(-1)?.body);
}

function lastPayload(rig: Rig) {
	return JSON.parse(lastForm(rig).get("payload") ?? "null");
}

function respondTo(rig: Rig, url: string, body: unknown): Promise<Response> {
	const headers = { "content-type": "application/json" };
	return rig.slack.fetch(new Request(url, { method: "POST", headers, body: JSON.stringify(body) }));
}

async function startCommand(): Promise<{ rig: Rig; url: string; trigger: string }> {
	const rig = createRig();
	await rig.install({ scopes: [...ALL_SCOPES, "chat:write.public"] });
	await rig.slack.command(command);
	const form = lastForm(rig);
	return { rig, url: form.get("response_url") ?? "", trigger: form.get("trigger_id") ?? "" };
}

const MODAL = {
	type: "modal",
	callback_id: "c1",
	title: { type: "plain_text", text: "New ticket" },
	submit: { type: "plain_text", text: "Create" },
	blocks: [
		{
			type: "input",
			block_id: "subject",
			label: { type: "plain_text", text: "Subject" },
			element: { type: "plain_text_input", action_id: "text" },
		},
	],
};

const CARD = [
	{
		type: "actions",
		block_id: "acts",
		elements: [
			{
				type: "button",
				action_id: "share",
				text: { type: "plain_text", text: "Share" },
				value: "desk1:1042",
			},
			{
				type: "static_select",
				action_id: "pick",
				options: [{ text: { type: "plain_text", text: "One" }, value: "1" }],
			},
		],
	},
];

describe("response_url", () => {
	test("takes five posts and no sixth", async () => {
		const { rig, url } = await startCommand();
		expect(url).toMatch(/^https:\/\/hooks\.slack\.com\/commands\/T/);
		for (let n = 0; n < 5; n++) expect((await respondTo(rig, url, { text: `n${n}` })).status).toBe(200);
		const sixth = await respondTo(rig, url, { text: "n5" });
		expect(sixth.status).toBe(404);
		expect(await sixth.json()).toEqual({ ok: false, error: "used_url" });
		const shown = rig.slack.messages(ALEX.teamId, SUPPORT, ALEX.userId).map(({ text }) => text);
		expect(shown.slice(-5)).toEqual(["n0", "n1", "n2", "n3", "n4"]);
	});

	test("ends after thirty minutes", async () => {
		const { rig, url } = await startCommand();
		rig.clock.advance(30 * 60_000 + 1);
		const late = await respondTo(rig, url, { text: "late" });
		expect(await late.json()).toEqual({ ok: false, error: "expired_url" });
	});

	test("is unknown to Slack when made up", async () => {
		const { rig, url } = await startCommand();
		expect((await respondTo(rig, `${url}x`, { text: "x" })).status).toBe(404);
	});

	test("works in a private channel without the bot, to everybody on request", async () => {
		const rig = createRig();
		await rig.install();
		await rig.slack.command({ ...command, channelId: "C0VIP00001" });
		const url = lastForm(rig).get("response_url") ?? "";
		expect((await respondTo(rig, url, { text: "for all", response_type: "in_channel" })).status).toBe(200);
		const mina = rig.slack.messages(ALEX.teamId, "C0VIP00001", "U0MINA0001").map(({ text }) => text);
		expect(mina).toContain("for all");
	});

	test("of a press replaces or deletes the message with the button", async () => {
		const { rig, url } = await startCommand();
		await respondTo(rig, url, { text: "card", blocks: CARD });
		const card = rig.slack.messages(ALEX.teamId, SUPPORT, ALEX.userId).at(-1);
		const source = { kind: "message", channelId: SUPPORT, ts: card?.ts ?? "" } as const;
		await rig.slack.act({ ...ALEX, source, blockId: "acts", actionId: "share" });
		const payload = lastPayload(rig);
		expect(payload.actions).toMatchObject([
			{ action_id: "share", block_id: "acts", value: "desk1:1042", type: "button" },
		]);
		expect(payload.container).toMatchObject({ is_ephemeral: true, channel_id: SUPPORT });
		await respondTo(rig, payload.response_url, { text: "new card", replace_original: true });
		const replaced = rig.slack.messages(ALEX.teamId, SUPPORT, ALEX.userId).at(-1);
		expect(replaced).toMatchObject({ ts: card?.ts, text: "new card" });
		await respondTo(rig, payload.response_url, { delete_original: true });
		const left = rig.slack.messages(ALEX.teamId, SUPPORT, ALEX.userId).map(({ ts }) => ts);
		expect(left).not.toContain(card?.ts);
	});

	test("of a choice carries the chosen option", async () => {
		const { rig, url } = await startCommand();
		await respondTo(rig, url, { text: "card", blocks: CARD });
		const card = rig.slack.messages(ALEX.teamId, SUPPORT, ALEX.userId).at(-1);
		const source = { kind: "message", channelId: SUPPORT, ts: card?.ts ?? "" } as const;
		await rig.slack.act({ ...ALEX, source, blockId: "acts", actionId: "pick", value: "1" });
		expect(lastPayload(rig).actions[0].selected_option).toEqual({
			text: { type: "plain_text", text: "One" },
			value: "1",
		});
	});
});

describe("modals", () => {
	test("open with a fresh trigger, once", async () => {
		const { rig, trigger } = await startCommand();
		const args = { trigger_id: trigger, view: JSON.stringify(MODAL) };
		expect((await rig.call("views.open", args)).body.view.id).toMatch(/^V/);
		expect((await rig.call("views.open", args)).body.error).toBe("exchanged_trigger_id");
		expect((await rig.call("views.open", { ...args, trigger_id: "1.2.x" })).body.error).toBe(
			"invalid_trigger_id",
		);
	});

	test("don't open with a trigger older than three seconds", async () => {
		const { rig, trigger } = await startCommand();
		rig.clock.advance(3001);
		const { body } = await rig.call("views.open", { trigger_id: trigger, view: JSON.stringify(MODAL) });
		expect(body.error).toBe("expired_trigger_id");
	});

	test("need a submit button when something is typed in them", async () => {
		const { rig, trigger } = await startCommand();
		const view = JSON.stringify({ ...MODAL, submit: undefined });
		const { body } = await rig.call("views.open", { trigger_id: trigger, view });
		expect(body.error).toBe("invalid_arguments");
		expect(body.response_metadata.messages[0]).toContain("submit");
	});

	test("send what was typed, show errors at the field, and close on an empty answer", async () => {
		const { rig, trigger } = await startCommand();
		const opened = await rig.call("views.open", { trigger_id: trigger, view: JSON.stringify(MODAL) });
		const viewId = opened.body.view.id;
		rig.answer(() => Response.json({ response_action: "errors", errors: { subject: "Too short." } }));
		await rig.slack.submitView({ ...ALEX, viewId, values: { subject: { text: "a" } } });
		expect(lastPayload(rig).view.state.values.subject.text).toEqual({
			type: "plain_text_input",
			value: "a",
		});
		expect(rig.slack.views(ALEX.teamId, ALEX.userId)[0]?.errors).toEqual({ subject: "Too short." });
		rig.answer(() => new Response(""));
		await rig.slack.submitView({ ...ALEX, viewId, values: { subject: { text: "A printer" } } });
		expect(rig.slack.views(ALEX.teamId, ALEX.userId)).toEqual([]);
	});

	test("refuse an update with an old hash", async () => {
		const { rig, trigger } = await startCommand();
		const view = JSON.stringify(MODAL);
		const opened = await rig.call("views.open", { trigger_id: trigger, view });
		const args = { view_id: opened.body.view.id, view, hash: opened.body.view.hash };
		expect((await rig.call("views.update", args)).body.ok).toBe(true);
		expect((await rig.call("views.update", args)).body.error).toBe("hash_conflict");
	});
});
