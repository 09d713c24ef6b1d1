import { findDirty } from "./cards.ts";
import { knownDirect } from "./direct.ts";
import { findHeads } from "./posts.ts";
import type { Run } from "./run.ts";
import { sendPost } from "./send-post.ts";
import { updateCard } from "./update-card.ts";

/** An object has six connections; one is left for the rest. */
const MAX_CONNECTIONS = 5;
/** Of the 50 subrequests of an invocation; the others are for D1. */
const MAX_CALLS = 20;
/** After this, states are read anew. */
const MAX_RUN_MS = 5_000;

const TICK_MS = 500;

interface Task {
	/** One at a time of each. */
	name: string;
	calls: number;
	start(): Promise<void>;
}

/**
 * Posts and updates whatever may go now, side by side over channels and never two at once in one. `moreToDo` ends the
 * wait for a slow answer early when something new came. Answers how many calls it began.
 */
export async function runRounds(run: Run, moreToDo: () => Promise<void>): Promise<number> {
	const { ctx } = run;
	const until = ctx.now() + MAX_RUN_MS;
	const busy = new Map<string, Promise<void>>();
	let calls = 0;
	for (;;) {
		if (ctx.now() < until && run.refusedToken === null) {
			for (const task of findTasks(run)) {
				if (busy.size >= MAX_CONNECTIONS || calls + task.calls > MAX_CALLS) break;
				if (busy.has(task.name)) continue;
				calls += task.calls;
				busy.set(
					task.name,
					task
						.start()
						.catch((error: Error) => {
							ctx.log.error("delivery.failed", { team: run.team.teamId, error: error.name });
						})
						.finally(() => busy.delete(task.name)),
				);
			}
		}
		if (busy.size === 0) return calls;
		const tick = createTick();
		await Promise.race([...busy.values(), moreToDo(), tick.passed]);
		tick.cancel();
	}
}

/** Only while a call is under way: other channels become free before a slow one has answered. */
function createTick(): { passed: Promise<void>; cancel: () => void } {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const passed = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, TICK_MS);
	});
	return { passed, cancel: () => clearTimeout(timer) };
}

/** What may go now: posts by their time, then cards. Read lazily: beginning one changes what the next may do. */
function* findTasks(run: Run): Generator<Task> {
	const { ctx, sql, pace } = run;
	const now = ctx.now();
	for (const head of findHeads(sql, now)) {
		if (pace.methodWaitsUntil("chat.postMessage") > now) break;
		if (!run.open.has(head.workspace_id)) continue;
		const channelId = head.is_direct ? knownDirect(sql, head.lane) : head.lane;
		if (headWaitsUntil(run, head.lane, channelId) > now) continue;
		yield { name: head.lane, calls: channelId ? 1 : 2, start: () => sendPost(run, head) };
	}
	for (const card of findDirty(sql, now, MAX_CALLS)) {
		if (pace.methodWaitsUntil("chat.update") > now) break;
		if (!run.open.has(card.workspace_id)) continue;
		yield { name: card.id, calls: 1, start: () => updateCard(run, card) };
	}
}

/** `channelId` null: a DM that has to be opened first. */
export function headWaitsUntil({ pace }: Pick<Run, "pace">, lane: string, channelId: string | null): number {
	const place =
		channelId === null ? pace.methodWaitsUntil("conversations.open") : pace.laneWaitsUntil(channelId);
	return Math.max(pace.laneWaitsUntil(lane), place);
}
