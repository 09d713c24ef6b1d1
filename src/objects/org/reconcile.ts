import { listLinks } from "../../db/links.ts";
import { dueDeletions } from "./begin.ts";
import { type Followed, followDeletions, prepareRetired } from "./follow.ts";
import { PAGE_SIZE } from "./read.ts";
import type { World } from "./world.ts";

/** What the CRM deleted for good since it was last asked; hourly. */
export async function readDeletions(world: World): Promise<boolean> {
	const { store, crm } = world;
	const [due] = dueDeletions(world);
	if (!due) return false;
	const { ids, knownFrom, coveredTo } = await crm.deleted(due.object, due.from, due.to);
	const followed = await followDeletions(world, due.object, ids);
	await keepFollowed(world, followed, () => {
		const cursor = store.cursor(due.object);
		if (!cursor) return;
		// What it has forgotten, only reading everything tells.
		const reconciledAt = knownFrom > due.from ? 0 : cursor.reconciledAt;
		store.saveCursor(due.object, { ...cursor, deletedAt: Math.max(coveredTo, due.from + 1), reconciledAt });
	});
	return true;
}

/** Of a reconcile: links whose record the CRM doesn't know any more. */
export async function readUnseen(world: World): Promise<boolean> {
	const { ctx, store, run, scope, crm } = world;
	const [unseen] = run.unseen;
	if (!unseen) return false;
	const links = await listLinks(ctx.db, scope, unseen.object, unseen.after, PAGE_SIZE);
	const ids = links.map(({ recordId }) => recordId);
	const there = ids.length > 0 ? await crm.records({ object: unseen.object, fields: [] }, ids) : [];
	const alive = new Set(there.filter(({ isDeleted }) => !isDeleted).map(({ id }) => id));
	const gone = ids.filter((id) => !alive.has(id));
	const followed = await followDeletions(world, unseen.object, gone);
	await keepFollowed(world, followed, () => {
		unseen.after = ids.at(-1) ?? unseen.after;
		if (links.length < PAGE_SIZE) run.unseen.shift();
		store.saveRun(run);
	});
	return true;
}

async function keepFollowed(world: World, followed: Followed, advance: () => void): Promise<void> {
	const { store, run } = world;
	const chunks = await prepareRetired(world, followed);
	store.transaction(() => {
		for (const chunk of chunks) store.addChunk(chunk);
		run.counts.followed += followed.count;
		advance();
		store.saveRun(run);
	});
}
