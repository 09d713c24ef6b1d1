import { Hono } from "hono";
import * as v from "valibot";
import {
	FILTER_PRIORITIES,
	FILTER_STATUSES,
	type Filters,
	parseFilters,
} from "../../core/notification-settings.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import { saveFilters } from "../../services/workspaces/settings.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { parseForm } from "../form.ts";
import { findEntered } from "../kept-form.ts";
import { Field, Tick } from "../parts.tsx";
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

const MAX_TAGS = 50;
const MAX_TAG_LENGTH = 100;

const tagList = v.pipe(
	v.optional(v.string(), ""),
	v.transform((text) => [
		...new Set(
			text
				.split(/[,、,\n]/)
				.map((tag) => tag.trim())
				.filter((tag) => tag !== ""),
		),
	]),
	v.maxLength(MAX_TAGS, "too_many"),
	v.everyItem((tag) => tag.length <= MAX_TAG_LENGTH, "too_many"),
);
const form = v.looseObject({ ...versionField, tags: tagList });

/** Which tickets a workspace hears of. */
export function createFilterRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/admin/workspaces/:id/filters", async (c) => {
		const view = await findOwn(c);
		if (!view) return renderNotFound(c);
		const entered = await findEntered(c);
		if (entered) {
			const { tags = "" } = entered.fields;
			return renderFilters(c, view, { filters: readTicks(entered.fields, []), tags, entered });
		}
		const filters = parseFilters(view.workspace.filters);
		return renderFilters(c, view, { filters, tags: filters.tags.join(", ") });
	});
	app.post("/admin/workspaces/:id/filters", async (c) => {
		const entered = await parseForm(c, form);
		const view = await findOwn(c);
		if (!view) return renderNotFound(c);
		const input: Record<string, unknown> = entered.ok ? entered.values : entered.input;
		const filters = readTicks(input, entered.ok ? entered.values.tags : []);
		if (!entered.ok) {
			const tags = entered.input.tags ?? "";
			return renderFilters(c, view, { filters, tags, isInvalid: true });
		}
		const { version } = entered.values;
		const result = await saveFilters(c.var.ctx, toEdit(c, view, version), filters);
		const shown = { filters, tags: filters.tags.join(", "), entered: { version, how: "sent" } } as const;
		return answerEdit(c, view, result, (now) => renderFilters(c, now, shown));
	});
	return app;
}

function readTicks(input: Record<string, unknown>, tags: string[]): Filters {
	return {
		priorities: FILTER_PRIORITIES.filter((name) => input[`priority_${name}`] === "yes"),
		statuses: FILTER_STATUSES.filter((name) => input[`status_${name}`] === "yes"),
		tags,
	};
}

function renderFilters(
	c: PageContext,
	view: WorkspaceView,
	shown: { filters: Filters; tags: string; isInvalid?: boolean; entered?: Entered },
) {
	const { settings: words, common } = messagesFor(c, view.desk.provider);
	const { filters, tags, isInvalid = false, entered } = shown;
	const body = (
		<>
			<p class="lead">{words.filters.lead}</p>
			<SettingsForm view={view} to="filters" submit={common.save} locale={c.var.locale}>
				<fieldset>
					<legend>{words.filters.priorities}</legend>
					<div class="choices">
						{FILTER_PRIORITIES.map((name) => (
							<Tick
								name={`priority_${name}`}
								label={words.filters.priority[name]}
								checked={filters.priorities.includes(name)}
							/>
						))}
					</div>
				</fieldset>
				<fieldset>
					<legend>{words.filters.statuses}</legend>
					<div class="choices">
						{FILTER_STATUSES.map((name) => (
							<Tick
								name={`status_${name}`}
								label={words.filters.status[name]}
								checked={filters.statuses.includes(name)}
							/>
						))}
					</div>
				</fieldset>
				<Field
					name="tags"
					label={words.filters.tags}
					help={words.filters.tagsHelp}
					value={tags}
					error={isInvalid ? words.filters.tooMany : undefined}
				/>
			</SettingsForm>
		</>
	);
	return renderSection(c, { view, title: words.filters.title, body, isInvalid, entered });
}
