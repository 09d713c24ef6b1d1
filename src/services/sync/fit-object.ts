import type { Context } from "../../context.ts";
import { fitToKinds } from "../../core/sync/fit-kinds.ts";
import type { CrmObject, DirectoryKind } from "../../core/sync/record.ts";
import type { ObjectSettings } from "../../core/sync/settings.ts";
import { readBothSides } from "./both-sides.ts";
import type { Org } from "./find-org.ts";

/** The mappings and rules of an object that becomes these kinds from now on; null while a side can't be read. */
export async function fitObject(
	ctx: Context,
	org: Pick<Org, "id">,
	object: CrmObject,
	own: ObjectSettings,
	becomes: readonly DirectoryKind[],
): Promise<Pick<ObjectSettings, "fields" | "matchRules"> | null> {
	const { fields, matchRules } = own;
	const isSame = becomes.length === own.becomes.length && becomes.every((kind) => own.becomes.includes(kind));
	// What was never set up gets the usual when it is opened.
	if (isSame || fields.length === 0) return { fields, matchRules };
	const answer = await readBothSides(ctx, org.id, object, becomes);
	if (!answer.ok) return null;
	const { byKind, sources } = answer.sides;
	return fitToKinds(own, byKind, ctx.crm.standardPaths[object], [...sources.values()]);
}
