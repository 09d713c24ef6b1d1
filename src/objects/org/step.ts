import { beginRun } from "./begin.ts";
import { openChunk } from "./chunks.ts";
import type { ChunkRow } from "./chunks-table.ts";
import { matchChunk } from "./match.ts";
import { makesOrganizations, readAsked, readChanges } from "./read.ts";
import { readDeletions, readUnseen } from "./reconcile.ts";
import { takeResults } from "./results.ts";
import type { World } from "./world.ts";
import { sendChunk } from "./write.ts";

/** Jobs that a desk works on at once for us; others use it too. */
const MAX_JOBS = 5;
/** Two pages ahead of the desk, no more: memory stays flat however long the run is. */
const MAX_CHUNKS = 40;
const POLL_MS = 700;

/** One thing after the other until nothing can be done at this moment. `false`: what is left waits for its time. */
export async function takeStep(world: World): Promise<boolean> {
	if (!world.run.isBegun) {
		await beginRun(world);
		return true;
	}
	const asked = await finishJobs(world);
	// Neither is left alone: what goes on behind a failed step would be taken up by the next one as well.
	const [wrote, read] = await Promise.allSettled([workChunks(world), readOn(world)]);
	if (wrote.status === "rejected") throw wrote.reason;
	if (read.status === "rejected") throw read.reason;
	return asked || wrote.value || read.value;
}

/** Nothing is left to be read or written. */
export function isOver({ run, store }: World): boolean {
	const isRead = run.lanes.every((lane) => lane.isRead) && run.asked.length + run.again.length === 0;
	return run.isBegun && isRead && run.unseen.length === 0 && store.backlog(run.id).chunks === 0;
}

/** Takes in what the desk has done by now. */
export async function finishJobs(world: World): Promise<boolean> {
	const { ctx, store, directory } = world;
	const due = store.dueJobs(ctx.now(), MAX_JOBS);
	if (due.length === 0) return false;
	const chunks = await Promise.all(due.map((row) => openChunk(world, row)));
	const states = await directory.jobs(
		chunks.map(({ jobId, sent }) => ({
			jobId: jobId ?? "",
			keys: sent.map(({ key }) => key),
			ids: sent.map(({ id }) => id),
		})),
	);
	const byId = new Map(states.map((state) => [state.jobId, state]));
	for (const chunk of chunks) {
		const state = byId.get(chunk.jobId ?? "");
		const isOpen = state && !state.isFailed && state.results === null;
		if (isOpen) store.postpone(chunk.key, ctx.now() + POLL_MS);
		// A job that is known no more may have been done: its records are looked for before they are made again.
		else await takeResults(world, chunk, state?.results ?? [], () => store.removeChunk(chunk.key));
	}
	return true;
}

async function workChunks(world: World): Promise<boolean> {
	const { ctx, store, run } = world;
	const { jobs } = store.backlog(run.id);
	const isPeoplesTurn = run.lanes.every(({ object, isRead }) => isRead || !makesOrganizations(world, object));
	const ready = store.readyChunks(ctx.now(), Math.max(0, MAX_JOBS - jobs), isPeoplesTurn);
	const done = await Promise.allSettled(ready.map((row) => workChunk(world, row)));
	const failed = done.find((one) => one.status === "rejected");
	if (failed) throw failed.reason;
	return ready.length > 0;
}

async function workChunk(world: World, row: ChunkRow): Promise<void> {
	const chunk = await openChunk(world, row);
	if (chunk.step === "match") await matchChunk(world, chunk);
	else await sendChunk(world, chunk);
}

/** What an earlier run left is written first: newer values of a record must not be overtaken by older ones. */
async function readOn(world: World): Promise<boolean> {
	const { store, run } = world;
	const { chunks, others } = store.backlog(run.id);
	if (others > 0 || chunks >= MAX_CHUNKS) return false;
	if (run.asked.length > 0 && (await readAsked(world))) return true;
	// People who were asked for may have to wait for accounts that come with what changed.
	if (run.lanes.some(({ isRead }) => !isRead)) return readChanges(world);
	if (run.asked.length > 0) return false;
	// What is on its way may be what was deleted, or read anew.
	if (chunks > 0) return false;
	if (run.again.length > 0) {
		run.asked = run.again;
		run.again = [];
		return readAsked(world);
	}
	return (await readDeletions(world)) || (await readUnseen(world));
}
