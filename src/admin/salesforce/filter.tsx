import { Hono } from "hono";
import type { CrmObject } from "../../core/sync/record.ts";
import type { Filter } from "../../core/sync/settings.ts";
import { readBothSides } from "../../services/sync/both-sides.ts";
import { countRecords, type RecordCount } from "../../services/sync/count-records.ts";
import { editObject } from "../../services/sync/edit-object.ts";
import type { Org } from "../../services/sync/find-org.ts";
import { parseOrgSettings } from "../../services/sync/org-settings.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { readFields } from "../form.ts";
import { messagesFor, renderNotFound } from "../render.tsx";
import { FilterForm } from "./filter-form.tsx";
import { readFilter } from "./filter-input.ts";
import { findOwn, objectOf, objectPath } from "./frame.tsx";
import { renderObjectPart } from "./object-frame.tsx";
import { type Press, readPress } from "./rows-input.ts";
import { answerEdit, findKept, readVersion, toEditor } from "./settings-frame.tsx";
import { SidesUnread } from "./sides-problem.tsx";

const PATH = "/admin/salesforce/:org/objects/:object/filter";

interface Entered {
	filter: Filter;
	press: Press;
	seen: number;
	isKept?: boolean;
	/** The field that a condition is to be added for. */
	newPath?: string;
}

/** Which records of an object are kept in step. */
export function createFilterRoutes() {
	const app = new Hono<AdminEnv>();
	app.get(PATH, async (c) => {
		const org = await findOwn(c);
		const object = objectOf(c);
		if (!org || !object) return renderNotFound(c);
		const kept = await findKept(c);
		if (!kept) return answerFilter(c, org, object, null);
		const { fields, seen } = kept;
		const press = readPress(fields);
		// It is looked at again before it is saved.
		const shown: Press = press.do === "save" ? { do: "check" } : press;
		return answerFilter(c, org, object, { ...readFilter(fields, press), press: shown, seen, isKept: true });
	});
	app.post(PATH, async (c) => {
		const org = await findOwn(c);
		const object = objectOf(c);
		const fields = await readFields(c);
		const seen = readVersion(fields);
		if (!org || !object || seen === null) return renderNotFound(c);
		const press = readPress(fields);
		return answerFilter(c, org, object, { ...readFilter(fields, press), press, seen });
	});
	return app;
}

/** Saves what was entered, if that is what was pressed, or shows it with how many records fit. */
async function answerFilter(c: PageContext, org: Org, object: CrmObject, entered: Entered | null) {
	const { ctx } = c.var;
	const { filter: words } = messagesFor(c).syncSettings;
	const answer = await readBothSides(ctx, org.id, object);
	const isKept = entered?.isKept ?? false;
	const part = { object, title: words.title, lead: words.lead, seen: entered?.seen ?? null, isKept };
	if (!answer.ok) {
		return renderObjectPart(c, org, {
			...part,
			body: <SidesUnread c={c} org={org} problem={answer.problem} />,
		});
	}
	const { sides } = answer;
	const added = entered ? addCondition(entered, sides.sources) : null;
	const filter = added?.filter ?? parseOrgSettings(org.settings).objects[object].filter;
	const isAdding = entered?.press.do === "add" || entered?.press.do === "remove";
	const count: RecordCount = isAdding ? { is: "unknown" } : await countRecords(sides, object, filter);
	const show = (now: Org, isOutdated = false) =>
		renderObjectPart(c, now, {
			...part,
			isOutdated,
			isInvalid: entered?.press.do === "save" && count.is !== "counted",
			body: (
				<FilterForm
					{...{ c, object, sides, filter, isAdding }}
					org={now}
					count={count}
					wrongPath={added?.wrongPath ?? null}
				/>
			),
		});
	if (entered?.press.do !== "save" || count.is !== "counted") return show(org);
	const result = await editObject(ctx, org, toEditor(c, entered.seen), object, { filter });
	return answerEdit(c, result, objectPath(org, object), (now) => show(now, true));
}

/** A field that can't be asked about makes no condition. */
function addCondition(
	{ filter, press, newPath }: Entered,
	sources: ReadonlyMap<string, { isFilterable: boolean; type: string }>,
): { filter: Filter; wrongPath: string | null } {
	if (press.do !== "add" || newPath === undefined) return { filter, wrongPath: null };
	const field = sources.get(newPath);
	if (!field?.isFilterable || field.type === "other") return { filter, wrongPath: newPath };
	const group = press.what === "any" ? "any" : "all";
	const operator = field.type === "choices" ? "includes" : "is";
	const condition = { path: newPath, operator, values: [] } as const;
	return { filter: { ...filter, [group]: [...filter[group], condition] }, wrongPath: null };
}
