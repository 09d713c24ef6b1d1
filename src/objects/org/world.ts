import type { Context } from "../../context.ts";
import type { TargetField } from "../../core/sync/fields.ts";
import { pathsOf } from "../../core/sync/map-record.ts";
import { pathsOfRules } from "../../core/sync/match-record.ts";
import type { CrmObject, DirectoryKind } from "../../core/sync/record.ts";
import { findLinks, type LinkScope } from "../../db/links.ts";
import { findKnownIssues, type KnownIssue } from "../../db/sync-issues.ts";
import type { DeskDirectory, WritePath } from "../../desk/desk-directory.ts";
import type { CrmMemory } from "../../salesforce/crm.ts";
import type { OpenSync } from "../../services/sync/open-sync.ts";
import type { Run } from "./run.ts";
import type { OrgStore } from "./store.ts";

type Staff = Awaited<ReturnType<DeskDirectory["staff"]>>;

/** Somebody may become an agent while a long run is under way. */
const STAFF_LIFETIME_MS = 10 * 60_000;
const ISSUES_LIFETIME_MS = 60_000;
const MAX_ISSUES = 10_000;
/** About two megabytes. */
const MAX_ORGANIZATIONS = 20_000;

/** What one round of work has at hand. */
export interface World extends OpenSync {
	ctx: Context;
	store: OrgStore;
	run: Run;
	scope: LinkScope;
	/** Issues by `issueKey`: those of records that are in step again go away. */
	issues: Map<string, KnownIssue>;
	/** What the invocation may still ask of vendors and of the database. */
	callsLeft(): number;
	/** Something was ready that the invocation has no calls left for. */
	round: { isSpent: boolean };
	targets(kind: DirectoryKind): Promise<ReadonlyMap<string, TargetField>>;
	/** Read anew when they are asked for again. */
	forgetTargets(kind: DirectoryKind): void;
	/** How records are written, as it was when the desk was last asked. */
	writePath(kind: DirectoryKind): Promise<WritePath>;
	organizationsOf(accountIds: readonly string[]): Promise<Map<string, string>>;
	/** To be called after links of organizations were dropped or moved. */
	forgetOrganizations(): void;
	/** Everybody who works at the desk, read in this run. */
	staff(): Promise<Staff>;
}

/** What was read for a run, kept from one of its rounds to the next. */
interface Cached<T> {
	runId: string;
	value: T;
	readAt: number;
}

export interface RunCache {
	staff: Cached<Staff> | null;
	/** Administrators act on issues meanwhile; what they ask for is for the next run. */
	issues: Cached<World["issues"]> | null;
	/** Organizations of accounts, as far as they were looked up. Another map as soon as one is another's or gone. */
	organizations: Map<string, string>;
}

export type WorldParts = OpenSync & Pick<World, "ctx" | "store" | "run" | "issues" | "callsLeft">;

export function createWorld(parts: WorldParts, cache: RunCache): World {
	const { ctx, store, run, directory, org, desk } = parts;
	const scope = { orgId: org.id, deskId: desk.id };
	const targets = once(async (kind: DirectoryKind) => {
		let fields = store.targets(kind, ctx.now());
		if (!fields) {
			fields = await directory.fields(kind);
			store.saveTargets(kind, fields, ctx.now());
		}
		return new Map(fields.map((field) => [field.id, field]));
	});
	const paths = once((kind: DirectoryKind) => directory.writePath(kind));
	const everybody = once(async () => {
		const known = recallFor(run, cache.staff, ctx.now() - STAFF_LIFETIME_MS);
		if (known) return known;
		const staff = await directory.staff();
		cache.staff = { runId: run.id, value: staff, readAt: ctx.now() };
		return staff;
	});
	return {
		...parts,
		scope,
		round: { isSpent: false },
		targets: targets.ask,
		forgetTargets(kind) {
			store.forgetTargets(kind);
			targets.forget(kind);
		},
		async writePath(kind) {
			const known = store.writePath(kind, ctx.now());
			if (known) return known;
			const path = await paths.ask(kind);
			// What is stored may be forgotten any time.
			paths.forget(kind);
			store.saveWritePath(kind, path, ctx.now());
			return path;
		},
		organizationsOf: (ids) => findOrganizations(ctx.db, scope, ids, cache),
		forgetOrganizations() {
			cache.organizations = new Map();
		},
		staff: () => everybody.ask("staff"),
	};
}

export async function readIssues(
	{ ctx, run, org, desk }: Pick<World, "ctx" | "run" | "org" | "desk">,
	cache: RunCache,
): Promise<World["issues"]> {
	const known = recallFor(run, cache.issues, ctx.now() - ISSUES_LIFETIME_MS);
	if (known) return known;
	const issues = await findKnownIssues(ctx.db, { orgId: org.id, deskId: desk.id }, MAX_ISSUES);
	cache.issues = { runId: run.id, value: issues, readAt: ctx.now() };
	return issues;
}

/** Only this object unties them: what it found stays so until it does. */
async function findOrganizations(
	db: Context["db"],
	scope: LinkScope,
	accountIds: readonly string[],
	cache: RunCache,
): Promise<Map<string, string>> {
	if (cache.organizations.size > MAX_ORGANIZATIONS) cache.organizations = new Map();
	// What is found here must not come into a map that was begun meanwhile.
	const known = cache.organizations;
	const ids = [...new Set(accountIds)];
	const found = await findLinks(
		db,
		scope,
		ids.filter((id) => !known.has(id)),
		"organization",
	);
	for (const { recordId, deskRecordId } of found) known.set(recordId, deskRecordId);
	return new Map(ids.flatMap((id) => pairOf(id, known.get(id))));
}

function pairOf(id: string, organization: string | undefined): [string, string][] {
	return organization === undefined ? [] : [[id, organization]];
}

function recallFor<T>({ id }: Run, cached: Cached<T> | null, since: number): T | null {
	return cached?.runId === id && cached.readAt > since ? cached.value : null;
}

/** Chunks side by side ask for the same at the same time: it is asked for once, and kept until it is forgotten. */
function once<K extends string, T>(ask: (key: K) => Promise<T>) {
	const asked = new Map<K, Promise<T>>();
	const forget = (key: K): void => void asked.delete(key);
	return {
		forget,
		ask(key: K): Promise<T> {
			const known = asked.get(key);
			if (known) return known;
			const answer = ask(key);
			asked.set(key, answer);
			answer.catch(() => forget(key));
			return answer;
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
