import type { Context } from "../../context.ts";
import type { SourceField, TargetField } from "../../core/sync/fields.ts";
import type { CrmObject, DirectoryKind } from "../../core/sync/record.ts";
import { isVendorError, type VendorError } from "../../lib/errors.ts";
import type { CrmMemory } from "../../salesforce/crm.ts";
import { type OpenSync, openSync, type SyncObstacle } from "./open-sync.ts";
import { noteOrgFailure } from "./org-failure.ts";

/** What both sides have now, for whoever sets up what goes from one to the other. */
export interface BothSides {
	open: OpenSync;
	sources: ReadonlyMap<string, SourceField>;
	targets: ReadonlyMap<string, TargetField>;
	/** Fields of each kind that the object becomes. */
	byKind: ReadonlyMap<DirectoryKind, readonly TargetField[]>;
}

/** Why a side can't be read now. */
export type SidesProblem =
	| { why: SyncObstacle }
	| { why: "no_records" }
	| { why: "vendor"; error: VendorError };

export type SidesAnswer = { ok: true; sides: BothSides } | { ok: false; problem: SidesProblem };

const NO_MEMORY: CrmMemory = { recall: () => undefined, keep: () => {}, forget: () => {} };

/** Reads the fields of both sides anew. `becomes`: the kinds that are asked about, if not those that are saved. */
export async function readBothSides(
	ctx: Context,
	orgId: string,
	object: CrmObject,
	becomes?: readonly DirectoryKind[],
): Promise<SidesAnswer> {
	const opened = await openSync(ctx, orgId, NO_MEMORY);
	if ("obstacle" in opened) return { ok: false, problem: { why: opened.obstacle } };
	const { open } = opened;
	const kinds = becomes ?? open.settings.objects[object].becomes;
	return guardVendor(ctx, open, async () => {
		const [sources, lists] = await Promise.all([
			open.crm.fields(object),
			Promise.all(kinds.map((kind) => open.directory.fields(kind))),
		]);
		if (sources.length === 0) return { ok: false, problem: { why: "no_records" } };
		const targets = new Map(lists.flat().map((field) => [field.id, field]));
		const byKind = new Map(kinds.map((kind, index) => [kind, lists[index] ?? []]));
		return {
			ok: true,
			sides: { open, sources: new Map(sources.map((field) => [field.path, field])), targets, byKind },
		};
	});
}

/** A vendor that refuses or doesn't answer is said in words; the org remembers when it has to be signed in to again. */
async function guardVendor(
	ctx: Context,
	{ org }: OpenSync,
	work: () => Promise<SidesAnswer>,
): Promise<SidesAnswer> {
	try {
		return await work();
	} catch (error) {
		if (!isVendorError(error)) throw error;
		ctx.log.warn("sync.sides_unread", { org: org.id, vendor: error.vendor, code: error.code ?? error.kind });
		if (error.vendor === "salesforce") await noteOrgFailure(ctx, org, error);
		return { ok: false, problem: { why: "vendor", error } };
	}
}
