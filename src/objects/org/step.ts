import { beginRun } from "./begin.ts";
import { MAX_SINGLE, openChunk } from "./chunks.ts";
import type { ChunkRow } from "./chunks-table.ts";
import { makesAtOnce, matchChunk, mayMakeAtOnce } from "./match.ts";
import { makesOrganizations, readAsked, readChanges } from "./read.ts";
import { readDeletions, readUnseen } from "./reconcile.ts";
import { takeResults } from "./results.ts";
import { MAX_SEARCHES } from "./search.ts";
import type { World } from "./world.ts";
import { sendChunk } from "./write.ts";

/** Jobs that a desk works on at once for us: it takes 30, and others use it too. */
const MAX_JOBS = 8;
/** Two pages ahead of the desk, no more: memory stays flat however long the run is. */
const MAX_CHUNKS = 40;
/** Calls, the database's among them, that a page, a job's results, a write and a search may take. */
const CALLS_OF_PAGE = 6;
const CALLS_OF_RESULTS = 2;
const CALLS_OF_WRITE = 4;
const CALLS_OF_MATCH = 6 + MAX_SEARCHES;
const POLL_MS = 700;
/** Jobs that are due within this are asked after with the others. */
const GATHER_MS = 30;

/** Whether an invocation has calls left for what comes next; the next one begins with all of them. */
export function mayGoOn({ callsLeft, round }: World): boolean {
	return !round.isSpent && callsLeft() >= CALLS_OF_PAGE + CALLS_OF_WRITE;
}

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
export function isOver(world: World): boolean {
	const { run, store } = world;
	return run.isBegun && isAllRead(world) && store.backlog(run.id).chunks === 0;
}

function isAllRead({ run }: World): boolean {
	const isNobodyAsked = run.asked.length + run.again.length === 0;
	return run.lanes.every((lane) => lane.isRead) && isNobodyAsked && run.unseen.length === 0;
}

/** Takes in what the desk has done by now. */
export async function finishJobs(world: World): Promise<boolean> {
	const { ctx, store, directory } = world;
	if (store.dueJobs(ctx.now(), 1).length === 0) return false;
	const fitting = Math.floor((world.callsLeft() - 1) / callsOfResults(world));
	const due = store.dueJobs(ctx.now() + GATHER_MS, Math.min(MAX_JOBS, Math.max(1, fitting)));
	const chunks = await Promise.all(due.map((row) => openChunk(world, row)));
	const states = await directory.jobs(
		chunks.map(({ jobId, sent }) => ({
			jobId: jobId ?? "",
			keys: sent.map(({ key }) => key),
			ids: sent.map(({ id }) => id),
		})),
	);
	const byId = new Map(states.map((state) => [state.jobId, state]));
	await inParallel(chunks, async (chunk) => {
		const state = byId.get(chunk.jobId ?? "");
		const isOpen = state && !state.isFailed && state.results === null;
		if (isOpen) store.postpone(chunk.key, ctx.now() + POLL_MS);
		// A job that is known no more may have been done: its records are looked for before they are made again.
		else await takeResults(world, chunk, state?.results ?? [], () => store.removeChunk(chunk.key));
	});
	return true;
}

/** Organizations are there before anybody belongs to them. */
function isPeoplesTurn(world: World): boolean {
	return world.run.lanes.every(({ object, isRead }) => isRead || !makesOrganizations(world, object));
}

async function workChunks(world: World): Promise<boolean> {
	const { ctx, store, run } = world;
	const { jobs } = store.backlog(run.id);
	const ready = store.readyChunks(ctx.now(), Math.max(0, MAX_JOBS - jobs), isPeoplesTurn(world));
	let left = world.callsLeft() - (isAllRead(world) ? 0 : CALLS_OF_PAGE);
	const fitting = ready.filter((row) => {
		left -= callsOf(world, row);
		return left >= 0;
	});
	if (fitting.length < ready.length) world.round.isSpent = true;
	await inParallel(fitting, (row) => workChunk(world, row));
	return ready.length > 0;
}

function callsOf(world: World, { kind, step, size, attempts }: ChunkRow): number {
	const path = world.store.writePath(kind, world.ctx.now());
	const isMatched = step === "match" && (attempts > 0 || !makesAtOnce(world, kind));
	if (isMatched) return CALLS_OF_MATCH;
	// Zendesk has to be asked first what somebody belongs to.
	if (step === "leave") return CALLS_OF_WRITE + size;
	const isMade = step === "made" || step === "match";
	if ((isMade ? path?.made : path?.changed) !== "single") return CALLS_OF_WRITE;
	return CALLS_OF_WRITE + Math.min(size, MAX_SINGLE) * (isMade ? 1 : 2);
}

function callsOfResults({ settings }: World): number {
	const writesBack = Object.values(settings.objects).some(({ writeBackField }) => writeBackField !== null);
	return CALLS_OF_RESULTS + (writesBack ? 1 : 0) + (settings.memberships.secondary ? 2 : 0);
}

/** All of them come to their end, whatever becomes of one. */
async function inParallel<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
	const done = await Promise.allSettled(list.map(work));
	const failed = done.find((one) => one.status === "rejected");
	if (failed) throw failed.reason;
}

async function workChunk(world: World, row: ChunkRow): Promise<void> {
	const chunk = await openChunk(world, row);
	if (chunk.step !== "match") return sendChunk(world, chunk);
	if (!mayMakeAtOnce(world, chunk)) return matchChunk(world, chunk);
	// Nothing is asked first: it is ready to be made as it is.
	world.store.repeat(chunk.key, "made", row.due_at);
	await sendChunk(world, { ...chunk, step: "made" });
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
