import type { Context } from "../../context.ts";
import type { TargetField } from "../../core/sync/fields.ts";
import { pathsOf } from "../../core/sync/map-record.ts";
import { pathsOfRules } from "../../core/sync/match-record.ts";
import type { CrmObject, DirectoryKind } from "../../core/sync/record.ts";
import type { LinkScope } from "../../db/links.ts";
import type { KnownIssue } from "../../db/sync-issues.ts";
import type { DeskDirectory } from "../../desk/desk-directory.ts";
import type { CrmMemory } from "../../salesforce/crm.ts";
import type { OpenSync } from "../../services/sync/open-sync.ts";
import type { Run } from "./run.ts";
import type { OrgStore } from "./store.ts";

type Staff = Awaited<ReturnType<DeskDirectory["staff"]>>;

/** Somebody may become an agent while a long run is under way. */
const STAFF_LIFETIME_MS = 10 * 60_000;

/** What one round of work has at hand. */
export interface World extends OpenSync {
	ctx: Context;
	store: OrgStore;
	run: Run;
	scope: LinkScope;
	/** Issues by `issueKey`: those of records that are in step again go away. */
	issues: Map<string, KnownIssue>;
	targets(kind: DirectoryKind): Promise<ReadonlyMap<string, TargetField>>;
	/** Everybody who works at the desk, read in this run. */
	staff(): Promise<Staff>;
}

/** Staff that was read, kept from one round of a run to the next. */
export interface StaffCache {
	runId: string;
	staff: Staff;
	readAt: number;
}

export function createWorld(
	parts: OpenSync & Pick<World, "ctx" | "store" | "run" | "issues">,
	cache: { staff: StaffCache | null },
): World {
	const { ctx, store, run, directory, org, desk } = parts;
	return {
		...parts,
		scope: { orgId: org.id, deskId: desk.id },
		async targets(kind) {
			let fields = store.targets(kind, ctx.now());
			if (!fields) {
				fields = await directory.fields(kind);
				store.saveTargets(kind, fields, ctx.now());
			}
			return new Map(fields.map((field) => [field.id, field]));
		},
		async staff() {
			const known = cache.staff;
			if (known?.runId === run.id && ctx.now() - known.readAt < STAFF_LIFETIME_MS) return known.staff;
			const staff = await directory.staff();
			cache.staff = { runId: run.id, staff, readAt: ctx.now() };
			return staff;
		},
	};
}

export function createMemory(store: OrgStore, now: () => number): CrmMemory {
	return {
		recall: (object) => store.sources(object, now()),
		keep: (object, fields) => store.saveSources(object, fields, now()),
		forget: (object) => store.forgetSources(object),
	};
}

/** Every path of an object that its settings read. */
export function pathsToRead({ settings }: Pick<World, "settings">, object: CrmObject): string[] {
	const { fields, matchRules } = settings.objects[object];
	return [...new Set([...pathsOf(fields), ...pathsOfRules(matchRules)])];
}
