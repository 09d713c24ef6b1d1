import { Hono } from "hono";
import * as v from "valibot";
import type { Department } from "../../core/ticket.ts";
import { isVendorError } from "../../lib/errors.ts";
import { openFeed } from "../../services/hearing/open-feed.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import { listChannels } from "../../services/workspaces/list-channels.ts";
import {
	MAX_NEW_CHANNELS,
	type MappingResult,
	setAllToOne,
	setEach,
} from "../../services/workspaces/mapping.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { optionalText, parseForm } from "../form.ts";
import { messagesFor, renderNotFound } from "../render.tsx";
import { findOwn, pathOf, renderSection, toEdit, versionField } from "./frame.tsx";
import { type ChannelList, DEPARTMENT_FIELD, WherePage } from "./where-page.tsx";

const allForm = v.object({
	...versionField,
	channel: optionalText(40),
	channel_id: v.pipe(optionalText(40), v.toUpperCase()),
});
const eachForm = v.looseObject(versionField);

interface Shown {
	input: Record<string, string>;
	errors: Record<string, string>;
	/** What concerns no single field. */
	problem?: string;
	isOutdated?: boolean;
}

/** All departments to one channel, or each to its own. */
export function createWhereRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/admin/workspaces/:id/where", async (c) => {
		const view = await findOwn(c);
		return view ? renderWhere(c, view, { input: {}, errors: {} }) : renderNotFound(c);
	});
	app.post("/admin/workspaces/:id/where/all", async (c) => {
		const entered = await parseForm(c, allForm);
		const view = await findOwn(c);
		if (!view) return renderNotFound(c);
		if (!entered.ok) return renderWhere(c, view, entered);
		const { version, channel, channel_id: typed } = entered.values;
		const { settings, common } = messagesFor(c);
		const input = { channel, channel_id: typed };
		const wrong = (error: string) => renderWhere(c, view, { input, errors: { channel_id: error } });
		if (channel && typed) return wrong(settings.where.channelIdTwice);
		if (!channel && !typed) return renderWhere(c, view, { input, errors: { channel: common.required } });
		const channelId = channel || typed;
		const result = await setAllToOne(c.var.ctx, toEdit(c, view, version), { channelId });
		const at = typed ? "channel_id" : "channel";
		return answer(c, view, result, { input, fieldsOf: () => [at] });
	});
	app.post("/admin/workspaces/:id/where/each", async (c) => {
		const entered = await parseForm(c, eachForm);
		const view = await findOwn(c);
		if (!view || !entered.ok) return renderNotFound(c);
		const departments = await readDepartments(c, view);
		if (!departments) return renderWhere(c, view, { input: {}, errors: {} });
		const input: Record<string, string> = {};
		for (const [name, value] of Object.entries(entered.values)) {
			if (name.startsWith(DEPARTMENT_FIELD) && typeof value === "string") input[name] = value;
		}
		const choices = Object.entries(input)
			.filter(([, channelId]) => channelId !== "")
			.map(([name, channelId]) => ({ departmentId: name.slice(DEPARTMENT_FIELD.length), channelId }));
		const edit = toEdit(c, view, entered.values.version);
		const result = await setEach(c.var.ctx, edit, { choices, known: departments });
		const fieldsOf = (channelId: string) =>
			Object.keys(input).filter((name) => input[name]?.toUpperCase() === channelId.toUpperCase());
		return answer(c, view, result, { input, fieldsOf });
	});
	return app;
}

async function answer(
	c: PageContext,
	view: WorkspaceView,
	result: MappingResult,
	form: { input: Record<string, string>; fieldsOf: (channelId: string) => string[] },
): Promise<Response> {
	const { where: words } = messagesFor(c).settings;
	const { input } = form;
	if (result.ok) {
		const query = new URLSearchParams({ saved: "1" });
		if (result.shared.length > 0) query.set("shared", result.shared.join(" "));
		if (result.waiting.length > 0) query.set("waiting", result.waiting.join(" "));
		return c.redirect(`${pathOf(view)}?${query}`, 303);
	}
	const again = (shown: Omit<Shown, "input">) => renderWhere(c, view, { input, ...shown });
	switch (result.reason) {
		case "not_found":
			return renderNotFound(c);
		case "disabled":
		case "changed": {
			const now = await findOwn(c);
			return now ? renderWhere(c, now, { input, errors: {}, isOutdated: true }) : renderNotFound(c);
		}
		case "channel": {
			const text = words[result.problem];
			const errors = Object.fromEntries(form.fieldsOf(result.channelId).map((name) => [name, text]));
			return again({ errors, problem: text });
		}
		case "department_twice":
			return again({ errors: { [DEPARTMENT_FIELD + result.departmentId]: words.departmentTwice } });
		case "department_unknown":
			return again({ errors: {}, problem: words.departmentUnknown });
		case "too_many":
			return again({ errors: {}, problem: words.tooMany(String(MAX_NEW_CHANNELS)) });
		case "slack":
			return again({ errors: {}, problem: words.slack(result.code) });
	}
}

async function renderWhere(c: PageContext, view: WorkspaceView, shown: Shown) {
	const words = c.req.query("q")?.slice(0, 80) ?? "";
	const [channels, departments] = await Promise.all([readChannels(c, view, words), readDepartments(c, view)]);
	const { errors, isOutdated = false, problem = null } = shown;
	const body = (
		<WherePage
			locale={c.var.locale}
			view={view}
			words={words}
			channels={channels}
			departments={departments}
			input={shown.input}
			errors={errors}
			problem={problem}
		/>
	);
	const isInvalid = problem !== null || Object.keys(errors).length > 0;
	const title = messagesFor(c).settings.where.title;
	return renderSection(c, { view, title, body, isInvalid, isOutdated });
}

async function readChannels(c: PageContext, view: WorkspaceView, words: string): Promise<ChannelList> {
	try {
		const found = await listChannels(c.var.ctx, view.team, words);
		return found ? { ...found, problem: null } : { channels: [], more: false, problem: "token_revoked" };
	} catch (error) {
		if (!isVendorError(error)) throw error;
		return { channels: [], more: false, problem: error.code ?? error.kind };
	}
}

/** null when the desk doesn't tell. */
async function readDepartments(c: PageContext, view: WorkspaceView): Promise<Department[] | null> {
	try {
		const opened = await openFeed(c.var.ctx, view.workspace.deskId);
		return (await opened?.helpDesk.departments()) ?? null;
	} catch (error) {
		if (!isVendorError(error)) throw error;
		c.var.ctx.log.warn("desk.departments_unknown", { kind: error.kind, code: error.code });
		return null;
	}
}
