import type { Context } from "../../context.ts";
import type { SourceField } from "../../core/sync/fields.ts";
import type { ShownSettings } from "../../core/sync/settings.ts";
import { isVendorError } from "../../lib/errors.ts";
import type { CrmMemory } from "../../salesforce/crm.ts";
import { tellDifference } from "../sync/describe-settings.ts";
import type { SettingsEditor } from "../sync/edit-object.ts";
import type { Org } from "../sync/find-org.ts";
import { openSync } from "../sync/open-sync.ts";
import { noteOrgFailure } from "../sync/org-failure.ts";
import { parseOrgSettings } from "../sync/org-settings.ts";
import { type OrgEdit, saveOrgSettings } from "./edit-org.ts";

const NO_MEMORY: CrmMemory = { recall: () => undefined, keep: () => {}, forget: () => {} };

/** The account's fields that can be shown; null: they can't be read now. */
export async function readShowable(ctx: Context, org: Org): Promise<SourceField[] | null> {
	const opened = await openSync(ctx, org.id, NO_MEMORY);
	if ("obstacle" in opened) return null;
	try {
		const fields = await opened.open.crm.fields("account");
		return fields.filter(({ type }) => type !== "other");
	} catch (error) {
		if (!isVendorError(error)) throw error;
		ctx.log.warn("shown.fields_unread", { org: org.id, code: error.code ?? error.kind });
		await noteOrgFailure(ctx, org, error);
		return null;
	}
}

/** Chooses what agents see in Slack. The next card has it: what is remembered is remembered by what is shown. */
export function editShown(
	ctx: Context,
	org: Org,
	{ actor, version }: SettingsEditor,
	shown: ShownSettings,
): Promise<OrgEdit> {
	const settings = parseOrgSettings(org.settings);
	const told = ({ parts, account, opportunity }: ShownSettings) => ({
		shown: [...parts, ...account, ...opportunity],
	});
	return saveOrgSettings(ctx, org, {
		actor,
		version,
		settings: { ...settings, shown },
		change: { action: "org.shown_changed", details: tellDifference(told(settings.shown), told(shown)) },
	});
}
