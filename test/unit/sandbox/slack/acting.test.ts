import { describe, expect, test } from "vitest";
import { ALEX, ALL_SCOPES, createRig, ORIGIN, type Rig, SUPPORT } from "./support.ts";

const plain = (text: string) => ({ type: "plain_text", text });

function lastPayload(rig: Rig) {
	return JSON.parse(new URLSearchParams(rig.received.at(-1)?.body).get("payload") ?? "null");
}

async function createInstalled(scopes = [...ALL_SCOPES, "files:read", "chat:write.public"]): Promise<Rig> {
	const rig = createRig();
	await rig.install({ scopes });
	return rig;
}

const FORM = {
	type: "modal",
	callback_id: "form",
	notify_on_close: true,
	title: plain("New ticket"),
	submit: plain("Create"),
	blocks: [
		{
			type: "input",
			block_id: "department",
			dispatch_action: true,
			label: plain("Department"),
			element: { type: "external_select", action_id: "pick", min_query_length: 0 },
		},
		{
			type: "input",
			block_id: "email",
			label: plain("Requester"),
			element: { type: "email_text_input", action_id: "text" },
		},
		{
			type: "input",
			block_id: "count",
			optional: true,
			label: plain("Count"),
			element: { type: "number_input", action_id: "text", is_decimal_allowed: false, min_value: "1" },
		},
		{
			type: "input",
			block_id: "due",
			optional: true,
			label: plain("Due"),
			element: { type: "datepicker", action_id: "day" },
		},
		{
			type: "input",
			block_id: "tags",
			optional: true,
			label: plain("Tags"),
			element: { type: "multi_external_select", action_id: "tags", min_query_length: 0 },
		},
		{
			type: "input",
			block_id: "options",
			optional: true,
			label: plain("Options"),
			element: {
				type: "checkboxes",
				action_id: "boxes",
				options: [{ text: plain("Tell the customer"), value: "tell" }],
				initial_options: [{ text: plain("Tell the customer"), value: "tell" }],
			},
		},
	],
};
const CONFIRM = {
	type: "modal",
	title: plain("Send?"),
	submit: plain("Send"),
	blocks: [{ type: "divider" }],
};

/** Alex presses "New ticket", and the app opens the form. */
async function openForm(view: object = FORM): Promise<{ rig: Rig; viewId: string; hash: string }> {
	const rig = await createInstalled();
	await rig.slack.globalShortcut({ ...ALEX, callbackId: "new_ticket", channelId: SUPPORT });
	const { body } = await rig.call("views.open", {
		trigger_id: lastPayload(rig).trigger_id,
		view: JSON.stringify(view),
	});
	return { rig, viewId: body.view.id, hash: body.view.hash };
}

function viewsOf(rig: Rig) {
	return rig.slack.views(ALEX.teamId, ALEX.userId);
}

async function offer(rig: Rig, viewId: string, blockId: string, actionId: string) {
	rig.answer(() => Response.json({ options: [{ text: plain("Billing"), value: "g1" }] }));
	const source = { kind: "view", viewId } as const;
	const found = await rig.slack.suggest({ ...ALEX, source, blockId, actionId, query: "bil" });
	rig.answer(() => new Response(""));
	return found;
}

describe("shortcuts", () => {
	test("send a global one without a channel and with a trigger that opens a modal once", async () => {
		const { rig } = await openForm();
		const payload = lastPayload(rig);
		expect(payload).toMatchObject({
			type: "shortcut",
			callback_id: "new_ticket",
			user: { id: ALEX.userId },
			team: { id: ALEX.teamId },
		});
		expect(payload.channel).toBeUndefined();
		expect(payload.response_url).toBeUndefined();
		const again = { trigger_id: payload.trigger_id, view: JSON.stringify(FORM) };
		expect((await rig.call("views.open", again)).body.error).toBe("exchanged_trigger_id");
	});

	test("let a trigger die after three seconds", async () => {
		const rig = await createInstalled();
		await rig.slack.globalShortcut({ ...ALEX, callbackId: "new_ticket" });
		rig.clock.advance(3001);
		const late = { trigger_id: lastPayload(rig).trigger_id, view: JSON.stringify(FORM) };
		expect((await rig.call("views.open", late)).body.error).toBe("expired_trigger_id");
	});

	test("send a message one with the whole message and a response_url that answers the person", async () => {
		const rig = await createInstalled();
		const said = await rig.slack.say({ ...ALEX, channelId: SUPPORT, text: "Printer is on fire" });
		await rig.slack.messageShortcut({ ...ALEX, callbackId: "add", channelId: SUPPORT, ts: said.ts });
		const payload = lastPayload(rig);
		expect(payload).toMatchObject({
			type: "message_action",
			callback_id: "add",
			message_ts: said.ts,
			channel: { id: SUPPORT, name: "support" },
			message: { text: "Printer is on fire", user: ALEX.userId, ts: said.ts },
		});
		const answer = { method: "POST", body: JSON.stringify({ text: "Added." }) };
		expect((await rig.slack.fetch(new Request(payload.response_url, answer))).status).toBe(200);
		const shown = rig.slack.messages(ALEX.teamId, SUPPORT, ALEX.userId).at(-1);
		expect(shown).toMatchObject({ text: "Added.", ephemeralFor: ALEX.userId });
		const link = await rig.call("chat.getPermalink", { channel: SUPPORT, message_ts: said.ts });
		expect(link.body.permalink).toBe(
			`https://acme.slack.com/archives/${SUPPORT}/p${said.ts.replace(".", "")}`,
		);
	});

	test("are not offered on what only one person sees, nor when the manifest has none of that name", async () => {
		const rig = await createInstalled();
		rig.answer(() => Response.json({ text: "a card" }));
		await rig.slack.command({ ...ALEX, channelId: SUPPORT, text: "1042" });
		const card = rig.slack.messages(ALEX.teamId, SUPPORT, ALEX.userId).at(-1);
		const input = { ...ALEX, callbackId: "add", channelId: SUPPORT, ts: card?.ts ?? "" };
		await expect(rig.slack.messageShortcut(input)).rejects.toThrow("no such message");
		const manifest = {
			features: {
				shortcuts: [{ type: "global", name: "New ticket", callback_id: "new_ticket", description: "One" }],
			},
		};
		const made = `https://api.slack.com/apps?manifest_json=${encodeURIComponent(JSON.stringify(manifest))}`;
		expect((await rig.slack.fetch(new Request(made))).status).toBe(200);
		expect(rig.slack.shortcuts()).toEqual([
			{ kind: "global", name: "New ticket", callbackId: "new_ticket", description: "One" },
		]);
		await expect(rig.slack.globalShortcut({ ...ALEX, callbackId: "other" })).rejects.toThrow("no global");
	});
});

describe("files on messages", () => {
	const upload = { name: "scan 1.txt", mimetype: "text/plain", bytes: new TextEncoder().encode("paper jam") };

	async function sayWithFile(rig: Rig) {
		const said = await rig.slack.say({ ...ALEX, channelId: SUPPORT, text: "see", files: [upload] });
		await rig.slack.messageShortcut({ ...ALEX, callbackId: "add", channelId: SUPPORT, ts: said.ts });
		const [file] = lastPayload(rig).message.files;
		return { said, file };
	}

	test("come with the message and open for the bot in its channel", async () => {
		const rig = await createInstalled();
		const token = await rig.install({ scopes: ["files:read"] });
		await rig.slack.inviteBot({ ...ALEX, channelId: SUPPORT });
		const { said, file } = await sayWithFile(rig);
		expect(said.files).toEqual([{ id: file.id, name: "scan 1.txt", mimetype: "text/plain", size: 9 }]);
		expect((await rig.call("files.info", { file: file.id })).body.file).toEqual(file);
		const headers = { authorization: `Bearer ${token}` };
		const got = await rig.slack.fetch(new Request(file.url_private_download, { headers }));
		expect(got.headers.get("content-type")).toBe("text/plain");
		expect(await got.text()).toBe("paper jam");
	});

	test("send anybody without the right to a sign-in page instead of an error", async () => {
		const rig = await createInstalled();
		const token = await rig.install();
		const { file } = await sayWithFile(rig);
		for (const authorization of [`Bearer ${token}`, "Bearer xoxb-made-up", ""]) {
			const asked = await rig.slack.fetch(
				new Request(file.url_private_download, { headers: { authorization } }),
			);
			expect(asked.status).toBe(302);
			const page = await rig.slack.fetch(new Request(asked.headers.get("location") ?? ""));
			expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=UTF-8"]);
		}
		expect((await rig.call("files.info", { file: file.id })).body.error).toBe("file_not_found");
	});

	test("need files:read", async () => {
		const rig = await createInstalled(ALL_SCOPES);
		await rig.slack.inviteBot({ ...ALEX, channelId: SUPPORT });
		const { file } = await sayWithFile(rig);
		expect((await rig.call("files.info", { file: file.id })).body).toMatchObject({
			error: "missing_scope",
			needed: "files:read",
		});
	});

	test("are shown to those who see the channel only", async () => {
		const rig = await createInstalled();
		const input = { teamId: ALEX.teamId, userId: "U0MINA0001", channelId: "C0VIP00001", text: "" };
		const said = await rig.slack.say({ ...input, files: [upload] });
		const id = said.files?.[0]?.id ?? "";
		expect(rig.slack.file(ALEX.teamId, id, "U0MINA0001")?.name).toBe("scan 1.txt");
		expect(rig.slack.file(ALEX.teamId, id, "U0KENJI001")).toBeNull();
	});
});

describe("inputs of a modal", () => {
	test("ask the app for the options of an external select and send the choice with everything else held", async () => {
		const { rig, viewId } = await openForm();
		const found = await offer(rig, viewId, "department", "pick");
		expect(found.options).toEqual([{ text: "Billing", value: "g1", group: null }]);
		expect(rig.received.at(-1)?.request.url).toBe(`${ORIGIN}/slack/options`);
		expect(lastPayload(rig)).toMatchObject({ type: "block_suggestion", action_id: "pick", value: "bil" });
		const source = { kind: "view", viewId } as const;
		const state = { email: { text: "a@b.example" } };
		await rig.slack.act({ ...ALEX, source, blockId: "department", actionId: "pick", value: "g1", state });
		const { actions, view } = lastPayload(rig);
		expect(actions[0]).toMatchObject({ type: "external_select", selected_option: { value: "g1" } });
		expect(view.state.values).toMatchObject({
			department: { pick: { selected_option: { text: plain("Billing"), value: "g1" } } },
			email: { text: { type: "email_text_input", value: "a@b.example" } },
			due: { day: { type: "datepicker", selected_date: null } },
			options: { boxes: { selected_options: [{ value: "tell" }] } },
		});
	});

	test("take no options that Slack would not show", async () => {
		const { rig, viewId } = await openForm();
		const source = { kind: "view", viewId } as const;
		const ask = { ...ALEX, source, blockId: "department", actionId: "pick", query: "" };
		const long = { text: plain("x".repeat(76)), value: "1" };
		for (const answer of [{ options: [long] }, { options: [{ text: "Billing", value: "1" }] }, {}]) {
			rig.answer(() => Response.json(answer));
			expect(await rig.slack.suggest(ask)).toMatchObject({ error: "invalid_response", options: [] });
		}
	});

	test("stop at the field what is no address, no whole number or empty, in the person's language", async () => {
		const { rig, viewId } = await openForm();
		const sent = rig.received.length;
		const values = { email: { text: "nobody" }, count: { text: "0" } };
		await rig.slack.submitView({ ...ALEX, viewId, values });
		expect(viewsOf(rig)[0]?.errors).toEqual({
			department: "Please complete this required field.",
			email: "Enter a valid e-mail address.",
			count: "Enter 1 or more.",
		});
		expect(rig.received).toHaveLength(sent);
		await rig.slack.submitView({ ...ALEX, viewId, values, unchecked: true });
		expect(lastPayload(rig).view.state.values.email.text.value).toBe("nobody");
	});

	test("send several choices, dates and numbers as Slack writes them", async () => {
		const { rig, viewId } = await openForm();
		await offer(rig, viewId, "department", "pick");
		await offer(rig, viewId, "tags", "tags");
		const values = {
			department: { pick: "g1" },
			email: { text: "a@b.example" },
			count: { text: "3" },
			due: { day: "2026-12-01" },
			tags: { tags: ["g1"] },
			options: { boxes: [] },
		};
		await rig.slack.submitView({ ...ALEX, viewId, values });
		expect(lastPayload(rig).view.state.values).toEqual({
			department: {
				pick: { type: "external_select", selected_option: { text: plain("Billing"), value: "g1" } },
			},
			email: { text: { type: "email_text_input", value: "a@b.example" } },
			count: { text: { type: "number_input", value: "3" } },
			due: { day: { type: "datepicker", selected_date: "2026-12-01" } },
			tags: {
				tags: { type: "multi_external_select", selected_options: [{ text: plain("Billing"), value: "g1" }] },
			},
			options: { boxes: { type: "checkboxes", selected_options: [] } },
		});
	});

	test("give the right to post to the conversation chosen, the current one at first", async () => {
		const { rig, viewId } = await openForm({
			...CONFIRM,
			blocks: [
				{
					type: "input",
					block_id: "where",
					label: plain("Post to"),
					element: {
						type: "conversations_select",
						action_id: "channel",
						default_to_current_conversation: true,
						response_url_enabled: true,
					},
				},
			],
		});
		await rig.slack.submitView({ ...ALEX, viewId, values: {} });
		const [place] = lastPayload(rig).response_urls;
		expect(place).toMatchObject({ block_id: "where", action_id: "channel", channel_id: SUPPORT });
		const answer = { method: "POST", body: JSON.stringify({ text: "made", response_type: "in_channel" }) };
		expect((await rig.slack.fetch(new Request(place.response_url, answer))).status).toBe(200);
	});
});

describe("answers to a submission", () => {
	const filled = { department: { pick: "g1" }, email: { text: "a@b.example" } };

	async function openFilled() {
		const opened = await openForm();
		await offer(opened.rig, opened.viewId, "department", "pick");
		const submit = () => opened.rig.slack.submitView({ ...ALEX, viewId: opened.viewId, values: filled });
		return { ...opened, submit };
	}

	test("update keeps the view, its place and what was entered; views.update by external_id fills it", async () => {
		const { rig, viewId, submit } = await openFilled();
		const loading = { ...FORM, external_id: "form:1", title: plain("Creating…") };
		rig.answer(() => Response.json({ response_action: "update", view: loading }));
		await submit();
		expect(viewsOf(rig)).toMatchObject([{ id: viewId, view: { title: { text: "Creating…" } } }]);
		const hash = viewsOf(rig)[0]?.hash ?? "";
		const done = { external_id: "form:1", hash, view: JSON.stringify({ ...FORM, external_id: "form:1" }) };
		const updated = await rig.call("views.update", done);
		expect(updated.body.view.state.values.email.text.value).toBe("a@b.example");
		expect((await rig.call("views.update", done)).body.error).toBe("hash_conflict");
	});

	test("push stacks up to three views, and clear closes all of them", async () => {
		const { rig, submit } = await openFilled();
		rig.answer(() => Response.json({ response_action: "push", view: CONFIRM }));
		await submit();
		const second = viewsOf(rig)[1]?.id ?? "";
		await rig.slack.submitView({ ...ALEX, viewId: second, values: {} });
		const third = viewsOf(rig)[2]?.id ?? "";
		expect(lastPayload(rig).view).toMatchObject({ id: second, previous_view_id: viewsOf(rig)[0]?.id });
		const fourth = await rig.slack.submitView({ ...ALEX, viewId: third, values: {} });
		expect(fourth.error).toBe("invalid_response");
		expect(viewsOf(rig)).toHaveLength(3);
		rig.answer(() => Response.json({ response_action: "clear" }));
		await rig.slack.submitView({ ...ALEX, viewId: third, values: {} });
		expect(viewsOf(rig)).toEqual([]);
	});

	test.each([
		[
			"errors at a block without an input",
			Response.json({ response_action: "errors", errors: { x: "No." } }),
		],
		["a view that Slack refuses", Response.json({ response_action: "update", view: { type: "modal" } })],
		["text", new Response("ok")],
		["an unknown action", Response.json({ response_action: "close" })],
	])("leave the modal open after %s", async (_, response) => {
		const { rig, viewId, submit } = await openFilled();
		rig.answer(() => response);
		expect((await submit()).error).toBe("invalid_response");
		expect(viewsOf(rig).map(({ id }) => id)).toEqual([viewId]);
	});

	test("tell the app of a closed view, and of the whole stack when the cross was pressed", async () => {
		const { rig, viewId, submit } = await openFilled();
		rig.answer(() => Response.json({ response_action: "push", view: CONFIRM }));
		await submit();
		const top = viewsOf(rig)[1]?.id ?? "";
		rig.answer(() => new Response(""));
		await rig.slack.closeView({ ...ALEX, viewId: top });
		expect(viewsOf(rig).map(({ id }) => id)).toEqual([viewId]);
		await rig.slack.closeView({ ...ALEX, viewId, cleared: true });
		expect(lastPayload(rig)).toMatchObject({ type: "view_closed", is_cleared: true, view: { id: viewId } });
		expect(viewsOf(rig)).toEqual([]);
	});

	test("a view that was closed can be updated no more", async () => {
		const { rig, viewId } = await openFilled();
		await rig.slack.closeView({ ...ALEX, viewId });
		const update = { view_id: viewId, view: JSON.stringify(FORM) };
		expect((await rig.call("views.update", update)).body.error).toBe("not_found");
	});
});
