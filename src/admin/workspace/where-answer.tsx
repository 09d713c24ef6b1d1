import type { Department } from "../../core/ticket.ts";
import { isVendorError } from "../../lib/errors.ts";
import { doubtAdministrator } from "../../services/hearing/administrator.ts";
import { openFeed } from "../../services/hearing/open-feed.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import { MAX_NEW_CHANNELS, type MappingResult } from "../../services/workspaces/mapping.ts";
import type { PageContext } from "../env.ts";
import { messagesFor, renderNotFound } from "../render.tsx";
import { lookFor, PAGE_WAIT_MS } from "./channels.tsx";
import { type Entered, findOwn, pathOf, renderSection } from "./frame.tsx";
import { DEPARTMENT_FIELD } from "./where-input.ts";
import { WherePage } from "./where-page.tsx";

interface Shown {
	input: Record<string, string>;
	errors: Record<string, string>;
	/** What concerns no single field. */
	problem?: string;
	entered?: Entered | null;
}

/** What a form about channels came to: the workspace's page, or the form again with what is wrong. */
export async function answerMapping(
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

export async function renderWhere(c: PageContext, view: WorkspaceView, shown: Shown) {
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
export async function readDepartments(c: PageContext, view: WorkspaceView): Promise<Department[] | null> {
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
