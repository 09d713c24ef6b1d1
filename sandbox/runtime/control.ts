import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import * as v from "valibot";
import type { SimChannel } from "../vendors/slack-simulator.ts";
import { addDeskControl } from "./control-desks.ts";
import { buildInfo, findChannel, findPerson, findViewer } from "./control-people.ts";
import { addSalesforceControl } from "./control-salesforce.ts";
import type { Sandbox } from "./sandbox.ts";
import { toNdjson } from "./traffic.ts";

const optionalText = v.optional(v.string());
const optionalNumber = v.optional(v.number());

const faultSchema = v.object({
	vendor: v.optional(v.picklist(["slack", "zendesk", "zoho", "salesforce"])),
	match: optionalText,
	status: optionalNumber,
	body: optionalText,
	contentType: optionalText,
	retryAfterSeconds: optionalNumber,
	delayMs: optionalNumber,
	drop: v.optional(v.boolean()),
	dropAnswer: v.optional(v.boolean()),
	times: optionalNumber,
});
const place = { team: optionalText, user: v.string(), channel: v.string() };
const commandSchema = v.object({ ...place, text: v.string(), command: optionalText });
const clickSchema = v.object({
	...place,
	ts: v.string(),
	blockId: v.string(),
	actionId: v.string(),
	value: optionalText,
});

const shortcutSchema = v.object({ ...place, callbackId: v.string(), ts: optionalText });
const submitSchema = v.object({
	team: optionalText,
	user: v.string(),
	viewId: v.string(),
	values: v.optional(v.record(v.string(), v.record(v.string(), v.unknown())), {}),
});

/** What tests and tools do to the sandbox, on either site. */
export function createControl(sandbox: Sandbox): Hono {
	const app = new Hono().basePath("/sandbox");
	app.onError((error, c) => {
		if (error instanceof v.ValiError) return c.json({ error: error.message }, 400);
		if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
		return c.json({ error: error.stack ?? error.message }, 500);
	});

	async function parse<S extends v.GenericSchema>(schema: S, request: Request): Promise<v.InferOutput<S>> {
		const text = await request.text();
		return v.parse(schema, text === "" ? {} : JSON.parse(text));
	}

	app.get("/info", (c) => c.json(buildInfo(sandbox)));
	app.post("/reset", async (c) => {
		await sandbox.reset();
		return c.json({ ok: true });
	});
	app.post("/cron", async (c) => {
		const { cron } = await parse(v.object({ cron: optionalText }), c.req.raw);
		await sandbox.cron(cron);
		return c.json({ ok: true });
	});
	app.post("/faults", async (c) => {
		const fault = await parse(faultSchema, c.req.raw);
		sandbox.faults.add(Object.fromEntries(Object.entries(fault).filter(([, value]) => value !== undefined)));
		return c.json({ pending: sandbox.faults.pending() });
	});
	app.get("/faults", (c) => c.json({ pending: sandbox.faults.pending() }));
	app.delete("/faults", (c) => {
		sandbox.faults.clear();
		return c.json({ pending: [] });
	});
	app.post("/clock", async (c) => {
		const { days, ms } = await parse(v.object({ days: optionalNumber, ms: optionalNumber }), c.req.raw);
		if (ms) await sandbox.passTime(ms);
		if (days) await sandbox.passDays(days);
		return c.json({ now: sandbox.clock.now() });
	});
	app.post("/hurry", async (c) => {
		const { ms } = await parse(v.object({ ms: v.number() }), c.req.raw);
		await sandbox.hurry(ms);
		return c.json({ ok: true });
	});
	app.get("/traffic", (c) =>
		c.body(toNdjson(sandbox.traffic()), 200, { "content-type": "application/x-ndjson" }),
	);
	app.get("/logs", (c) => c.json(sandbox.logs()));

	app.get("/slack/messages", (c) => {
		const { team, channel = "", user } = c.req.query();
		const person = user ? findPerson(sandbox, user, team) : findViewer(sandbox, channel, team);
		const found: SimChannel = findChannel(sandbox, person, channel);
		return c.json({ messages: sandbox.slack.messages(person.teamId, found.id, person.userId) });
	});
	app.get("/slack/views", (c) => {
		const { team, user = "" } = c.req.query();
		const { teamId, userId } = findPerson(sandbox, user, team);
		return c.json({ views: sandbox.slack.views(teamId, userId), home: sandbox.slack.home(teamId, userId) });
	});
	app.post("/slack/command", async (c) => {
		const { team, user, channel, text, command } = await parse(commandSchema, c.req.raw);
		const person = findPerson(sandbox, user, team);
		const channelId = findChannel(sandbox, person, channel).id;
		const sent = { ...person, channelId, text, ...(command ? { command } : {}) };
		return c.json(await sandbox.slack.command(sent));
	});
	app.post("/slack/act", async (c) => {
		const { team, user, channel, ts, blockId, actionId, value } = await parse(clickSchema, c.req.raw);
		const person = findPerson(sandbox, user, team);
		const channelId = findChannel(sandbox, person, channel).id;
		const click = { blockId, actionId, ...(value === undefined ? {} : { value }) };
		return c.json(
			await sandbox.slack.act({ ...person, source: { kind: "message", channelId, ts }, ...click }),
		);
	});
	app.post("/slack/shortcut", async (c) => {
		const { team, user, channel, ts, callbackId } = await parse(shortcutSchema, c.req.raw);
		const person = findPerson(sandbox, user, team);
		const input = { ...person, channelId: findChannel(sandbox, person, channel).id, callbackId };
		const { slack } = sandbox;
		return c.json(await (ts ? slack.messageShortcut({ ...input, ts }) : slack.globalShortcut(input)));
	});
	app.post("/slack/submit", async (c) => {
		const { team, user, viewId, values } = await parse(submitSchema, c.req.raw);
		return c.json(await sandbox.slack.submitView({ ...findPerson(sandbox, user, team), viewId, values }));
	});
	app.post("/slack/invite", async (c) => {
		const { team, user, channel } = await parse(v.object(place), c.req.raw);
		const person = findPerson(sandbox, user, team);
		await sandbox.slack.inviteBot({ ...person, channelId: findChannel(sandbox, person, channel).id });
		return c.json({ ok: true });
	});
	app.post("/slack/uninstall", async (c) => {
		const { team } = await parse(v.object({ team: v.string() }), c.req.raw);
		await sandbox.slack.uninstall(team);
		return c.json({ ok: true });
	});
	addDeskControl(app, sandbox);
	addSalesforceControl(app, sandbox);
	return app;
}
