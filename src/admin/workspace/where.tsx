import { Hono } from "hono";
import * as v from "valibot";
import type { Department } from "../../core/ticket.ts";
import { isVendorError } from "../../lib/errors.ts";
import { pageMessages } from "../../locales/pages/messages.ts";
import { doubtAdministrator } from "../../services/hearing/administrator.ts";
import { openFeed } from "../../services/hearing/open-feed.ts";
import { DIRECT } from "../../services/workspaces/check-channel.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import {
	MAX_NEW_CHANNELS,
	type MappingResult,
	setAllToOne,
	setEach,
} from "../../services/workspaces/mapping.ts";
import { type NamedChannel, nameChannels } from "../../services/workspaces/name-channels.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { optionalText, parseForm } from "../form.ts";
import { findEntered } from "../kept-form.ts";
import { messagesFor, renderNotFound } from "../render.tsx";
import { lookFor, PAGE_WAIT_MS } from "./channels.tsx";
import { type Entered, findOwn, pathOf, renderSection, toEdit, versionField } from "./frame.tsx";
import { DEPARTMENT_FIELD, WherePage } from "./where-page.tsx";

/** A link to a channel fits, and a name has at most 80 characters. */
const MAX_ENTERED = 300;

const allForm = v.object({
	...versionField,
	channel: optionalText(40),
	channel_id: optionalText(MAX_ENTERED),
});
const eachForm = v.looseObject(versionField);

interface Shown {
	input: Record<string, string>;
	errors: Record<string, string>;
	/** What concerns no single field. */
	problem?: string;
	entered?: Entered | null;
}

/** All departments to one channel, or each to its own. */
export function createWhereRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/admin/workspaces/:id/where", async (c) => {
		const view = await findOwn(c);
		if (!view) return renderNotFound(c);
		const entered = await findEntered(c);
		return renderWhere(c, view, { input: entered?.fields ?? {}, errors: {}, entered });
	});
	app.post("/admin/workspaces/:id/where/all", async (c) => {
		const entered = await parseForm(c, allForm);
		const view = await findOwn(c);
		if (!view) return renderNotFound(c);
		const { settings, common } = messagesFor(c);
		if (!entered.ok) {
			if (entered.errors.version) return renderNotFound(c);
			const errors = { [entered.errors.channel_id ? "channel_id" : "channel"]: settings.where.unknown };
			return renderWhere(c, view, { input: entered.input, errors });
		}
		// What was typed is what is meant: one of the list is always ticked already.
		const { version, channel, channel_id: typed } = entered.values;
		const input = { channel, channel_id: typed };
		const at = typed ? "channel_id" : "channel";
		const refuse = (error: string) => renderWhere(c, view, { input, errors: { [at]: error } });
		if (!channel && !typed) return refuse(common.required);
		const text = toEntered(typed || channel);
		const named = (await nameChannels(c.var.ctx, view, [text])).get(text);
		if (!named?.ok) return refuse(toError(c, text, named));
		const { channelId } = named;
		const result = await setAllToOne(c.var.ctx, toEdit(c, view, version), { channelId });
		return answer(c, view, result, { input, version, fieldsOf: () => [at] });
	});
	app.post("/admin/workspaces/:id/where/each", async (c) => {
		const entered = await parseForm(c, eachForm);
		const view = await findOwn(c);
		if (!view || !entered.ok) return renderNotFound(c);
		const input = readFields(entered.values);
		const tooLong = Object.keys(input).filter((name) => (input[name] ?? "").length > MAX_ENTERED);
		if (tooLong.length > 0) {
			const error = messagesFor(c).common.tooLong;
			return renderWhere(c, view, {
				input,
				errors: Object.fromEntries(tooLong.map((name) => [name, error])),
			});
		}
		const departments = await readDepartments(c, view);
		if (!departments) return renderWhere(c, view, { input, errors: {} });
		const filled = Object.entries(input).filter(([, text]) => text !== "");
		const texts = new Map(filled.map(([name, text]) => [name, toEntered(text)]));
		const channels = await nameChannels(c.var.ctx, view, [...texts.values()]);
		const errors: Record<string, string> = {};
		const chosen = new Map<string, string>();
		for (const [name, text] of texts) {
			const named = channels.get(text);
			if (named?.ok) chosen.set(name, named.channelId);
			else errors[name] = toError(c, text, named);
		}
		if (Object.keys(errors).length > 0) return renderWhere(c, view, { input, errors });
		const choices = [...chosen].map(([name, channelId]) => ({
			departmentId: name.slice(DEPARTMENT_FIELD.length),
			channelId,
		}));
		const { version } = entered.values;
		const result = await setEach(c.var.ctx, toEdit(c, view, version), { choices, known: departments });
		const fieldsOf = (channelId: string) =>
			[...chosen].filter(([, id]) => id === channelId).map(([name]) => name);
		return answer(c, view, result, { input, version, fieldsOf });
	});
	return app;
}

function readFields(values: Record<string, unknown>): Record<string, string> {
	const input: Record<string, string> = {};
	for (const [name, value] of Object.entries(values)) {
		if (name.startsWith(DEPARTMENT_FIELD) && typeof value === "string") input[name] = value.trim();
	}
	return input;
}

/** The app's direct messages are offered in words, in the language of the page of then. */
function toEntered(text: string): string {
	const words = (["en", "ja"] as const).map((locale) => pageMessages(locale).settings.where.directShort);
	return words.some((word) => word.toLowerCase() === text.toLowerCase()) ? DIRECT : text;
}

function toError(c: PageContext, text: string, named: NamedChannel | undefined): string {
	const { where: words } = messagesFor(c).settings;
	if (!named || named.ok) return words.unknown;
	const errors = {
		no_such_name: words.noSuchName(text),
		name_twice: words.nameTwice(text),
		unlisted: words.unlisted(text),
	};
	return errors[named.problem];
}

async function answer(
	c: PageContext,
	view: WorkspaceView,
	result: MappingResult,
	form: { input: Record<string, string>; version: number; fieldsOf: (channelId: string) => string[] },
): Promise<Response> {
	const { where: words } = messagesFor(c).settings;
	const { input, version } = form;
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
			const entered = { version, how: "sent" } as const;
			return now ? renderWhere(c, now, { input, errors: {}, entered }) : renderNotFound(c);
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
	const isFresh = c.req.query("fresh") === "1";
	const [channels, departments] = await Promise.all([
		lookFor(c, view, { words, isFresh, chosen: shown.input.channel ?? "", waitMs: PAGE_WAIT_MS }),
		readDepartments(c, view),
	]);
	const { input, errors, entered, problem = null } = shown;
	const { locale } = c.var;
	const body = <WherePage {...{ locale, view, words, channels, departments, input, errors, problem }} />;
	const isInvalid = problem !== null || Object.keys(errors).length > 0;
	const title = messagesFor(c).settings.where.title;
	return renderSection(c, { view, title, body, isInvalid, entered });
}

/** null when the desk doesn't tell. */
async function readDepartments(c: PageContext, view: WorkspaceView): Promise<Department[] | null> {
	const opened = await openFeed(c.var.ctx, view.workspace.deskId);
	if (!opened) return null;
	try {
		return await opened.helpDesk.departments();
	} catch (error) {
		if (!isVendorError(error)) throw error;
		c.set("isDoubted", true);
		await doubtAdministrator(c.var.ctx, opened.desk, error);
		c.var.ctx.log.warn("desk.departments_unknown", { kind: error.kind, code: error.code });
		return null;
	}
}
