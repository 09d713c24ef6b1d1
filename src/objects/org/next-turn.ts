import { type Room, restUntil } from "../../core/sync/room.ts";
import { wait } from "./failure.ts";
import { rests } from "./run.ts";
import type { World } from "./world.ts";

export const BUDGET = "budget";
const IDLE_MS = 250;
const LONG_WAIT_MS = 10_000;

/**
 * Both vendors' calls are everybody's: a run leaves the last of them to people and to others. null: there is room, or
 * somebody waits for this run.
 */
export function restOf({ ctx, run, crm, directory, desk }: World): { reason: string; until: number } | null {
	if (!rests(run)) return null;
	const usage = crm.usage();
	const ofCrm: Room | null = usage && {
		left: usage.allowed - usage.used,
		of: usage.allowed,
		resetsAt: null,
	};
	const crmUntil = restUntil(ofCrm, ctx.now());
	if (crmUntil !== null) return { reason: "salesforce_quota", until: crmUntil };
	const room = directory.room();
	const of = room && (room.of ?? ctx.provider(desk.provider).dailyBudget(desk.edition));
	const deskUntil = room && of !== null ? restUntil({ ...room, of }, ctx.now()) : null;
	return deskUntil === null ? null : { reason: "desk_quota", until: deskUntil };
}

/** When a run goes on; what it waits for until then is written down with it. `spentUntil`: the day's share is used up. */
export function planTurn(world: World, isBusy: boolean, spentUntil: number | null): number {
	const { ctx, store, run } = world;
	if (spentUntil !== null && store.backlog(run.id).jobs === 0) {
		wait(run, BUDGET, spentUntil);
		return spentUntil;
	}
	const rest = restOf(world);
	if (rest) {
		wait(run, rest.reason, rest.until);
		return rest.until;
	}
	const nextAt = isBusy ? ctx.now() : (store.nextDueAt(ctx.now()) ?? ctx.now() + IDLE_MS);
	// What was just made at the desk can't be found there yet: said, so that it doesn't look stuck.
	if (nextAt - ctx.now() > LONG_WAIT_MS) wait(run, "desk_index", nextAt);
	return nextAt;
}
