import { DurableObject } from "cloudflare:workers";
import { requireConfig } from "../config.ts";
import { type Context, createContext, type OrgPort } from "../context.ts";
import type { CrmObject, DirectoryKind } from "../core/sync/record.ts";
import type { PlannedChange, RunKind, RunProgress } from "../core/sync/run.ts";
import { createDayMeter } from "../db/metered.ts";
import type { WritePath } from "../desk/desk-directory.ts";
import { type Day, readDay, settleDay } from "../services/budget/day.ts";
import { askForCheck } from "../services/orgs/check-org.ts";
import { findOrg } from "../services/sync/find-org.ts";
import { openSync } from "../services/sync/open-sync.ts";
import { recordRun } from "../services/sync/record-run.ts";
import { watchIssues } from "./org/alert.ts";
import { begunAnew, createRun } from "./org/begin.ts";
import { failStep, SIGN_IN_WAIT_MS, wait, waitsForSomebody } from "./org/failure.ts";
import { finishRun, toRow } from "./org/finish.ts";
import { resumeInterrupted } from "./org/interrupted.ts";
import { BUDGET, planTurn, restOf } from "./org/next-turn.ts";
import { openPlans } from "./org/plan.ts";
import { describeProgress } from "./org/progress.ts";
import { hasFailed, isPreview, rests } from "./org/run.ts";
import { finishJobs, isOver, mayGoOn, takeStep } from "./org/step.ts";
import { createOrgStore, type OrgStore, type WantedRun } from "./org/store.ts";
import { createMemory, createWorld, type RunCache, readIssues, type World } from "./org/world.ts";

/** What one invocation takes on, the database's calls among them: a free plan's has 50, and some are made at its end. */
const MAX_CALLS = 42;
const MAX_TURN_MS = 10_000;
const FAILED_TURN_MS = 30_000;

/**
 * One Salesforce org of one desk: its sync, one run at a time. Only its alarm asks the vendors. Killed at any moment it
 * goes on from what is stored: pages with their place in the CRM, chunks with their job at the desk.
 */
export class Org extends DurableObject<Env> implements OrgPort {
	#store: OrgStore | null = null;
	readonly #meter = createDayMeter();
	readonly #cache: RunCache = { staff: null, issues: null, organizations: new Map() };

	async start(wanted: {
		kind: RunKind;
		startedByName: string | null;
		asked?: { object: CrmObject; ids: string[] }[];
	}): Promise<string | null> {
		const ctx = this.#context();
		const org = await findOrg(ctx, this.#id());
		if (!org) return null;
		const store = this.#prepare();
		const isBusy = store.run() !== null;
		if (isBusy && wanted.startedByName === null) {
			await this.#arm(ctx.now());
			return null;
		}
		const { kind, startedByName, asked = [] } = wanted;
		const own: WantedRun = { id: ctx.newId(), kind, startedByName, asked };
		const next = isBusy ? store.want(own) : own;
		if (!isBusy) store.saveRun(createRun(next, ctx.now()));
		if (startedByName !== null && next === own) {
			const row = toRow({ orgId: org.id, deskId: org.deskId }, createRun(next, ctx.now()), null);
			await recordRun(ctx, row);
		}
		await this.#arm(ctx.now());
		return next.id;
	}

	async stop(): Promise<boolean> {
		const store = this.#prepare();
		if (!store.run()) return false;
		store.askToStop(true);
		await this.#arm(this.#context().now());
		return true;
	}

	async resume(): Promise<boolean> {
		const store = this.#prepare();
		const parked = store.parked();
		if (!parked || store.run()) return false;
		store.transaction(() => {
			store.saveRun({ ...parked, state: "running", reason: null, resumesAt: null });
			store.park(null);
		});
		await this.#arm(this.#context().now());
		return true;
	}

	async progress(): Promise<RunProgress | null> {
		const store = this.#prepare();
		const run = store.run() ?? store.parked();
		return run && describeProgress(run);
	}

	async paths(): Promise<Record<DirectoryKind, WritePath | null>> {
		const store = this.#prepare();
		const now = this.#context().now();
		return {
			organization: store.writePath("organization", now) ?? null,
			person: store.writePath("person", now) ?? null,
		};
	}

	async planned(): Promise<PlannedChange[]> {
		const ctx = this.#context();
		const org = await findOrg(ctx, this.#id());
		if (!org) return [];
		return openPlans(ctx, this.#prepare().plans(), org.deskId);
	}

	async onTheirWay(recordIds: readonly string[]): Promise<string[]> {
		const all = this.#prepare().onTheirWay();
		return recordIds.filter((id) => all.has(id));
	}

	async erase(): Promise<void> {
		await this.#forget();
		// Nothing that is under way here may go on without its tables; the caller has its answer first.
		setTimeout(() => this.ctx.abort("erased"), 0);
	}

	/** Never throws: the platform gives a failing alarm up after six times. */
	override async alarm(): Promise<void> {
		const ctx = this.#context();
		const callsBefore = this.#meter.calls;
		try {
			await this.#turn(ctx, () => this.#meter.calls - callsBefore);
		} catch (error) {
			ctx.log.error("sync.turn_failed", { org: this.#id(), error: (error as Error).name });
			await this.ctx.storage.setAlarm(ctx.now() + FAILED_TURN_MS);
		}
		await settleDay(ctx);
	}

	async #turn(ctx: Context, databaseCalls: () => number): Promise<void> {
		// An alarm that comes again after the end finds nothing, and makes nothing.
		if (this.ctx.storage.kv.get("run") === undefined) return;
		const store = this.#prepare();
		const run = store.run();
		if (!run) return;
		const day = await readDay(ctx);
		// There may be room again sooner than was thought: the limits are configuration.
		const isHeld = run.resumesAt !== null && run.resumesAt > ctx.now() && !waitsForSomebody(run);
		if (isHeld && !store.isToStop() && !(run.reason === BUDGET && day.spent === null)) {
			await this.ctx.storage.setAlarm(run.resumesAt ?? ctx.now());
			return;
		}
		const knownFields = (kind: DirectoryKind) => store.targets(kind, ctx.now());
		const opened = await openSync(ctx, this.#id(), createMemory(store, ctx.now), knownFields);
		if ("obstacle" in opened) {
			if (opened.obstacle === "gone") return this.#forget();
			const org = store.isToStop() ? await findOrg(ctx, this.#id()) : null;
			if (org) return this.#park({ ctx, store, run, scope: { orgId: org.id, deskId: org.deskId } });
			wait(run, opened.obstacle, ctx.now() + SIGN_IN_WAIT_MS);
			store.saveRun(run);
			await this.ctx.storage.setAlarm(ctx.now() + SIGN_IN_WAIT_MS);
			return;
		}
		const { crm, directory } = opened.open;
		const callsLeft = () => MAX_CALLS - databaseCalls() - crm.calls() - directory.calls();
		const parts = { ...opened.open, ctx, store, run, callsLeft };
		const world = createWorld({ ...parts, issues: await readIssues(parts, this.#cache) }, this.#cache);
		await this.#work(world, day);
	}

	async #work(world: World, day: Day): Promise<void> {
		const { ctx, store, run, crm, directory } = world;
		const begun = ctx.now();
		const spentBefore = { crm: run.counts.crmCalls, desk: run.counts.deskCalls };
		const note = () => {
			run.counts.crmCalls = spentBefore.crm + crm.calls();
			run.counts.deskCalls = spentBefore.desk + directory.calls();
			const skew = crm.skew();
			if (skew !== null) store.saveSkew(skew);
		};
		run.state = "running";
		run.reason = null;
		run.resumesAt = null;
		resumeInterrupted(world);
		// What is at the desk already is taken in: its answers don't keep until tomorrow.
		const isSpent = day.spent !== null && rests(run);
		try {
			let isBusy = true;
			while (isBusy && ctx.now() - begun < MAX_TURN_MS && mayGoOn(world) && !restOf(world)) {
				if (store.isToStop()) {
					note();
					return await this.#park(world);
				}
				isBusy = isSpent ? await finishJobs(world) : await takeStep(world);
				if (!isSpent && !isBusy && isOver(world)) return await this.#end(world, note);
			}
			note();
			const nextAt = planTurn(world, isBusy, isSpent ? day.resumesAt : null);
			store.saveRun(run);
			await this.ctx.storage.setAlarm(nextAt);
		} catch (error) {
			await failStep(world, error);
			note();
			if (hasFailed(run)) return await this.#fail(world);
			store.saveRun(run);
			await this.ctx.storage.setAlarm(run.resumesAt ?? ctx.now() + FAILED_TURN_MS);
		}
	}

	async #end(world: World, note: () => void): Promise<void> {
		note();
		await watchIssues(world);
		await finishRun(world);
		await this.#startWanted(world);
	}

	/**
	 * Stopped: what a person asked for is kept where it is, others may run meanwhile. Cron's next look begins where this
	 * one did.
	 */
	async #park({ ctx, store, run, scope }: Pick<World, "ctx" | "store" | "run" | "scope">): Promise<void> {
		run.state = "stopped";
		const isAsked = run.startedByName !== null;
		if (isAsked || run.isRecorded) await recordRun(ctx, toRow(scope, run, ctx.now()));
		store.transaction(() => {
			store.askToStop(false);
			store.dropRun();
			if (isAsked) store.park({ ...(isPreview(run) ? begunAnew(run) : run), isRecorded: true });
			if (isPreview(run)) store.dropChunks(run.id);
		});
		await this.#startWanted({ ctx, store });
	}

	/** Given up until Cron starts the next; what was read and not written stays for it. */
	async #fail(world: World): Promise<void> {
		const { ctx, store, run } = world;
		await recordRun(ctx, toRow(world.scope, run, ctx.now()));
		await askForCheck(ctx, world.org.id);
		store.transaction(() => {
			store.dropRun();
			if (isPreview(run)) store.dropChunks(run.id);
		});
		await this.#startWanted(world);
	}

	async #startWanted({ ctx, store }: Pick<World, "ctx" | "store">): Promise<void> {
		const isStarted = store.transaction(() => {
			const wanted = store.takeWanted();
			if (wanted) store.saveRun(createRun(wanted, ctx.now()));
			return wanted !== null;
		});
		if (isStarted) await this.ctx.storage.setAlarm(ctx.now());
	}

	async #forget(): Promise<void> {
		this.#store = null;
		this.#cache.organizations = new Map();
		await this.ctx.storage.deleteAll();
	}

	#prepare(): OrgStore {
		if (this.#store) return this.#store;
		const { kv } = this.ctx.storage;
		if (kv.get("id") !== this.#id()) kv.put("id", this.#id());
		this.#store = createOrgStore(this.ctx.storage);
		return this.#store;
	}

	async #arm(now: number): Promise<void> {
		const armed = await this.ctx.storage.getAlarm();
		if (armed === null || armed > now) await this.ctx.storage.setAlarm(now);
	}

	/** An alarm that wakes a cold object doesn't always bring its name along. */
	#id(): string {
		return this.ctx.id.name ?? this.ctx.storage.kv.get<string>("id") ?? "";
	}

	#context(): Context {
		return createContext(this.env, requireConfig(this.env), {
			requestId: `org:${this.#id()}`,
			meter: this.#meter,
			later: (work) => this.ctx.waitUntil(work),
		});
	}
}
