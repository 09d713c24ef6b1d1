import { and, eq, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { FEATURES, type Feature, type Features, type OrgSettings } from "../../core/sync/settings.ts";
import { orgs } from "../../db/schema-sync.ts";
import { type Actor, recordChange, recordChangeIf } from "../audit/record.ts";
import { ensureDefaults } from "../sync/ensure-defaults.ts";
import type { Org } from "../sync/find-org.ts";
import { parseFeatures } from "../sync/org-settings.ts";

/** Characters that a desk's app can't be installed with: ? / ` _ < > */
const FORBIDDEN = /[?/`_<>]/;
const MAX_NAME = 80;

export function isOrgName(name: string): boolean {
	return name.trim() !== "" && name.length <= MAX_NAME && !FORBIDDEN.test(name);
}

export async function renameOrg(ctx: Context, org: Org, actor: Actor, name: string): Promise<void> {
	await ctx.db.batch([
		ctx.db.update(orgs).set({ name, updatedAt: ctx.now() }).where(eq(orgs.id, org.id)),
		recordChange(ctx, {
			deskId: org.deskId,
			actor,
			action: "org.renamed",
			subject: `org:${org.id}`,
			details: { from: org.name, to: name },
		}),
	]);
}

export type OrgEdit = { ok: true } | { ok: false; reason: "changed" };

/** Of two editors one is right, the other is told: `version` is what its editor saw. */
export async function saveOrgSettings(
	ctx: Context,
	org: Org,
	{
		actor,
		version,
		settings,
		change,
	}: {
		actor: Actor;
		version: number;
		settings: OrgSettings;
		/** What the log says of it. */
		change: { action: string; details: Record<string, string | number | boolean | null> };
	},
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
				settings: JSON.stringify(settings),
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
	actor: Actor,
	wanted: Partial<Record<Feature, boolean>>,
): Promise<void> {
	const before = parseFeatures(org.features);
	const after = { ...before, ...wanted };
	const syncs = after.accounts || after.people;
	if (syncs) await ensureDefaults(ctx, org.id, after);
	await ctx.db.batch([
		ctx.db
			.update(orgs)
			.set({
				features: JSON.stringify(after),
				featuresBefore: null,
				nextSyncAt: syncs ? ctx.now() : null,
				updatedAt: ctx.now(),
			})
			.where(eq(orgs.id, org.id)),
		recordChange(ctx, {
			deskId: org.deskId,
			actor,
			action: "org.features",
			subject: `org:${org.id}`,
			details: { from: namesOf(before), to: namesOf(after) },
		}),
	]);
}

/** Of what is on. */
function namesOf(features: Features): string {
	return FEATURES.filter((feature) => features[feature]).join(", ");
}
