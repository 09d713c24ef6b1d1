import { DurableObject } from "cloudflare:workers";
import { requireConfig } from "../config.ts";
import {
	type ChannelMove,
	type ChannelQuery,
	type ChannelSearch,
	type Context,
	createContext,
	type SlackTeamPort,
} from "../context.ts";
import type { NewDelivery } from "../core/delivery.ts";
import { findTeamNow, type TeamNow } from "../db/deliveries.ts";
import { createDayMeter } from "../db/metered.ts";
import { VendorError } from "../lib/errors.ts";
import { settleDay } from "../services/budget/day.ts";
import { openBotToken } from "../services/workspaces/bot-token.ts";
import { acceptDeliveries } from "./slack-team/accept.ts";
import { createChannelList } from "./slack-team/channel-list.ts";
import { toPostId } from "./slack-team/ends.ts";
import { dropWorkspace, queueAgain } from "./slack-team/forget.ts";
import { moveChannel } from "./slack-team/move-channel.ts";
import { nextAlarmAt } from "./slack-team/next-alarm.ts";
import { createPace } from "./slack-team/pace.ts";
import { dropOld, endInterrupted } from "./slack-team/posts.ts";
import { ensureTables } from "./slack-team/tables.ts";
import { doWork } from "./slack-team/work.ts";

/** When an alarm goes on that ended without setting the next one. */
const FALLBACK_MS = 15_000;
const CLEAN_UP_EVERY_MS = 3_600_000;
/** Between two alarms, whatever is due. */
const MIN_PAUSE_MS = 50;
/** A page holds up to 999 channels. */
const PAGE_TIMEOUT_MS = 15_000;
const SEND_AGAIN_WAIT_MS = 24 * 3_600_000;

/**
 * Says things in one Slack team: in order, at its pace, each once. `sending` is stored before a call; found again
 * after a kill it becomes `unknown`, and is never sent again by itself.
 */
export class SlackTeam extends DurableObject<Env> implements SlackTeamPort {
	/** This instance has seen its team in D1 and has its tables. */
	#isReady = false;
	#isWorking = false;
	#isErased = false;
	#cleanedAt = 0;
	#nudge = () => {};
	readonly #meter = createDayMeter();
	readonly #channelList = createChannelList(Date.now);

	async accept(deliveries: NewDelivery[]): Promise<void> {
		const ctx = this.#context();
		if (!(await this.#ready(ctx))) {
			throw new VendorError({ vendor: "slack", kind: "not_found", code: "team_gone" });
		}
		await acceptDeliveries(this.ctx.storage, ctx, deliveries);
		await this.#arm(ctx.now());
	}

	async wake(moves: ChannelMove[] = []): Promise<void> {
		const ctx = this.#context();
		if (!(await this.#ready(ctx))) return;
		this.ctx.storage.transactionSync(() => {
			for (const move of moves) moveChannel(this.#sql, move);
		});
		createPace(this.#sql).unblock();
		await this.#arm(ctx.now());
	}

	async sendAgain(deliveryId: string): Promise<boolean> {
		const ctx = this.#context();
		if (!(await this.#ready(ctx))) return false;
		const isQueued = queueAgain(this.#sql, toPostId(deliveryId), ctx.now() + SEND_AGAIN_WAIT_MS);
		if (isQueued) await this.#arm(ctx.now());
		return isQueued;
	}

	async takeTurn(channelId: string): Promise<number> {
		const ctx = this.#context();
		if (!(await this.#ready(ctx))) return 0;
		const now = ctx.now();
		const pace = createPace(this.#sql);
		const at = Math.max(now, pace.laneWaitsUntil(channelId));
		pace.useLane(channelId, at);
		return at - now;
	}

	async waiting(workspaceId: string): Promise<number> {
		if (!(await this.#ready(this.#context()))) return 0;
		const [row] = this.#sql.exec<{ count: number }>(
			"select count(*) as count from posts where workspace_id = ? and state in ('queued', 'sending')",
			workspaceId,
		);
		return row?.count ?? 0;
	}

	async channels(query: ChannelQuery): Promise<ChannelSearch> {
		const ctx = this.#context();
		if (!(await this.#ready(ctx))) return this.#channelList.find(query, refuse);
		let token: Promise<string | null> | null = null;
		const openToken = async () => {
			const team = await this.#load(ctx);
			return team && openBotToken(ctx, team);
		};
		// Most searches are answered by what was read before.
		return this.#channelList.find(query, async (cursor) => {
			token ??= openToken();
			const opened = await token;
			if (!opened) return refuse();
			return ctx.slack(opened, ctx.call(PAGE_TIMEOUT_MS)).channels(cursor);
		});
	}

	async dropWorkspace(workspaceId: string): Promise<void> {
		if (!(await this.#ready(this.#context()))) return;
		this.ctx.storage.transactionSync(() => dropWorkspace(this.#sql, workspaceId));
	}

	async erase(): Promise<void> {
		if (!(await this.#ready(this.#context()))) return;
		this.#isErased = true;
		await this.ctx.storage.deleteAll();
		// Nothing that is under way here may go on without its tables; the caller has its answer first.
		setTimeout(() => this.ctx.abort("erased"), 0);
	}

	override async alarm(): Promise<void> {
		if (this.#isWorking || this.#isErased) return;
		this.#isWorking = true;
		const ctx = this.#context();
		const { storage } = this.ctx;
		try {
			await storage.setAlarm(ctx.now() + FALLBACK_MS);
			const asOf = ctx.now();
			const team = await this.#load(ctx);
			if (!team) return await storage.deleteAlarm();
			const moreToDo = () => this.#nudged();
			await doWork({ ctx, storage, objectId: this.#objectId(), team, asOf, moreToDo });
			this.#cleanUp(ctx.now());
			await this.#armNext(ctx, team);
		} catch (error) {
			// The alarm that was set above goes on.
			ctx.log.error("delivery.run_failed", { error: (error as Error).name });
		} finally {
			this.#isWorking = false;
		}
		await settleDay(ctx);
	}

	#cleanUp(now: number): void {
		if (now - this.#cleanedAt < CLEAN_UP_EVERY_MS) return;
		this.#cleanedAt = now;
		dropOld(this.#sql, now);
	}

	/** In one turn with the look at what is left: what is handed over after it arms for itself. */
	async #armNext(ctx: Context, team: TeamNow): Promise<void> {
		if (this.#isErased) return;
		const now = ctx.now();
		const next = nextAlarmAt(this.#sql, now, team.state === "active");
		this.#isWorking = false;
		if (next === null) await this.ctx.storage.deleteAlarm();
		else await this.ctx.storage.setAlarm(Math.max(next, now + MIN_PAUSE_MS));
	}

	async #arm(at: number): Promise<void> {
		this.#nudge();
		if (!this.#isWorking) await this.ctx.storage.setAlarm(at);
	}

	#nudged(): Promise<void> {
		return new Promise((resolve) => {
			this.#nudge = resolve;
		});
	}

	get #sql(): SqlStorage {
		return this.ctx.storage.sql;
	}

	/** Storage is touched only for a team that D1 knows. */
	async #load(ctx: Context): Promise<TeamNow | null> {
		const team = this.#isErased ? null : await findTeamNow(ctx.db.$client, this.#objectId());
		if (team) this.#prepare(ctx);
		return team;
	}

	async #ready(ctx: Context): Promise<boolean> {
		return (this.#isReady && !this.#isErased) || (await this.#load(ctx)) !== null;
	}

	#prepare(ctx: Context): void {
		if (this.#isReady) return;
		ensureTables(this.#sql);
		this.ctx.storage.kv.put("id", this.#objectId());
		endInterrupted(this.#sql, ctx.now());
		this.#isReady = true;
	}

	/** An alarm that wakes a cold object doesn't always bring its name along. */
	#objectId(): string {
		return this.ctx.id.name ?? this.ctx.storage.kv.get<string>("id") ?? "";
	}

	#context(): Context {
		return createContext(this.env, requireConfig(this.env), {
			requestId: `slack-team:${this.ctx.id.name ?? ""}`,
			meter: this.#meter,
			later: (promise) => this.ctx.waitUntil(promise),
		});
	}
}

function refuse(): never {
	throw new VendorError({ vendor: "slack", kind: "auth", code: "token_revoked" });
}
