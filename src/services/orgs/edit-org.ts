import { and, eq, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { FEATURES, type Feature, type Features, type OrgSettings } from "../../core/sync/settings.ts";
import { orgs } from "../../db/schema-sync.ts";
import { type Actor, recordChangeIf } from "../audit/record.ts";
import { ensureDefaults } from "../sync/ensure-defaults.ts";
import type { Org } from "../sync/find-org.ts";
import { parseFeatures } from "../sync/org-settings.ts";

/** Characters that a desk's app can't be installed with: ? / ` _ < > */
const FORBIDDEN = /[?/`_<>]/;
const MAX_NAME = 80;

export function isOrgName(name: string): boolean {
	return name.trim() !== "" && name.length <= MAX_NAME && !FORBIDDEN.test(name);
}

export type OrgEdit = { ok: true } | { ok: false; reason: "changed" };

/** Who edits an org, and which version of it they saw. */
interface Editor {
	actor: Actor;
	version: number;
}

export function renameOrg(
	ctx: Context,
	org: Org,
	{ actor, version }: Editor,
	name: string,
): Promise<OrgEdit> {
	const change = { action: "org.renamed", details: { from: org.name, to: name } };
	return saveAsSeen(ctx, org, { actor, version, change, values: { name } });
}

/** Of two editors one is right, the other is told: `version` is what its editor saw. */
export function saveOrgSettings(
	ctx: Context,
	org: Org,
	{ settings, ...edit }: Editor & { settings: OrgSettings; change: EditChange },
): Promise<OrgEdit> {
	return saveAsSeen(ctx, org, { ...edit, values: { settings: JSON.stringify(settings) } });
}

/** What the log says of an edit. */
interface EditChange {
	action: string;
	details: Record<string, string | number | boolean | null>;
}

async function saveAsSeen(
	ctx: Context,
	org: Org,
	{
		actor,
		version,
		change,
		values,
	}: Editor & { change: EditChange; values: Partial<typeof orgs.$inferInsert> },
): Promise<OrgEdit> {
	const isSeen = and(eq(orgs.id, org.id), eq(orgs.settingsVersion, version));
	const [, saved] = await ctx.db.batch([
		recordChangeIf(
			ctx,
			{ deskId: org.deskId, actor, ...change, subject: `org:${org.id}` },
			sql`exists (select 1 from ${orgs} where ${isSeen})`,
		),
		ctx.db
			.update(orgs)
			.set({
				...values,
				settingsVersion: sql`${orgs.settingsVersion} + 1`,
				updatedAt: ctx.now(),
			})
			.where(isSeen)
			.returning({ id: orgs.id }),
	]);
	return saved.length > 0 ? { ok: true } : { ok: false, reason: "changed" };
}

/** Switches features on or off. With a sync among them Cron starts it within a minute. Throws `VendorError`. */
export async function switchFeatures(
	ctx: Context,
	org: Org,
	editor: Editor,
	wanted: Partial<Record<Feature, boolean>>,
): Promise<OrgEdit> {
	const before = parseFeatures(org.features);
	const after = { ...before, ...wanted };
	const syncs = after.accounts || after.people;
	if (syncs) await ensureDefaults(ctx, org.id, after);
	return saveAsSeen(ctx, org, {
		...editor,
		change: { action: "org.features", details: { from: namesOf(before), to: namesOf(after) } },
		values: {
			features: JSON.stringify(after),
			featuresBefore: null,
			nextSyncAt: syncs ? ctx.now() : null,
		},
	});
}

/** Of what is on. */
function namesOf(features: Features): string {
	return FEATURES.filter((feature) => features[feature]).join(", ");
}
