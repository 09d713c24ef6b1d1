import type { Random } from "./chaos-random.ts";
import { type Call, isTokenCall, type Weather } from "./chaos-weather.ts";
import type { Changes } from "./sync-chaos-changes.ts";
import { passOrgTime, readRuns } from "./sync-chaos-stored.ts";
import type { SyncWorld } from "./sync-chaos-world.ts";
import { until } from "./until.ts";

export interface SyncStorm {
	kills: { during: string; isCaught: boolean }[];
	signIns: number;
	/** Workerd stopped and started so that time could pass. */
	pauses: number;
}

export interface SyncStormPlan {
	changes: number;
	/** How long at least, and how many calls the vendors get at least: a busy machine takes its time. */
	ms: number;
	calls: number;
	random: Random;
}

const TICK_MS = 30;
const SYNC_EVERY_MS = 1_200;
const LOOK_EVERY_MS = 700;
const LEAST_CATCH_MS = 10_000;
/** A machine that is too busy for the calls that a storm should have gets no more than this. */
const SLOWEST = 4;
const DOWN_MS = 100;
const MINUTE = 60_000;
const LONG_MS = 1_500;

const KILLS: readonly [during: string, isMeant: (call: Call) => boolean][] = [
	["made in bulk", ({ name }) => name.endsWith("/create_many")],
	["a page that is read", ({ name }) => name.endsWith("/composite")],
	["changed in bulk", ({ name }) => name.endsWith("/update_many")],
	["a renewal", ({ name }) => isTokenCall(name)],
	["a job that is asked for", ({ name }) => name.endsWith("/job_statuses/show_many")],
];

/** Changes, looks and kills at once, with Cron fired twice each time. */
export async function runSyncStorm(
	world: SyncWorld,
	weather: Weather,
	{ changes, plan, report }: { changes: Changes; plan: SyncStormPlan; report: SyncStorm },
): Promise<void> {
	const { sandbox } = world;
	const begun = Date.now();
	const countCalls = () => weather.calls.filter(({ vendor }) => vendor !== "slack").length;
	const callsBefore = countCalls();
	/** From 0 to 1, by the clock or by the calls, whichever is behind. */
	const progress = () => {
		const now = Date.now() - begun;
		const share = Math.min(now / plan.ms, (countCalls() - callsBefore) / plan.calls);
		return Math.max(share, now / (plan.ms * SLOWEST));
	};
	const kills = KILLS.map(([during, isMeant], index) => ({
		at: (index + 0.3 + plan.random.next() / 3) / KILLS.length,
		during,
		isMeant,
	}));
	const withinMs = Math.max(LEAST_CATCH_MS, plan.ms / KILLS.length);
	let made = 0;
	let syncAt = 0;
	let lookAt = 0;
	let killing: Promise<void> | null = null;
	for (let done = 0; done < 1 || kills.length > 0 || killing; done = progress()) {
		const now = Date.now() - begun;
		const wanted = Math.min(plan.changes, Math.floor(plan.changes * done));
		for (; made < wanted; made++) changes.change();
		const [kill] = kills;
		if (kill && kill.at <= done && !killing) {
			kills.shift();
			killing = killDuring(world, weather, { ...kill, withinMs }, report).finally(() => {
				killing = null;
			});
		}
		if (now >= syncAt && !isDown) {
			syncAt = now + SYNC_EVERY_MS;
			await startSyncs(world).catch(() => {});
		}
		if (now >= lookAt && !killing) {
			lookAt = now + LOOK_EVERY_MS;
			await signIn(world, weather, report);
		}
		await new Promise((resolve) => setTimeout(resolve, TICK_MS));
	}
	for (; made < plan.changes; made++) changes.change();
	await sandbox.idle();
}

let isDown = false;

async function killDuring(
	{ sandbox }: SyncWorld,
	weather: Weather,
	kill: { during: string; isMeant: (call: Call) => boolean; withinMs: number },
	report: SyncStorm,
): Promise<void> {
	const { during, isMeant, withinMs } = kill;
	if (during === "a renewal") {
		sandbox.salesforce.expireAccessTokens();
		sandbox.zendesk.expireAccessTokens();
	}
	const isCaught = await weather.catchCall(isMeant, withinMs);
	isDown = true;
	await sandbox.kill();
	await new Promise((resolve) => setTimeout(resolve, DOWN_MS));
	// Whoever waits for a sign-in, or for a vendor to be well, would wait the storm out.
	passOrgTime(sandbox, 15 * MINUTE);
	await sandbox.revive();
	isDown = false;
	report.kills.push({ during, isCaught });
}

/** Everything is due now, and Cron comes twice. */
export async function startSyncs({ sandbox }: SyncWorld): Promise<void> {
	const database = await sandbox.database();
	await database.prepare("update orgs set next_sync_at = 1 where next_sync_at is not null").run();
	void sandbox.cron().catch(() => {});
	void sandbox.cron().catch(() => {});
}

/** Nothing goes wrong meanwhile: what is counted is how often somebody is asked. */
async function signIn(
	{ asksForSignIn, signInAgain }: SyncWorld,
	weather: Weather,
	report: SyncStorm,
): Promise<void> {
	if (!(await asksForSignIn())) return;
	const share = weather.pause();
	report.signIns += await signInAgain();
	weather.resume(share);
}

/** Until no run is under way; what one waits for comes at once. */
export async function letRunsEnd(world: SyncWorld, weather: Weather, report: SyncStorm): Promise<void> {
	const { sandbox } = world;
	let stillSince = Date.now();
	let last = "";
	await until(
		"the end of every run",
		LIMIT_MS,
		async () => {
			await signIn(world, weather, report);
			const runs = readRuns(sandbox);
			if (runs.length === 0) return true;
			const now = JSON.stringify(runs);
			if (now !== last) [last, stillSince] = [now, Date.now()];
			const waits = runs.every(({ resumesAt }) => resumesAt !== null && resumesAt > Date.now() + LONG_MS);
			if (!waits && Date.now() - stillSince < 3 * LONG_MS) return false;
			stillSince = Date.now();
			await pass(world, 15 * MINUTE, report);
			return false;
		},
		200,
	);
}

const LIMIT_MS = 900_000;

/** Time goes by for the orgs, and Cron with it. */
export async function pass(world: SyncWorld, ms: number, report: SyncStorm): Promise<void> {
	const { sandbox } = world;
	await sandbox.idle();
	report.pauses++;
	await sandbox.kill();
	passOrgTime(sandbox, ms);
	await sandbox.revive();
	await startSyncs(world);
	await sandbox.idle();
}
