import type { CrmObject } from "../../core/sync/record.ts";
import { findRetries } from "../../db/sync-issues.ts";
import { objectsToSync } from "../../services/sync/org-settings.ts";
import { ask, type Lane, NO_COUNTS, type Run } from "./run.ts";
import type { Cursor, WantedRun } from "./store.ts";
import type { World } from "./world.ts";

/** A record may be committed later than it is stamped: this far back is read again. */
const OVERLAP_MS = 10 * 60_000;
/** What was stamped a moment ago may still be joined by others of the same stamp. */
const SETTLE_MS = 60_000;
const DELETIONS_MS = 3_600_000;
const RECONCILE_MS = 7 * 24 * 3_600_000;
const MAX_RETRIES = 2_000;

export function createRun({ id, kind, startedByName, asked }: WantedRun, now: number): Run {
	return {
		id,
		kind,
		state: "running",
		reason: null,
		resumesAt: null,
		startedAt: now,
		startedByName,
		counts: { ...NO_COUNTS },
		total: null,
		failures: 0,
		lanes: [],
		asked,
		again: [],
		unseen: [],
		isBegun: false,
		isRecorded: startedByName !== null,
	};
}

/** A run that goes on from its beginning: nothing of what it has read was kept. */
export function begunAnew(run: Run): Run {
	return { ...run, counts: { ...NO_COUNTS }, total: null, lanes: [], asked: [], again: [], isBegun: false };
}

/** Decides what a run reads, once, at its first step. */
export async function beginRun(world: World): Promise<void> {
	const { ctx, store, run, scope, crm } = world;
	const objects = objectsToSync(world.settings, world.features);
	const skew = store.skew() ?? (await crm.clock()) - ctx.now();
	const to = Math.floor((ctx.now() + skew - SETTLE_MS) / 1000) * 1000;
	const cursors = new Map(objects.map((object) => [object, store.cursor(object) ?? firstCursor(to)]));
	if (run.kind === "incremental") {
		const isOld = [...cursors.values()].some(({ reconciledAt }) => ctx.now() - reconciledAt > RECONCILE_MS);
		if (isOld) run.kind = "reconcile";
		for (const { object, recordId } of await findRetries(ctx.db, scope, MAX_RETRIES))
			ask(run.asked, object, recordId);
	}
	const readsAll = run.kind === "backfill" || run.kind === "reconcile" || run.kind === "dry_run";
	const lanes =
		run.kind === "record" ? [] : objects.map((object) => toLane(object, cursors.get(object), to, readsAll));
	if (readsAll) run.total = await countAll(world, objects);
	run.unseen = run.kind === "reconcile" ? objects.map((object) => ({ object, after: "" })) : [];
	run.lanes = lanes.filter(({ from, to: end }) => from < end);
	run.isBegun = true;
	store.transaction(() => {
		store.saveSkew(skew);
		for (const [object, cursor] of cursors) if (!store.cursor(object)) store.saveCursor(object, cursor);
		if (run.kind === "dry_run") store.dropPlans();
		store.saveRun(run);
	});
}

/** Before the first: what is there already is for a backfill, what changes from now on for the runs after it. */
function firstCursor(to: number): Cursor {
	return { low: to, deletedAt: to, reconciledAt: to };
}

function toLane(object: CrmObject, cursor: Cursor | undefined, to: number, readsAll: boolean): Lane {
	const from = readsAll || !cursor ? 0 : cursor.low - OVERLAP_MS;
	return { object, from, to, after: null, isRead: false };
}

async function countAll({ crm, settings }: World, objects: readonly CrmObject[]): Promise<number> {
	const counts = await Promise.all(
		objects.map((object) => crm.count(object, settings.objects[object].filter)),
	);
	return counts.reduce((sum, count) => sum + count, 0);
}

/** Objects whose deletions were last asked for an hour ago. */
export function dueDeletions({ store, run, ctx }: World): { object: CrmObject; from: number; to: number }[] {
	if (run.kind === "record" || run.kind === "dry_run") return [];
	return run.lanes.flatMap(({ object, to }) => {
		const cursor = store.cursor(object);
		const isDue = cursor && ctx.now() - cursor.deletedAt > DELETIONS_MS;
		return isDue ? [{ object, from: cursor.deletedAt, to }] : [];
	});
}
