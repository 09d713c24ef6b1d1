import { applyPolicies } from "../../core/sync/apply-policies.ts";
import type { PlannedChange } from "../../core/sync/run.ts";
import type { Trouble } from "./issues.ts";
import type { Chunk, Item } from "./run.ts";
import type { World } from "./world.ts";

/** What a dry run shows. */
export const MAX_PLANNED = 100;

interface Parted {
	changed: readonly Item[];
	made: readonly Item[];
	later?: readonly Item[];
	troubles: readonly Trouble[];
	skipped: number;
}

/** What the last dry run would do. */
export function openPlans(
	{ sealer }: Pick<World["ctx"], "sealer">,
	plans: readonly { key: string; content_sealed: string }[],
	deskId: string,
): Promise<PlannedChange[]> {
	return Promise.all(
		plans.map(async ({ key, content_sealed }) =>
			JSON.parse(await sealer.open(content_sealed, planPlace(key, deskId))),
		),
	);
}

/** Of a dry run: what would be done is kept to be shown, and counted as if it had been. */
export async function planItems(world: World, chunk: Chunk, parted: Parted): Promise<void> {
	const { ctx, store, run, desk } = world;
	const room = Math.max(0, MAX_PLANNED - store.plans().length);
	const targets = await world.targets(chunk.kind);
	const labelled = (plan: PlannedChange): PlannedChange => ({
		...plan,
		changes: plan.changes.map((one) => ({ ...one, field: targets.get(one.field)?.label ?? one.field })),
	});
	const plans = [
		...parted.made.slice(0, room).map((item) => toPlan(item, chunk.kind, "create")),
		...(await planChanges(world, chunk, parted.changed.slice(0, room))),
		...parted.troubles.slice(0, room).map(toIssue),
	]
		.slice(0, room)
		.map(labelled);
	const sealed = await Promise.all(
		plans.map(async (plan) => {
			const key = ctx.newId();
			return { key, text: await ctx.sealer.seal(JSON.stringify(plan), planPlace(key, desk.id)) };
		}),
	);
	store.transaction(() => {
		store.removeChunk(chunk.key);
		// Others may have planned meanwhile.
		const left = Math.max(0, MAX_PLANNED - store.plans().length);
		for (const { key, text } of sealed.slice(0, left)) store.addPlan(key, run.id, text);
		run.counts.created += parted.made.length;
		run.counts.updated += parted.changed.length;
		run.counts.failed += parted.troubles.length;
		run.counts.skipped += parted.skipped;
		store.saveRun(run);
	});
}

export function planPlace(row: string, desk: string) {
	return { table: "org_object", column: "plan", row, desk };
}

async function planChanges(world: World, { kind }: Chunk, items: readonly Item[]): Promise<PlannedChange[]> {
	if (items.length === 0) return [];
	const { directory, settings } = world;
	const targets = await world.targets(kind);
	const fields = [...new Set(items.flatMap(({ values }) => Object.keys(values)))];
	const ids = items.flatMap(({ deskRecordId }) => (deskRecordId === null ? [] : [deskRecordId]));
	const current = new Map(
		(await directory.read(kind, ids, fields)).map((record) => [record.id, record.values]),
	);
	return items.map((item) => {
		const now = current.get(item.deskRecordId ?? "") ?? {};
		const values = applyPolicies(item.values, now, settings.objects[item.object].fields, targets);
		const changes = Object.entries(values)
			.map(([field, to]) => ({ field, from: now[field] ?? null, to }))
			.filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
		return { ...toPlan(item, kind, changes.length > 0 ? "update" : "unchanged"), changes };
	});
}

function toPlan(item: Item, kind: Chunk["kind"], action: PlannedChange["action"]): PlannedChange {
	const { object, recordId, name, deskRecordId, values } = item;
	const changes = Object.entries(values).map(([field, to]) => ({ field, from: null, to }));
	return { object, recordId, name, kind, action, reason: null, deskRecordId, changes };
}

function toIssue({ object, recordId, kind, reason, details }: Trouble): PlannedChange {
	const plan = { object, recordId, kind, reason, name: details.name, deskRecordId: null };
	return { ...plan, action: "issue", changes: [] };
}
