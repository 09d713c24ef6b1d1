import { Hono } from "hono";
import * as v from "valibot";
import type { Locale } from "../../core/locale.ts";
import type { Layout } from "../../core/notification-settings.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import { saveLook } from "../../services/workspaces/settings.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { parseForm } from "../form.ts";
import { findEntered } from "../kept-form.ts";
import { SelectField } from "../parts.tsx";
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

const LAYOUTS: readonly Layout[] = ["threads", "flat"];
const LOCALES: readonly Locale[] = ["en", "ja"];
const lookForm = v.object({ layout: v.picklist(LAYOUTS), locale: v.picklist(LOCALES) });
const form = v.object({ ...versionField, ...lookForm.entries });

/** Cards with threads or a flat stream, and the language of the channels. */
export function createLookRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/admin/workspaces/:id/look", async (c) => {
		const view = await findOwn(c);
		if (!view) return renderNotFound(c);
		const entered = await findEntered(c);
		const kept = v.safeParse(lookForm, entered?.fields);
		return entered && kept.success
			? renderLook(c, view, kept.output, entered)
			: renderLook(c, view, view.workspace);
	});
	app.post("/admin/workspaces/:id/look", async (c) => {
		const entered = await parseForm(c, form);
		const view = await findOwn(c);
		if (!view) return renderNotFound(c);
		if (!entered.ok) {
			const { errors, input } = entered;
			if (errors.version) return renderNotFound(c);
			const { layout, locale } = view.workspace;
			// Of what is offered, what was chosen stays chosen.
			const look = {
				layout: LAYOUTS.find((one) => one === input.layout) ?? layout,
				locale: LOCALES.find((one) => one === input.locale) ?? locale,
			};
			return renderLook(c, view, look, undefined, errors);
		}
		const { version, layout, locale } = entered.values;
		const result = await saveLook(c.var.ctx, toEdit(c, view, version), { layout, locale });
		const unsaved = { version, how: "sent" } as const;
		return answerEdit(c, view, result, (now) => renderLook(c, now, { layout, locale }, unsaved));
	});
	return app;
}

function renderLook(
	c: PageContext,
	view: WorkspaceView,
	look: { layout: Layout; locale: Locale },
	entered?: Entered,
	errors: Record<string, string> = {},
) {
	const { settings, common } = messagesFor(c, view.desk.provider);
	const words = settings.look;
	const errorOf = (name: string) => (errors[name] === undefined ? undefined : common.notOffered);
	const body = (
		<SettingsForm view={view} to="look" submit={common.save} locale={c.var.locale}>
			<SelectField
				name="layout"
				label={words.layout}
				value={look.layout}
				error={errorOf("layout")}
				options={LAYOUTS.map((value) => ({ value, label: words[value] }))}
			/>
			<SelectField
				name="locale"
				label={words.locale}
				help={words.localeHelp}
				value={look.locale}
				error={errorOf("locale")}
				options={LOCALES.map((value) => ({ value, label: words.locales[value] }))}
			/>
		</SettingsForm>
	);
	return renderSection(c, {
		view,
		title: words.title,
		body,
		entered,
		isInvalid: Object.keys(errors).length > 0,
	});
}
