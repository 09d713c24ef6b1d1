import { Hono } from "hono";
import * as v from "valibot";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import { isTimeZone, saveTimes } from "../../services/workspaces/settings.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { parseForm } from "../form.ts";
import { findEntered } from "../kept-form.ts";
import { Field, SelectField } from "../parts.tsx";
import { messagesFor, renderNotFound } from "../render.tsx";
import { parseClock, toClock } from "./clock.ts";
import {
	answerEdit,
	type Entered,
	findOwn,
	renderSection,
	SettingsForm,
	toEdit,
	versionField,
} from "./frame.tsx";

const time = v.pipe(
	v.optional(v.string(), ""),
	v.transform(parseClock),
	v.check((minute) => minute !== undefined, "invalid"),
	v.transform((minute) => minute ?? null),
);

const form = v.pipe(
	v.object({
		...versionField,
		quiet_from: time,
		quiet_to: time,
		digest: time,
		timezone: v.pipe(v.string("timezone"), v.check(isTimeZone, "timezone")),
	}),
	v.forward(
		v.partialCheck(
			[["quiet_from"], ["quiet_to"]],
			({ quiet_from, quiet_to }) => (quiet_from === null) === (quiet_to === null),
			"both",
		),
		["quiet_to"],
	),
	v.forward(
		v.partialCheck(
			[["quiet_from"], ["quiet_to"]],
			({ quiet_from, quiet_to }) => quiet_from === null || quiet_from !== quiet_to,
			"same",
		),
		["quiet_to"],
	),
);

interface Shown {
	input: Record<string, string>;
	errors?: Record<string, string>;
	entered?: Entered;
}

/** Quiet hours, digest and the clock they go by. */
export function createWhenRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/admin/workspaces/:id/when", async (c) => {
		const view = await findOwn(c);
		if (!view) return renderNotFound(c);
		const entered = await findEntered(c);
		if (entered) return renderWhen(c, view, { input: entered.fields, entered });
		return renderWhen(c, view, { input: toInput(view.workspace) });
	});
	app.post("/admin/workspaces/:id/when", async (c) => {
		const entered = await parseForm(c, form);
		const view = await findOwn(c);
		if (!view) return renderNotFound(c);
		if (!entered.ok) return renderWhen(c, view, entered);
		const { version, quiet_from: from, quiet_to: to, digest: digestMinute, timezone } = entered.values;
		const quiet = from === null || to === null ? null : { from, to };
		const result = await saveTimes(c.var.ctx, toEdit(c, view, version), { timezone, quiet, digestMinute });
		const input = toInput({ quietFrom: from, quietTo: to, digestMinute, timezone });
		const unsaved = { version, how: "sent" } as const;
		return answerEdit(c, view, result, (now) => renderWhen(c, now, { input, entered: unsaved }));
	});
	return app;
}

type Times = Pick<WorkspaceView["workspace"], "quietFrom" | "quietTo" | "digestMinute" | "timezone">;

function toInput({ quietFrom, quietTo, digestMinute, timezone }: Times): Record<string, string> {
	return {
		quiet_from: toClock(quietFrom),
		quiet_to: toClock(quietTo),
		digest: toClock(digestMinute),
		timezone,
	};
}

function renderWhen(c: PageContext, view: WorkspaceView, shown: Shown) {
	const { settings, common } = messagesFor(c, view.desk.provider);
	const words = settings.when;
	const { input, errors = {}, entered } = shown;
	const texts: Record<string, string> = {
		invalid: words.invalid,
		both: words.both,
		same: words.same,
		timezone: words.timezoneInvalid,
	};
	const field = (name: string) => ({
		name,
		value: input[name] ?? "",
		error: errors[name] === undefined ? undefined : (texts[errors[name]] ?? words.invalid),
	});
	const body = (
		<SettingsForm view={view} to="when" submit={common.save} locale={c.var.locale}>
			<fieldset>
				<legend>{words.quiet}</legend>
				<p class="quiet small">{words.quietHelp}</p>
				<div class="choices">
					<Field {...field("quiet_from")} type="time" label={words.from} />
					<Field {...field("quiet_to")} type="time" label={words.to} />
				</div>
			</fieldset>
			<Field {...field("digest")} type="time" label={words.digest} help={words.digestHelp} />
			<SelectField {...field("timezone")} label={words.timezone} options={zones(input.timezone ?? "UTC")} />
		</SettingsForm>
	);
	const isInvalid = Object.keys(errors).length > 0;
	return renderSection(c, { view, title: words.title, body, isInvalid, entered });
}

/** The runtime's list leaves out older names that Slack may have given us, and UTC. */
function zones(current: string): { value: string; label: string }[] {
	const names = new Set(["UTC", current, ...Intl.supportedValuesOf("timeZone")]);
	return [...names].sort().map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
