import { eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { defaultMappings, defaultRules } from "../../core/sync/default-settings.ts";
import { CRM_OBJECTS, type CrmObject } from "../../core/sync/record.ts";
import type { Features, OrgSettings } from "../../core/sync/settings.ts";
import { orgs } from "../../db/schema-sync.ts";
import type { CrmMemory } from "../../salesforce/crm.ts";
import { type OpenSync, openSync, type SyncObstacle } from "./open-sync.ts";
import { parseOrgSettings } from "./org-settings.ts";

const NO_MEMORY: CrmMemory = { recall: () => undefined, keep: () => {}, forget: () => {} };

/** Leads are switched on by whoever wants them: most are nobody's customers yet. */
const ON_AT_FIRST: readonly CrmObject[] = ["account", "contact", "person_account"];

/**
 * Gives objects that were never set up what both sides have under names of their own, so that switching on is enough.
 * What somebody chose is left as it is. null: done; else why the two sides can't be read now. Throws `VendorError`.
 */
export async function ensureDefaults(
	ctx: Context,
	orgId: string,
	features: Features,
): Promise<SyncObstacle | null> {
	const opened = await openSync(ctx, orgId, NO_MEMORY);
	if ("obstacle" in opened) return opened.obstacle;
	const { open } = opened;
	const settings = parseOrgSettings(open.org.settings);
	const missing = CRM_OBJECTS.filter(
		(object) =>
			settings.objects[object].fields.length === 0 && features[object === "account" ? "accounts" : "people"],
	);
	if (missing.length === 0) return null;
	const objects = { ...settings.objects };
	for (const object of missing) objects[object] = await defaultObject(ctx, open, settings, object);
	const json = JSON.stringify({ ...settings, objects });
	await ctx.db.update(orgs).set({ settings: json }).where(eq(orgs.id, orgId));
	return null;
}

async function defaultObject(
	ctx: Context,
	{ crm, directory }: OpenSync,
	settings: OrgSettings,
	object: CrmObject,
) {
	const own = settings.objects[object];
	const [kind = "person"] = own.becomes;
	const sources = await crm.fields(object);
	// An org without person accounts has no fields of them.
	if (sources.length === 0) return own;
	const paths = ctx.crm.standardPaths[object];
	const fields = defaultMappings(paths, sources, await directory.fields(kind));
	return { ...own, isOn: ON_AT_FIRST.includes(object), fields, matchRules: defaultRules(kind, paths) };
}
