import { Hono } from "hono";
import * as v from "valibot";
import type { CrmObject, DirectoryKind } from "../../core/sync/record.ts";
import { DELETE_POLICIES, type ObjectSettings } from "../../core/sync/settings.ts";
import { readBothSides } from "../../services/sync/both-sides.ts";
import { editObject } from "../../services/sync/edit-object.ts";
import type { Org } from "../../services/sync/find-org.ts";
import { fitObject } from "../../services/sync/fit-object.ts";
import { parseOrgSettings } from "../../services/sync/org-settings.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { optionalText, parseForm } from "../form.ts";
import { Notice } from "../parts.tsx";
import { messagesFor, renderNotFound } from "../render.tsx";
import { findOwn, objectOf, objectPath, renderOrg } from "./frame.tsx";
import { orgPath } from "./list.tsx";
import { ObjectForm } from "./object-form.tsx";
import { SavedNotice } from "./objects.tsx";
import { answerEdit, describeEntered, findKept, readVersion, toEditor } from "./settings-frame.tsx";

const PATH = "/admin/salesforce/:org/objects/:object";
const tick = v.optional(v.literal("yes"));
const tag = v.pipe(optionalText(100), v.regex(/^[^\s,;"'<>&]*$/u, "tag"));
const BECOMES = {
	person: ["person"],
	organization: ["organization"],
	both: ["organization", "person"],
} as const;

const form = v.looseObject({
	is_on: tick,
	creates: tick,
	sets_external_id: tick,
	welcomes: tick,
	write_back: optionalText(200),
	deletes: v.picklist(DELETE_POLICIES, "invalid"),
	deleted_tag: tag,
	becomes: v.optional(v.picklist(["person", "organization", "both"], "invalid")),
});

export interface ObjectFormState {
	values: ObjectSettings;
	errors: Readonly<Record<string, string>>;
}

/** How one object is kept, but for its lists, which have pages of their own. */
export function createObjectRoutes() {
	const app = new Hono<AdminEnv>();
	app.get(PATH, async (c) => {
		const org = await findOwn(c);
		const object = objectOf(c);
		if (!org || !object) return renderNotFound(c);
		const own = parseOrgSettings(org.settings).objects[object];
		const kept = await findKept(c);
		if (!kept) return renderObject(c, org, object, { values: own, errors: {} });
		const values = { ...own, ...toSettings(own, kept.fields, object) };
		return renderObject(c, org, object, { values, errors: {}, seen: kept.seen, isKept: true });
	});
	app.post(PATH, async (c) => {
		const org = await findOwn(c);
		const object = objectOf(c);
		const parsed = await parseForm(c, form);
		const input: Record<string, unknown> = parsed.ok ? parsed.values : parsed.input;
		const seen = readVersion({ version: String(input.version) });
		if (!org || !object || seen === null) return renderNotFound(c);
		const own = parseOrgSettings(org.settings).objects[object];
		const entered = toSettings(own, input, object);
		const lists = await fitObject(c.var.ctx, org, object, own, entered.becomes);
		const changed = { ...entered, ...lists };
		const values = { ...own, ...changed };
		const errors = parsed.ok ? await findErrors(c, org, object, own, values) : parsed.errors;
		if (!lists) errors.becomes = "unread";
		if (Object.keys(errors).length > 0) return renderObject(c, org, object, { values, errors, seen });
		const result = await editObject(c.var.ctx, org, toEditor(c, seen), object, changed);
		const again = (now: Org) => renderObject(c, now, object, { values, errors: {}, seen, isOutdated: true });
		return answerEdit(c, result, objectPath(org, object), again);
	});
	return app;
}

function toSettings(own: ObjectSettings, input: Record<string, unknown>, object: CrmObject) {
	const text = (name: string) => (typeof input[name] === "string" ? input[name].trim() : "");
	const chosen = BECOMES[text("becomes") as keyof typeof BECOMES];
	const becomes: readonly DirectoryKind[] = object === "person_account" && chosen ? chosen : own.becomes;
	return {
		isOn: input.is_on === "yes",
		becomes,
		creates: input.creates === "yes",
		setsExternalId: input.sets_external_id === "yes",
		welcomes: input.welcomes === "yes",
		writeBackField: text("write_back") || null,
		deletes: DELETE_POLICIES.find((one) => one === input.deletes) ?? own.deletes,
		deletedTag: text("deleted_tag") || own.deletedTag,
	};
}

/** What only both sides, or the rest of the settings, can say. */
async function findErrors(
	c: PageContext,
	org: Org,
	object: CrmObject,
	own: ObjectSettings,
	values: ObjectSettings,
): Promise<Record<string, string>> {
	if (values.isOn && !own.isOn && values.fields.length === 0) return { is_on: "unmapped" };
	if (values.writeBackField === null || values.writeBackField === own.writeBackField) return {};
	const answer = await readBothSides(c.var.ctx, org.id, object);
	const field = answer.ok ? answer.sides.sources.get(values.writeBackField) : undefined;
	return field?.isWritable && field.type === "text" ? {} : { write_back: "invalid" };
}

async function renderObject(
	c: PageContext,
	org: Org,
	object: CrmObject,
	shown: ObjectFormState & { seen?: number; isOutdated?: boolean; isKept?: boolean },
) {
	const { sync, syncSettings: words } = messagesFor(c);
	const { seen, isOutdated = false, isKept, errors } = shown;
	const isInvalid = Object.keys(errors).length > 0;
	const answer = await readBothSides(c.var.ctx, org.id, object);
	const writable = answer.ok
		? [...answer.sides.sources.values()].filter(({ isWritable, type }) => isWritable && type === "text")
		: [];
	const entered = await describeEntered(c, org, { seen: seen ?? null, isKept });
	const body = (
		<>
			{c.req.query("done") === "saved" && <SavedNotice c={c} org={org} />}
			{isInvalid && (
				<Notice kind="danger" isStanding={true}>
					{words.invalid}
				</Notice>
			)}
			{entered}
			<Lists c={c} org={org} object={object} />
			<div data-entered={seen === undefined ? undefined : ""}>
				<ObjectForm {...{ c, org, object, writable }} values={shown.values} errors={errors} />
			</div>
		</>
	);
	const status = isInvalid ? 422 : isOutdated ? 409 : 200;
	const up = { to: `${orgPath(org)}/objects`, label: org.name };
	return renderOrg(c, org, { tab: "objects", title: sync.objects[object], up, status, body });
}

/** The ways to what is a list: fields, conditions, rules. */
function Lists({ c, org, object }: { c: PageContext; org: Org; object: CrmObject }) {
	const { syncSettings: words } = messagesFor(c);
	const { fields, filter, matchRules } = parseOrgSettings(org.settings).objects[object];
	const lists = [
		["fields", words.fieldsCount(fields.length)],
		["filter", words.conditionsCount(filter.all.length + filter.any.length)],
		["rules", words.rulesCount(matchRules.length)],
	] as const;
	return (
		<section class="card">
			<dl class="list">
				{lists.map(([name, count]) => (
					<div>
						<dt>
							<a href={`${objectPath(org, object)}/${name}`}>{words.object[name]}</a>
						</dt>
						<dd>{count}</dd>
					</div>
				))}
			</dl>
		</section>
	);
}
