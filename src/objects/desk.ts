import { DurableObject } from "cloudflare:workers";
import { requireConfig } from "../config.ts";
import { type Context, createContext, type DeskHealth, type DeskPort } from "../context.ts";
import { createDayMeter } from "../db/metered.ts";
import { readDay, settleDay } from "../services/budget/day.ts";
import { type Desk as DeskRow, findDesk } from "../services/desks/find-desk.ts";
import { openFeed } from "../services/hearing/open-feed.ts";
import { describeHealth } from "./desk/health.ts";
import { runLooks } from "./desk/looks.ts";
import { runOutbox } from "./desk/outbox.ts";
import { runPoll } from "./desk/polls.ts";
import { createDeskStore, type DeskStore } from "./desk/store.ts";
import { beginListening, sweep } from "./desk/sweep.ts";
import { type DeskWork, GIVE_UP_MS } from "./desk/work.ts";

/** How long a desk that was there a moment ago is taken to be there. */
const KNOWN_MS = 10_000;
/** Nobody is signed in: somebody may be by then. */
const SIGNED_OUT_WAIT_MS = 5 * 60_000;
const FAILED_RUN_MS = 30_000;

/**
 * Hears of one desk's tickets: what was seen of each last, what changed, and whom to tell. Only its alarm asks the
 * desk, so that one look follows the other.
 */
export class Desk extends DurableObject<Env> implements DeskPort {
	#store: DeskStore | null = null;
	#knownUntil = 0;
	readonly #meter = createDayMeter();

	async look(ticketIds: string[]): Promise<void> {
		const ctx = this.#context();
		const store = await this.#open(ctx);
		if (!store) return;
		const now = ctx.now();
		store.transaction(() => {
			for (const id of ticketIds) store.ask(id, now);
		});
		await this.#arm(store, now);
	}

	async poll(): Promise<void> {
		const ctx = this.#context();
		const store = await this.#open(ctx);
		if (!store) return;
		const now = ctx.now();
		// Only a desk that somebody is signed in to is polled.
		store.stopWaiting("sign_in");
		store.wait("poll", now);
		await this.#arm(store, now);
	}

	async health(): Promise<DeskHealth | null> {
		const ctx = this.#context();
		const store = await this.#open(ctx);
		return store && describeHealth(store, ctx.now());
	}

	async erase(): Promise<void> {
		this.#store = null;
		this.#knownUntil = 0;
		await this.ctx.storage.deleteAll();
	}

	/** Never throws: the platform gives a failing alarm up after six times. */
	override async alarm(): Promise<void> {
		const ctx = this.#context();
		try {
			await this.#run(ctx);
		} catch (error) {
			ctx.log.error("desk.run_failed", { error: (error as Error).name });
			await this.ctx.storage.setAlarm(ctx.now() + FAILED_RUN_MS);
		}
		await settleDay(ctx);
	}

	async #run(ctx: Context): Promise<void> {
		const desk = await findDesk(ctx.db, this.#id());
		if (!desk) return this.erase();
		const store = this.#prepare();
		if (desk.listeningAt === null) return store.forgetWork();
		const work: DeskWork = { ctx, store, desk, listeningAt: desk.listeningAt };
		beginListening(store, desk.listeningAt);
		await this.#hear(work);
		await runOutbox(work);
		sweep(work);
		await this.#arm(store, ctx.now());
	}

	/** A poll has a run of its own: looks and pages together would be too many calls. */
	async #hear(work: DeskWork): Promise<void> {
		const { ctx, store, desk } = work;
		const now = ctx.now();
		const isDue = (time: number | null) => time !== null && time <= now;
		if (store.patience() > now) return;
		const isPollDue = isDue(store.waitUntil("poll")) && !(await this.#restPoll(work));
		if (!isPollDue && store.dueLooks(now, 1).length === 0) return;
		const open = await openFeed(ctx, desk.id);
		if (!open) {
			store.wait("sign_in", now + SIGNED_OUT_WAIT_MS);
			const count = store.dropOldLooks(now - GIVE_UP_MS);
			if (count > 0) ctx.log.error("look.given_up", { desk: desk.id, count, error: "signed_out" });
			return;
		}
		if (isPollDue) await runPoll({ ...work, open });
		else await runLooks({ ...work, open });
	}

	/** Once the day's share is used up a poll goes on tomorrow. */
	async #restPoll({ ctx, store }: DeskWork): Promise<boolean> {
		const { spent, resumesAt } = await readDay(ctx);
		if (spent) store.wait("poll", resumesAt);
		return spent !== null;
	}

	/** null when nobody listens to the desk (any more): then its storage isn't touched. */
	async #open(ctx: Context): Promise<DeskStore | null> {
		if (this.#store && ctx.now() < this.#knownUntil) return this.#store;
		const desk = await findDesk(ctx.db, this.#id());
		if (!isHeard(desk)) return null;
		this.#knownUntil = ctx.now() + KNOWN_MS;
		return this.#prepare();
	}

	#prepare(): DeskStore {
		if (this.#store) return this.#store;
		const { kv } = this.ctx.storage;
		if (kv.get("id") !== this.#id()) kv.put("id", this.#id());
		this.#store = createDeskStore(this.ctx.storage);
		return this.#store;
	}

	async #arm(store: DeskStore, now: number): Promise<void> {
		const due = store.nextDue();
		if (due === null) return;
		const armed = await this.ctx.storage.getAlarm();
		if (armed === null || armed > due) await this.ctx.storage.setAlarm(Math.max(due, now));
	}

	/** An alarm that wakes a cold object doesn't always bring its name along. */
	#id(): string {
		return this.ctx.id.name ?? this.ctx.storage.kv.get<string>("id") ?? "";
	}

	#context(): Context {
		return createContext(this.env, requireConfig(this.env), {
			requestId: `desk:${this.#id()}`,
			meter: this.#meter,
			later: (work) => this.ctx.waitUntil(work),
		});
	}
}

function isHeard(desk: DeskRow | null): desk is DeskRow & { listeningAt: number } {
	return desk?.listeningAt != null;
}
