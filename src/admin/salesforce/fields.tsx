import { Hono } from "hono";
import { checkMappings, findUnmapped, type MappingRefusal } from "../../core/sync/check-mapping.ts";
import { defaultMappings } from "../../core/sync/default-settings.ts";
import type { FieldMapping } from "../../core/sync/fields.ts";
import type { CrmObject, CrmRecord } from "../../core/sync/record.ts";
import { type BothSides, readBothSides } from "../../services/sync/both-sides.ts";
import { editObject } from "../../services/sync/edit-object.ts";
import { findExample } from "../../services/sync/example-record.ts";
import type { Org } from "../../services/sync/find-org.ts";
import { parseOrgSettings } from "../../services/sync/org-settings.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { readFields } from "../form.ts";
import { messagesFor, renderNotFound } from "../render.tsx";
import { FieldsForm } from "./fields-form.tsx";
import { pressMapping, readMappings } from "./fields-input.ts";
import { findOwn, objectOf, objectPath } from "./frame.tsx";
import { renderObjectPart } from "./object-frame.tsx";
import { readPress } from "./rows-input.ts";
import { answerEdit, findKept, readVersion, toEditor } from "./settings-frame.tsx";
import { SidesUnread } from "./sides-problem.tsx";

const PATH = "/admin/salesforce/:org/objects/:object/fields";

interface Shown {
	/** null: those that are saved, or else what both sides have under names of their own. */
	mappings: readonly FieldMapping[] | null;
	seen: number | null;
	refusals?: ReadonlyMap<number, MappingRefusal>;
	isInvalid?: boolean;
	isOutdated?: boolean;
	isKept?: boolean;
	/** The line that was just added. */
	added?: number | null;
}

/** Which field of the desk gets what: rows are added and taken away without a script. */
export function createFieldRoutes() {
	const app = new Hono<AdminEnv>();
	app.get(PATH, async (c) => {
		const org = await findOwn(c);
		const object = objectOf(c);
		if (!org || !object) return renderNotFound(c);
		const kept = await findKept(c);
		if (!kept) return renderFields(c, org, object, { mappings: null, seen: null });
		const { fields, seen } = kept;
		const mappings = pressMapping(readMappings(fields), readPress(fields), fields);
		return renderFields(c, org, object, { mappings, seen, isKept: true });
	});
	app.post(PATH, async (c) => {
		const org = await findOwn(c);
		const object = objectOf(c);
		const input = await readFields(c);
		const seen = readVersion(input);
		if (!org || !object || seen === null) return renderNotFound(c);
		const press = readPress(input);
		const mappings = pressMapping(readMappings(input), press, input);
		if (press.do !== "save") {
			const added = press.do === "add" ? mappings.length - 1 : null;
			return renderFields(c, org, object, { mappings, seen, added });
		}
		return save(c, org, object, { mappings, seen });
	});
	return app;
}

async function save(
	c: PageContext,
	org: Org,
	object: CrmObject,
	{ mappings, seen }: { mappings: readonly FieldMapping[]; seen: number },
) {
	const { ctx } = c.var;
	const answer = await readBothSides(ctx, org.id, object);
	if (!answer.ok) return renderFields(c, org, object, { mappings, seen });
	const { sources, byKind } = answer.sides;
	const refusals = checkMappings(mappings, sources, answer.sides.targets);
	const unmapped = [...byKind.values()].flatMap((targets) => findUnmapped(mappings, targets));
	if (refusals.size > 0 || unmapped.length > 0) {
		return renderFields(c, org, object, { mappings, seen, refusals, isInvalid: true });
	}
	const result = await editObject(ctx, org, toEditor(c, seen), object, { fields: mappings });
	const again = (now: Org) => renderFields(c, now, object, { mappings, seen, isOutdated: true });
	return answerEdit(c, result, objectPath(org, object), again);
}

async function renderFields(c: PageContext, org: Org, object: CrmObject, shown: Shown) {
	const { ctx } = c.var;
	const { syncSettings: words } = messagesFor(c);
	const answer = await readBothSides(ctx, org.id, object);
	const part = { object, title: words.fields.title, lead: words.fields.lead, ...shown };
	if (!answer.ok) {
		return renderObjectPart(c, org, {
			...part,
			body: <SidesUnread c={c} org={org} problem={answer.problem} />,
		});
	}
	const { sides } = answer;
	const mappings = shown.mappings ?? savedOrUsual(c, org, object, sides);
	const example = await findExample(sides, object, mappings, ctx.now());
	const body = <FieldsForm {...{ c, org, object, sides, mappings, example }} {...optional(shown)} />;
	return renderObjectPart(c, org, { ...part, body });
}

function optional({ refusals, added }: Shown) {
	return { refusals: refusals ?? new Map<number, MappingRefusal>(), added: added ?? null };
}

function savedOrUsual(c: PageContext, org: Org, object: CrmObject, { sources, targets }: BothSides) {
	const { fields } = parseOrgSettings(org.settings).objects[object];
	if (fields.length > 0) return fields;
	return defaultMappings(c.var.ctx.crm.standardPaths[object], [...sources.values()], [...targets.values()]);
}

export type Example = CrmRecord | null;
