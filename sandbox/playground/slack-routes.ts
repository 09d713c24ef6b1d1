import { Hono } from "hono";
import * as v from "valibot";
import type { ActInput } from "../vendors/slack-simulator.ts";
import type { PlaygroundInfo } from "./info.ts";
import { readBody } from "./read-body.ts";
import { buildSlackState, type PlaygroundSlack } from "./slack-state.ts";

const id = v.pipe(v.string(), v.maxLength(200));
const values = v.record(v.string(), v.record(v.string(), v.unknown()));
const person = { teamId: id, userId: id };
const Person = v.object(person);
const InChannel = v.object({ ...person, channelId: id });
const Say = v.object({ ...person, channelId: id, text: v.pipe(v.string(), v.maxLength(40_000)) });
const Command = v.object({ ...Say.entries, command: id });
const Close = v.object({ ...person, viewId: id });
const Submit = v.object({ ...Close.entries, values });
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
		return body instanceof Response ? body : c.json(await slack.say(body));
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

	app.onError((error, c) => c.json({ error: error.message }, 422));
	return app;
}
