import { Hono } from "hono";
import type { CrmObject } from "../../core/sync/record.ts";
import type { MatchRule } from "../../core/sync/settings.ts";
import { type BothSides, readBothSides } from "../../services/sync/both-sides.ts";
import { editObject } from "../../services/sync/edit-object.ts";
import type { Org } from "../../services/sync/find-org.ts";
import { parseOrgSettings } from "../../services/sync/org-settings.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { readFields } from "../form.ts";
import { messagesFor, renderNotFound } from "../render.tsx";
import { findOwn, objectOf, objectPath } from "./frame.tsx";
import { renderObjectPart } from "./object-frame.tsx";
import { pressRow, type RowFields, readPress, readRows } from "./rows-input.ts";
import { type NewRule, RulesForm } from "./rules-form.tsx";
import { answerEdit, findKept, readVersion, toEditor } from "./settings-frame.tsx";
import { SidesUnread } from "./sides-problem.tsx";

const PATH = "/admin/salesforce/:org/objects/:object/rules";
const MAX_RULES = 20;

interface Entered {
	rules: readonly MatchRule[];
	/** What is being added and can't be. */
	refused: NewRule | null;
	seen: number;
	isInvalid?: boolean;
	isOutdated?: boolean;
	isKept?: boolean;
}

/** In which order a counterpart is looked for. */
export function createRuleRoutes() {
	const app = new Hono<AdminEnv>();
	app.get(PATH, async (c) => {
		const org = await findOwn(c);
		const object = objectOf(c);
		if (!org || !object) return renderNotFound(c);
		const kept = await findKept(c);
		if (!kept) return renderRules(c, org, object, null);
		const rules = pressRow(readRules(kept.fields), readPress(kept.fields));
		return renderRules(c, org, object, { rules, refused: null, seen: kept.seen, isKept: true });
	});
	app.post(PATH, async (c) => {
		const org = await findOwn(c);
		const object = objectOf(c);
		const fields = await readFields(c);
		const seen = readVersion(fields);
		if (!org || !object || seen === null) return renderNotFound(c);
		const press = readPress(fields);
		const rules = pressRow(readRules(fields), press);
		if (press.do !== "add" && press.do !== "save")
			return renderRules(c, org, object, { rules, refused: null, seen });
		const answer = await readBothSides(c.var.ctx, org.id, object);
		if (press.do === "add") {
			const refused = answer.ok ? addRule(rules, fields, answer.sides) : null;
			return renderRules(c, org, object, { rules, refused, seen, isInvalid: refused !== null });
		}
		const isKnown = answer.ok && rules.every((rule) => refusalOf(rule, answer.sides) === null);
		if (!isKnown) return renderRules(c, org, object, { rules, refused: null, seen, isInvalid: true });
		const result = await editObject(c.var.ctx, org, toEditor(c, seen), object, { matchRules: rules });
		const entered = { rules, refused: null, seen, isOutdated: true };
		return answerEdit(c, result, objectPath(org, object), (now) => renderRules(c, now, object, entered));
	});
	return app;
}

function readRules(fields: RowFields): MatchRule[] {
	return readRows(fields)
		.slice(0, MAX_RULES)
		.flatMap((row) => toRule(row.by, row.path, row.target) ?? []);
}

function toRule(by = "", path = "", target = ""): MatchRule | null {
	if (by === "external_id") return { by };
	const from = path.trim().slice(0, 200);
	if (by === "email" || by === "name") return { by, path: from };
	return by === "field" ? { by, path: from, target: target.slice(0, 200) } : null;
}

/** Puts what was entered at the end; answers it with what is wrong when it can't be. */
function addRule(rules: MatchRule[], fields: RowFields, sides: BothSides): NewRule | null {
	const { new_by: by = "", new_path: path = "", new_target: target = "" } = fields;
	const rule = toRule(by, path, target);
	if (!rule) return null;
	const isThere = rules.some((one) => JSON.stringify(one) === JSON.stringify(rule));
	const refusal = isThere || rules.length >= MAX_RULES ? "known" : refusalOf(rule, sides);
	if (refusal) return { by, path, target, refusal };
	rules.push(rule);
	return null;
}

function refusalOf(rule: MatchRule, { sources, targets }: BothSides): NewRule["refusal"] | null {
	if (rule.by === "external_id") return null;
	const source = sources.get(rule.path);
	if (!source || source.type === "other") return "pathInvalid";
	return rule.by === "field" && !targets.has(rule.target) ? "targetInvalid" : null;
}

async function renderRules(c: PageContext, org: Org, object: CrmObject, entered: Entered | null) {
	const { rules: words } = messagesFor(c).syncSettings;
	const answer = await readBothSides(c.var.ctx, org.id, object);
	const part = { object, title: words.title, lead: words.lead, seen: entered?.seen ?? null };
	if (!answer.ok) {
		return renderObjectPart(c, org, {
			...part,
			body: <SidesUnread c={c} org={org} problem={answer.problem} />,
		});
	}
	const rules = entered?.rules ?? parseOrgSettings(org.settings).objects[object].matchRules;
	const body = (
		<RulesForm {...{ c, org, object, rules }} sides={answer.sides} refused={entered?.refused ?? null} />
	);
	const { isInvalid = false, isOutdated = false, isKept = false } = entered ?? {};
	return renderObjectPart(c, org, { ...part, isInvalid, isOutdated, isKept, body });
}
