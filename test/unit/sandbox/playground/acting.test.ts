import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchOptions, stepThrough } from "../../../../sandbox/playground/client/blocks/search-options.ts";
import {
	fromIds,
	fromText,
	idsOf,
	initialValue,
	isEmpty,
	textValue,
	toActValue,
} from "../../../../sandbox/playground/client/blocks/values.ts";
import { formatSize, readAttachments } from "../../../../sandbox/playground/client/slack/attachments.ts";
import { en } from "../../../../sandbox/playground/client/words/en.ts";
import { MAX_FILE_BYTES } from "../../../../sandbox/playground/file-limits.ts";
import { createPlaygroundInfo } from "../../../../sandbox/playground/info.ts";
import { createPlayground } from "../../../../sandbox/playground/routes.ts";
import { createFakeDesk } from "./fake-desk.ts";
import { createFakeSlack, TEAM } from "./fake-slack.ts";

const ALEX = { teamId: TEAM, userId: "U0ALEX0001" };
const SUPPORT = { ...ALEX, channelId: "C0SUPPORT1" };

function open() {
	const slack = createFakeSlack();
	const zendesk = createFakeDesk();
	const zoho = createFakeDesk();
	const app = createPlayground({
		slack,
		desks: { zendesk, zoho },
		info: createPlaygroundInfo("http://localhost:8787"),
	});
	const post = (path: string, body: unknown) => {
		const headers = { "Content-Type": "application/json" };
		return app.request(`/playground/api${path}`, { method: "POST", headers, body: JSON.stringify(body) });
	};
	const get = (path: string) => app.request(`/playground/api${path}`);
	return { slack, zendesk, post, get };
}

describe("shortcuts", () => {
	it("are part of what a person sees where the app is installed, and only there", async () => {
		const { get } = open();
		const namesIn = async (team: string) => {
			const state = (await (await get(`/slack/state?team=${team}`)).json()) as {
				shortcuts: { name: string }[];
			};
			return state.shortcuts.map(({ name }) => name);
		};
		expect(await namesIn(TEAM)).toEqual(["New ticket", "Create ticket"]);
		expect(await namesIn("T0KITA0001")).toEqual([]);
	});

	it("go to the app, with the message they are for", async () => {
		const { slack, post } = open();
		const global = { ...SUPPORT, callbackId: "new_ticket" };
		const onMessage = { ...SUPPORT, callbackId: "from_message", ts: "1.000100" };
		expect(await (await post("/slack/global-shortcut", global)).json()).toEqual(slack.answer);
		expect(await (await post("/slack/message-shortcut", onMessage)).json()).toEqual(slack.answer);
		expect((await post("/slack/message-shortcut", global)).status).toBe(400);
		expect(slack.calls).toEqual([
			{ what: "globalShortcut", input: global },
			{ what: "messageShortcut", input: onMessage },
		]);
	});
});

describe("files", () => {
	const file = { name: "a.txt", mimetype: "text/plain", data: btoa("hi") };

	it("go along with a message as bytes", async () => {
		const { slack, post } = open();
		expect((await post("/slack/say", { ...SUPPORT, text: "see", files: [file] })).status).toBe(200);
		const bytes = new TextEncoder().encode("hi");
		expect(slack.calls).toEqual([
			{
				what: "say",
				input: { ...SUPPORT, text: "see", files: [{ name: "a.txt", mimetype: "text/plain", bytes }] },
			},
		]);
	});

	it.each([
		["too large", { ...file, data: "A".repeat(Math.ceil((MAX_FILE_BYTES * 4) / 3) + 8) }],
		["no base64", { ...file, data: "%%%" }],
		["of no kind", { ...file, mimetype: "text/html\r\nx: y" }],
	])("are refused when %s", async (_, broken) => {
		const { slack, post } = open();
		expect((await post("/slack/say", { ...SUPPORT, text: "see", files: [broken] })).status).toBe(400);
		expect(slack.calls).toEqual([]);
	});

	it("are drawn when they are pictures and saved when they could be anything", async () => {
		const { slack, get } = open();
		const kinds = async (mimetype: string) => {
			slack.file = () => ({ name: "ä.x", mimetype, bytes: new Uint8Array([1]) });
			const { headers } = await get(`/slack/file/${TEAM}/F1?user=U0ALEX0001`);
			return [headers.get("content-type"), headers.get("content-disposition")?.split(";")[0]];
		};
		expect(await kinds("image/png")).toEqual(["image/png", "inline"]);
		expect(await kinds("text/html")).toEqual(["application/octet-stream", "attachment"]);
		expect(await kinds("image/svg+xml")).toEqual(["application/octet-stream", "attachment"]);
	});

	it("are unknown to whom Slack shows none", async () => {
		expect((await open().get(`/slack/file/${TEAM}/F1?user=U0ALEX0001`)).status).toBe(404);
	});

	it("that are too large stay behind with a reason, the others come along", async () => {
		const large = new File([new Uint8Array(MAX_FILE_BYTES + 1)], "large.bin");
		const small = new File(["hi"], "small.txt", { type: "text/plain" });
		const { read, problem } = await readAttachments([large, small], en);
		expect(read).toEqual([{ name: "small.txt", mimetype: "text/plain", size: 2, data: btoa("hi") }]);
		expect(problem).toBe(en.tooLarge("large.bin"));
	});

	it.each([
		[9, "1 kB"],
		[4200, "4.2 kB"],
		[950_000, "950 kB"],
	])("of %d bytes are called %s", (bytes, label) => {
		expect(formatSize(bytes, "en-US")).toBe(label);
	});
});

describe("mails", () => {
	it("are shown for a desk that keeps them", async () => {
		const { zendesk, get } = open();
		const mail = { from: "a@x", to: ["b@x"], cc: [], subject: "Re", text: "Hi", at: 1, attachments: [] };
		zendesk.outbox = (id) => (id === "1042" ? [mail] : []);
		expect(await (await get("/zendesk/tickets/1042/mails")).json()).toEqual({ mails: [mail] });
		expect(await (await get("/zoho/tickets/1042/mails")).json()).toEqual({ mails: null });
	});
});

describe("values of several", () => {
	it.each([
		["multi_users_select", "initial_users", "selected_users"],
		["multi_conversations_select", "initial_conversations", "selected_conversations"],
		["multi_channels_select", "initial_channels", "selected_channels"],
	])("%s begins with its ids and can be emptied", (type, initial, selected) => {
		const value = initialValue({ type, [initial]: ["X1", "X2"] });
		expect(value).toEqual({ type, [selected]: ["X1", "X2"] });
		expect(idsOf(value)).toEqual(["X1", "X2"]);
		expect(toActValue(value)).toBe("X1,X2");
		expect(isEmpty(fromIds({ type }, []))).toBe(true);
	});

	it("a moment goes through the browser's field and back", () => {
		const element = { type: "datetimepicker", initial_date_time: 1_795_299_180 };
		const value = initialValue(element);
		expect(fromText(element, textValue(value))).toEqual(value);
		expect(isEmpty(fromText(element, ""))).toBe(true);
	});
});

describe("options", () => {
	const options = [
		{ text: "Product support", value: "1", group: "Europe" },
		{ text: "Billing", value: "2", group: null },
	];

	it.each([
		["", ["1", "2"]],
		["SUPPORT product", ["1"]],
		["europe", ["1"]],
		["x", []],
	])("typed %j leave %j", (typed, values) => {
		expect(matchOptions(options, typed).map(({ value }) => value)).toEqual(values);
	});

	it("are walked through in a circle", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(49), (length, start) => {
				const at = start % length;
				expect(stepThrough(stepThrough(at, 1, length), -1, length)).toBe(at);
			}),
		);
		expect(stepThrough(3, 1, 0)).toBe(0);
	});
});
