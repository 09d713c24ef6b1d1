import * as v from "valibot";
import { FIELD_POLICIES } from "../../core/sync/fields.ts";
import { CRM_OBJECTS, type CrmObject } from "../../core/sync/record.ts";
import {
	DELETE_POLICIES,
	FEATURES,
	type Features,
	FILTER_OPERATORS,
	type ObjectSettings,
	type OrgSettings,
	SHOWN_PARTS,
	type ShownPart,
	type ShownSettings,
} from "../../core/sync/settings.ts";
import { parseJson } from "../../lib/http.ts";

const path = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*){0,5}$/));
const condition = v.object({
	path,
	operator: v.picklist(FILTER_OPERATORS),
	values: v.pipe(v.array(v.pipe(v.string(), v.maxLength(1000))), v.maxLength(100)),
});
const conditions = v.pipe(v.array(condition), v.maxLength(50));
const rule = v.variant("by", [
	v.object({ by: v.literal("external_id") }),
	v.object({ by: v.literal("email"), path }),
	v.object({ by: v.literal("name"), path }),
	v.object({ by: v.literal("field"), path, target: v.pipe(v.string(), v.maxLength(200)) }),
]);
const mapping = v.object({
	target: v.pipe(v.string(), v.maxLength(200)),
	source: v.variant("kind", [
		v.object({ kind: v.literal("field"), path }),
		v.object({ kind: v.literal("template"), text: v.pipe(v.string(), v.maxLength(1000)) }),
	]),
	policy: v.picklist(FIELD_POLICIES),
	choices: v.record(v.string(), v.string()),
});

const objectSchema = v.object({
	isOn: v.optional(v.boolean(), false),
	becomes: v.optional(v.array(v.picklist(["organization", "person"])), []),
	filter: v.optional(v.object({ all: conditions, any: conditions }), { all: [], any: [] }),
	matchRules: v.optional(v.array(rule), []),
	fields: v.optional(v.array(mapping), []),
	creates: v.optional(v.boolean(), true),
	writeBackField: v.optional(v.nullable(path), null),
	setsExternalId: v.optional(v.boolean(), false),
	deletes: v.optional(v.picklist(DELETE_POLICIES), "ignore"),
	deletedTag: v.optional(v.string(), "deleted_in_salesforce"),
	welcomes: v.optional(v.boolean(), false),
});

/** Until somebody chooses. */
const SHOWN_AT_FIRST: ShownPart[] = ["account", "owner", "opportunities"];

const shownSchema = v.object({
	parts: v.optional(v.array(v.picklist(SHOWN_PARTS)), SHOWN_AT_FIRST),
	account: v.optional(v.array(path), []),
	opportunity: v.optional(v.array(path), []),
});

const settingsSchema = v.object({
	objects: v.optional(v.record(v.string(), objectSchema), {}),
	memberships: v.optional(
		v.object({ primary: v.boolean(), several: v.boolean(), secondary: v.boolean(), removes: v.boolean() }),
		{ primary: true, several: false, secondary: false, removes: false },
	),
	intervalMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1440)), 5),
	shown: v.optional(shownSchema, {}),
});

const BECOMES: Readonly<Record<CrmObject, ObjectSettings["becomes"]>> = {
	account: ["organization"],
	contact: ["person"],
	lead: ["person"],
	person_account: ["person"],
};

/** A stored row's settings; what is missing is as it is before anybody chose. */
export function parseOrgSettings(json: string): OrgSettings {
	const parsed = v.safeParse(settingsSchema, parseJson(json));
	const given = parsed.success ? parsed.output : v.parse(settingsSchema, {});
	const none = v.parse(objectSchema, {});
	const settingsOf = (object: CrmObject): ObjectSettings => {
		const own = given.objects[object] ?? none;
		return { ...own, becomes: own.becomes.length > 0 ? own.becomes : BECOMES[object] };
	};
	const objects = {
		account: settingsOf("account"),
		contact: settingsOf("contact"),
		lead: settingsOf("lead"),
		person_account: settingsOf("person_account"),
	};
	return { ...given, objects };
}

/** What of the stored settings says what is shown; null: nobody chose. */
export function parseShown(json: string | null): ShownSettings {
	const parsed = v.safeParse(shownSchema, parseJson(json ?? "{}"));
	return parsed.success ? parsed.output : { parts: [], account: [], opportunity: [] };
}

const featuresSchema = v.record(v.string(), v.boolean());

export function parseFeatures(json: string): Features {
	const parsed = v.safeParse(featuresSchema, parseJson(json));
	const given = parsed.success ? parsed.output : {};
	return Object.fromEntries(FEATURES.map((feature) => [feature, given[feature] === true])) as Features;
}

/** Which objects a run reads, accounts first: people belong to what they became. */
export function objectsToSync(settings: OrgSettings, features: Features): CrmObject[] {
	return CRM_OBJECTS.filter(
		(object) => settings.objects[object].isOn && features[object === "account" ? "accounts" : "people"],
	);
}
