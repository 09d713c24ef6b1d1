import { Hono } from "hono";
import * as v from "valibot";
import type { SourceField } from "../../core/sync/fields.ts";
import { SHOWN_PARTS, type ShownSettings } from "../../core/sync/settings.ts";
import { editShown, readShowable } from "../../services/orgs/shown.ts";
import type { Org } from "../../services/sync/find-org.ts";
import { parseOrgSettings } from "../../services/sync/org-settings.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { parseForm } from "../form.ts";
import { Notice, SelectField, Tick } from "../parts.tsx";
import { messagesFor, renderNotFound } from "../render.tsx";
import { findOwn, renderOrg } from "./frame.tsx";
import { orgPath } from "./list.tsx";
import { answerEdit, describeEntered, findKept, OrgForm, readVersion, toEditor } from "./settings-frame.tsx";

const PATH = "/admin/salesforce/:org/shown";
/** A card is to be read at one look. */
const FIELDS = ["field1", "field2", "field3", "field4"] as const;

const tick = v.optional(v.picklist(["yes", ""]));
const path = v.pipe(v.string(), v.regex(/^([A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*){0,5})?$/));
const field = v.optional(path, "");
const form = v.looseObject({
	account: tick,
	owner: tick,
	opportunities: tick,
	deals: tick,
	last_activity: tick,
	amount: tick,
	field1: field,
	field2: field,
	field3: field,
	field4: field,
});

/** What agents see of an org beside tickets and customers. */
export function createShownRoutes() {
	const app = new Hono<AdminEnv>();
	app.get(PATH, async (c) => {
		const org = await findOwn(c);
		if (!org) return renderNotFound(c);
		const kept = await findKept(c);
		const entered = kept && v.safeParse(form, kept.fields);
		if (!entered?.success) return renderShown(c, org, { shown: parseOrgSettings(org.settings).shown });
		return renderShown(c, org, { shown: toShown(c, entered.output), seen: kept?.seen, isKept: true });
	});
	app.post(PATH, async (c) => {
		const org = await findOwn(c);
		const parsed = await parseForm(c, form);
		if (!org || !parsed.ok) return renderNotFound(c);
		const { values } = parsed;
		const seen = readVersion({ version: String(values.version) });
		if (seen === null) return renderNotFound(c);
		const shown = toShown(c, values);
		const result = await editShown(c.var.ctx, org, toEditor(c, seen), shown);
		const again = (now: Org) => renderShown(c, now, { shown, seen });
		return answerEdit(c, result, `${orgPath(org)}/shown`, again);
	});
	return app;
}

function toShown(c: PageContext, values: v.InferOutput<typeof form>): ShownSettings {
	return {
		parts: SHOWN_PARTS.filter((part) => values[part] === "yes"),
		account: [...new Set(FIELDS.map((name) => values[name]).filter((one) => one !== ""))],
		opportunity: values.amount === "yes" ? [c.var.ctx.crm.amountPath] : [],
	};
}

async function renderShown(
	c: PageContext,
	org: Org,
	{ shown, seen, isKept = false }: { shown: ShownSettings; seen?: number | undefined; isKept?: boolean },
) {
	const { ctx } = c.var;
	const { shown: words } = messagesFor(c);
	const [entered, fields] = await Promise.all([
		describeEntered(c, org, { seen: seen ?? null, isKept }),
		org.state === "connected" ? readShowable(ctx, org) : null,
	]);
	const body = (
		<>
			{c.req.query("done") === "saved" && <Notice kind="good">{words.saved}</Notice>}
			{entered}
			<p class="lead">{words.lead}</p>
			<p class="quiet">{words.whose}</p>
			<div data-entered={seen === undefined ? undefined : ""}>
				<OrgForm c={c} org={org} to={`${orgPath(org)}/shown`}>
					{SHOWN_PARTS.map((part) => (
						<Tick name={part} label={words.parts[part]} checked={shown.parts.includes(part)} />
					))}
					<Tick name="amount" label={words.amount} checked={shown.opportunity.includes(ctx.crm.amountPath)} />
					{fields === null && <p class="quiet">{words.unread}</p>}
					{FIELDS.map((name, index) => (
						<SelectField
							name={name}
							label={words.field(index + 1)}
							value={shown.account[index] ?? ""}
							empty={words.none}
							options={optionsOf(fields ?? [], shown.account[index])}
						/>
					))}
				</OrgForm>
			</div>
		</>
	);
	const up = { to: orgPath(org), label: org.name };
	const status = seen === undefined || isKept ? 200 : 409;
	return renderOrg(c, org, { tab: "overview", title: words.title, up, status, body });
}

/** What is chosen stays a choice, also where it can't be read. */
function optionsOf(fields: readonly SourceField[], chosen: string | undefined) {
	const known = fields.map(({ path, label }) => ({ value: path, label: `${label} (${path})` }));
	if (!chosen || known.some(({ value }) => value === chosen)) return known;
	return [{ value: chosen, label: chosen }, ...known];
}
