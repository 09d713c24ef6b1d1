import { Hono } from "hono";
import * as v from "valibot";
import type { ActInput } from "../vendors/slack-simulator.ts";
import { MAX_FILE_BYTES, PICTURES } from "./file-limits.ts";
import type { PlaygroundInfo } from "./info.ts";
import { readBody } from "./read-body.ts";
import { buildSlackState, type PlaygroundSlack } from "./slack-state.ts";

const id = v.pipe(v.string(), v.maxLength(200));
const values = v.record(v.string(), v.record(v.string(), v.unknown()));
const person = { teamId: id, userId: id };
const Person = v.object(person);
const InChannel = v.object({ ...person, channelId: id });
const Archive = v.object({ ...InChannel.entries, archived: v.boolean() });
const text = v.pipe(v.string(), v.maxLength(40_000));
const Command = v.object({ ...person, channelId: id, text, command: id });
/** What the page attaches at most, in base64. */
const MAX_FILE_TEXT = Math.ceil((MAX_FILE_BYTES * 4) / 3) + 4;
const File = v.object({
	name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
	mimetype: v.pipe(v.string(), v.regex(/^[\w.+-]+\/[\w.+-]+$/)),
	data: v.pipe(v.string(), v.base64(), v.maxLength(MAX_FILE_TEXT)),
});
const Say = v.object({
	...person,
	channelId: id,
	text,
	files: v.optional(v.pipe(v.array(File), v.maxLength(5)), []),
});
const GlobalShortcut = v.object({ ...person, channelId: id, callbackId: v.string() });
const MessageShortcut = v.object({ ...GlobalShortcut.entries, ts: id });
const Close = v.object({ ...person, viewId: id, cleared: v.optional(v.boolean(), false) });
const Submit = v.object({ ...person, viewId: id, values });
const source = v.variant("kind", [
	v.object({ kind: v.literal("message"), channelId: id, ts: id }),
	v.object({ kind: v.literal("view"), viewId: id }),
	v.object({ kind: v.literal("home") }),
]);
const element = { ...person, source, blockId: v.string(), actionId: v.string() };
const Act = v.object({ ...element, value: v.optional(v.string()), state: v.optional(values) });
const Suggest = v.object({ ...element, query: v.string() });

/** The simulated Slack as JSON, for the page. */
export function createSlackRoutes(slack: PlaygroundSlack, info: PlaygroundInfo): Hono {
	const app = new Hono();

	app.get("/state", (c) => {
		const { team = "", user = "", channel = "" } = c.req.query();
		const place = {
			teamId: team || info.start.teamId,
			userId: user || info.start.userId,
			channelId: channel,
		};
		const state = buildSlackState(slack, place, info.start.channelName);
		return state ? c.json(state) : c.json({ error: "There is no workspace." }, 404);
	});

	app.post("/command", async (c) => {
		const body = await readBody(c, Command);
		return body instanceof Response ? body : c.json(await slack.command(body));
	});

	app.post("/act", async (c) => {
		const body = await readBody(c, Act);
		if (body instanceof Response) return body;
		const { value, state, ...rest } = body;
		const input: ActInput = { ...rest, ...(value !== undefined && { value }), ...(state && { state }) };
		return c.json(await slack.act(input));
	});

	app.post("/suggest", async (c) => {
		const body = await readBody(c, Suggest);
		return body instanceof Response ? body : c.json(await slack.suggest(body));
	});

	app.post("/submit", async (c) => {
		const body = await readBody(c, Submit);
		return body instanceof Response ? body : c.json(await slack.submitView(body));
	});

	app.post("/close", async (c) => {
		const body = await readBody(c, Close);
		if (body instanceof Response) return body;
		await slack.closeView(body);
		return c.json({});
	});

	app.post("/say", async (c) => {
		const body = await readBody(c, Say);
		if (body instanceof Response) return body;
		const files = body.files.map(({ name, mimetype, data }) => {
			return { name, mimetype, bytes: new Uint8Array(Buffer.from(data, "base64")) };
		});
		return c.json(await slack.say({ ...body, files }));
	});

	app.get("/file/:team/:file", (c) => {
		const file = slack.file(c.req.param("team"), c.req.param("file"), c.req.query("user") ?? "");
		if (!file) return c.json({ error: "There is no such file." }, 404);
		// Only pictures are drawn by the browser; anything else, such as HTML, is saved.
		const isPicture = PICTURES.includes(file.mimetype);
		return c.body(file.bytes.slice(), 200, {
			"Content-Type": isPicture ? file.mimetype : "application/octet-stream",
			"Content-Disposition": `${isPicture ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
		});
	});

	app.post("/global-shortcut", async (c) => {
		const body = await readBody(c, GlobalShortcut);
		return body instanceof Response ? body : c.json(await slack.globalShortcut(body));
	});

	app.post("/message-shortcut", async (c) => {
		const body = await readBody(c, MessageShortcut);
		return body instanceof Response ? body : c.json(await slack.messageShortcut(body));
	});

	app.post("/home", async (c) => {
		const body = await readBody(c, Person);
		return body instanceof Response ? body : c.json(await slack.openHome(body));
	});

	app.post("/invite", async (c) => {
		const body = await readBody(c, InChannel);
		if (body instanceof Response) return body;
		await slack.inviteBot(body);
		return c.json({});
	});

	app.post("/remove-bot", async (c) => {
		const body = await readBody(c, InChannel);
		if (body instanceof Response) return body;
		await slack.removeBot(body);
		return c.json({});
	});

	app.post("/archive", async (c) => {
		const body = await readBody(c, Archive);
		if (body instanceof Response) return body;
		await slack.setArchived(body);
		return c.json({});
	});

	app.onError((error, c) => c.json({ error: error.message }, 422));
	return app;
}
