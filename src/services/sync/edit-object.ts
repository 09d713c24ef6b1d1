import type { Context } from "../../context.ts";
import type { CrmObject } from "../../core/sync/record.ts";
import type { MembershipSettings, ObjectSettings } from "../../core/sync/settings.ts";
import type { Actor } from "../audit/record.ts";
import { type OrgEdit, saveOrgSettings } from "../orgs/edit-org.ts";
import { tellDifference } from "./describe-settings.ts";
import type { Org } from "./find-org.ts";
import { parseOrgSettings } from "./org-settings.ts";

export interface SettingsEditor {
	actor: Actor;
	/** Of the settings as they saw them. */
	version: number;
}

/** Changes how one object is kept; what is not named stays. */
export function editObject(
	ctx: Context,
	org: Org,
	{ actor, version }: SettingsEditor,
	object: CrmObject,
	changed: Partial<ObjectSettings>,
): Promise<OrgEdit> {
	const settings = parseOrgSettings(org.settings);
	const before = settings.objects[object];
	const after = { ...before, ...changed };
	return saveOrgSettings(ctx, org, {
		actor,
		version,
		settings: { ...settings, objects: { ...settings.objects, [object]: after } },
		change: { action: "org.object_changed", details: { object, ...tellDifference(before, after) } },
	});
}

/** Changes how people belong to organizations, and how often changes are looked for. */
export function editSchedule(
	ctx: Context,
	org: Org,
	{ actor, version }: SettingsEditor,
	changed: { memberships: MembershipSettings; intervalMinutes: number },
): Promise<OrgEdit> {
	const settings = parseOrgSettings(org.settings);
	const flat = ({ memberships, intervalMinutes }: typeof changed) => ({ ...memberships, intervalMinutes });
	return saveOrgSettings(ctx, org, {
		actor,
		version,
		settings: { ...settings, ...changed },
		change: {
			action: "org.memberships_changed",
			details: tellDifference(flat(settings), flat(changed)),
		},
	});
}
