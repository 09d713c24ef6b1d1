import { Hono } from "hono";
import * as v from "valibot";
import { isSwitchedOn, parseSwitches } from "../../core/notification-settings.ts";
import type { TicketEventType } from "../../core/ticket-event.ts";
import { eventMessages } from "../../locales/events/event-messages.ts";
import { findDesk } from "../../services/desks/find-desk.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import { feedableEvents, saveSwitches } from "../../services/workspaces/settings.ts";
import { samplePreview } from "../../slack/views/sample-notice.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { parseForm } from "../form.ts";
import { findEntered } from "../kept-form.ts";
import { Tick } from "../parts.tsx";
import { messagesFor, renderNotFound } from "../render.tsx";
import {
	answerEdit,
	type Entered,
	findOwn,
	renderSection,
	SettingsForm,
	toEdit,
	versionField,
} from "./frame.tsx";

const form = v.looseObject(versionField);

/** A switch for each event that the desk tells of. */
export function createWhatRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/admin/workspaces/:id/what", async (c) => {
		const view = await findOwn(c);
		if (!view) return renderNotFound(c);
		const entered = await findEntered(c);
		if (entered) return renderWhat(c, view, { isOn: (type) => entered.fields[type] === "yes", entered });
		const switches = parseSwitches(view.workspace.switches);
		return renderWhat(c, view, { isOn: (type) => isSwitchedOn(switches, type) });
	});
	app.post("/admin/workspaces/:id/what", async (c) => {
		const entered = await parseForm(c, form);
		const view = await findOwn(c);
		const desk = await findDesk(c.var.ctx.db, c.var.session.deskId);
		if (!view || !desk || !entered.ok) return renderNotFound(c);
		const { values } = entered;
		const provider = c.var.ctx.provider(desk.provider);
		const on = feedableEvents(provider).filter((type) => values[type] === "yes");
		const result = await saveSwitches(c.var.ctx, toEdit(c, view, values.version), { provider, on });
		const isOn = (type: TicketEventType) => on.includes(type);
		const unsaved = { version: values.version, how: "sent" } as const;
		return answerEdit(c, view, result, (now) => renderWhat(c, now, { isOn, entered: unsaved }));
	});
	return app;
}

async function renderWhat(
	c: PageContext,
	view: WorkspaceView,
	shown: { isOn: (type: TicketEventType) => boolean; entered?: Entered },
) {
	const { ctx, locale } = c.var;
	const desk = await findDesk(ctx.db, view.workspace.deskId);
	if (!desk) return renderNotFound(c);
	const { settings: words, common } = messagesFor(c, view.desk.provider);
	const events = eventMessages(locale, desk.provider);
	const sample = { locale: view.workspace.locale, provider: desk.provider, now: ctx.now() };
	const body = (
		<>
			<p class="lead">{words.what.lead}</p>
			<SettingsForm view={view} to="what" submit={common.save} locale={c.var.locale}>
				{feedableEvents(ctx.provider(desk.provider)).map((type) => (
					<Tick
						name={type}
						label={events.name(type)}
						help={`${events.description(type)} ${words.what.example(samplePreview(type, sample))}`}
						checked={shown.isOn(type)}
					/>
				))}
				<p class="quiet small">{words.what.closing}</p>
				<p class="quiet small">{words.what.people}</p>
			</SettingsForm>
		</>
	);
	return renderSection(c, { view, title: words.what.title, body, entered: shown.entered });
}
