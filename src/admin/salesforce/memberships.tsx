import { Hono } from "hono";
import * as v from "valibot";
import { editSchedule } from "../../services/sync/edit-object.ts";
import type { Org } from "../../services/sync/find-org.ts";
import { parseOrgSettings } from "../../services/sync/org-settings.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { parseForm } from "../form.ts";
import { Field, Notice, Tick } from "../parts.tsx";
import { messagesFor, renderNotFound } from "../render.tsx";
import { findOwn, renderOrg } from "./frame.tsx";
import { orgPath } from "./list.tsx";
import { answerEdit, describeEntered, findKept, OrgForm, readVersion, toEditor } from "./settings-frame.tsx";

const PATH = "/admin/salesforce/:org/objects/memberships";
const SWITCHES = ["primary", "several", "secondary", "removes"] as const;
const MAX_MINUTES = 1440;

const tick = v.optional(v.literal("yes"));
const form = v.looseObject({
	primary: tick,
	several: tick,
	secondary: tick,
	removes: tick,
	interval: v.pipe(
		v.string(),
		v.trim(),
		v.regex(/^\d{1,4}$/, "invalid"),
		v.transform(Number),
		v.minValue(1, "invalid"),
		v.maxValue(MAX_MINUTES, "invalid"),
	),
});

interface Shown {
	input: Readonly<Record<string, unknown>>;
	isInvalid?: boolean;
	isOutdated?: boolean;
	isKept?: boolean;
	seen?: number;
}

/** How people belong to organizations, and how often changes are looked for. */
export function createMembershipRoutes() {
	const app = new Hono<AdminEnv>();
	app.get(PATH, async (c) => {
		const org = await findOwn(c);
		if (!org) return renderNotFound(c);
		const kept = await findKept(c);
		if (kept) return renderForm(c, org, { input: kept.fields, seen: kept.seen, isKept: true });
		const { memberships, intervalMinutes } = parseOrgSettings(org.settings);
		const ticked = SWITCHES.map((name) => [name, memberships[name] ? "yes" : ""]);
		return renderForm(c, org, {
			input: { ...Object.fromEntries(ticked), interval: String(intervalMinutes) },
		});
	});
	app.post(PATH, async (c) => {
		const org = await findOwn(c);
		const parsed = await parseForm(c, form);
		const input: Readonly<Record<string, unknown>> = parsed.ok ? parsed.values : parsed.input;
		const seen = readVersion({ version: String(input.version) });
		if (!org || seen === null) return renderNotFound(c);
		if (!parsed.ok) return renderForm(c, org, { input, isInvalid: true, seen });
		const { primary, several, secondary, removes, interval } = parsed.values;
		const memberships = {
			primary: primary === "yes",
			several: several === "yes",
			secondary: secondary === "yes",
			removes: removes === "yes",
		};
		const changed = { memberships, intervalMinutes: interval };
		const result = await editSchedule(c.var.ctx, org, toEditor(c, seen), changed);
		const again = (now: Org) => renderForm(c, now, { input, seen, isOutdated: true });
		return answerEdit(c, result, `${orgPath(org)}/objects`, again);
	});
	return app;
}

async function renderForm(c: PageContext, org: Org, shown: Shown) {
	const { input, isInvalid = false, isOutdated, isKept, seen } = shown;
	const { syncSettings } = messagesFor(c);
	const { memberships: words } = syncSettings;
	const entered = await describeEntered(c, org, { seen: seen ?? null, isKept });
	const help = (name: (typeof SWITCHES)[number]) => words[`${name}Help`];
	const body = (
		<>
			{isInvalid && (
				<Notice kind="danger" isStanding={true}>
					{syncSettings.invalid}
				</Notice>
			)}
			{entered}
			<div data-entered={seen === undefined ? undefined : ""}>
				<OrgForm c={c} org={org} to={`${orgPath(org)}/objects/memberships`}>
					{SWITCHES.map((name) => (
						<Tick name={name} label={words[name]} help={help(name)} checked={input[name] === "yes"} />
					))}
					<Field
						name="interval"
						label={words.interval}
						help={words.intervalHelp}
						value={String(input.interval ?? "")}
						error={isInvalid ? words.intervalInvalid : undefined}
					/>
				</OrgForm>
			</div>
		</>
	);
	const status = isInvalid ? 422 : isOutdated ? 409 : 200;
	const up = { to: `${orgPath(org)}/objects`, label: org.name };
	return renderOrg(c, org, { tab: "objects", title: words.title, up, status, body });
}
