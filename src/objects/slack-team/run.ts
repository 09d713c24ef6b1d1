import type { Context } from "../../context.ts";
import type { TeamNow } from "../../db/deliveries.ts";
import type { SlackClient } from "../../slack/client.ts";
import { createPace, type Pace, type PacedMethod } from "./pace.ts";
import { endTrouble, noteTrouble } from "./troubles.ts";
import { backOffMs, type Verdict } from "./verdict.ts";

/** One alarm's work for one team. */
export interface Run {
	ctx: Context;
	storage: DurableObjectStorage;
	sql: SqlStorage;
	pace: Pace;
	team: TeamNow;
	slack: SlackClient;
	/** Workspaces that may be spoken to now. */
	open: ReadonlySet<string>;
	/** The object's name. */
	objectId: string;
	/** Something was posted with this token. */
	hasPosted: boolean;
	/** Slack's word when it refused the token: nothing more can be said with it. */
	refusedToken: string | null;
}

/** A call may take this long; an answer that comes later counts as lost. */
const CALL_TIMEOUT_MS = 8_000;

export function createRun(
	ctx: Context,
	storage: DurableObjectStorage,
	input: { objectId: string; team: TeamNow; token: string; open: ReadonlySet<string> },
): Run {
	const { sql } = storage;
	const { token, ...rest } = input;
	return {
		...rest,
		ctx,
		storage,
		sql,
		pace: createPace(sql),
		slack: ctx.slack(token, ctx.call(CALL_TIMEOUT_MS)),
		hasPosted: false,
		refusedToken: null,
	};
}

/** A method answered as it should. */
export function noteSuccess(run: Run, method: PacedMethod, channelId: string | null): void {
	const { sql } = run;
	if (method === "chat.postMessage") run.hasPosted = true;
	endTrouble(sql, method);
	if (channelId !== null) endTrouble(sql, channelId);
}

/** What holds back more than the one post: a method, or the whole token. Answers whether it was one of these. */
export function noteWideVerdict(run: Run, method: PacedMethod, verdict: Verdict): boolean {
	const { ctx, sql, pace } = run;
	const now = ctx.now();
	switch (verdict.kind) {
		case "slow_down":
			pace.block(method, now + verdict.waitMs);
			return true;
		case "scope":
			pace.block(method, noteTrouble(sql, { place: method, kind: "scope", code: verdict.code, now }));
			return true;
		case "token":
			run.refusedToken = verdict.code;
			return true;
		default:
			return false;
	}
}

export function backOff({ ctx, pace }: Run, lane: string, attempts: number): void {
	pace.block(lane, ctx.now() + backOffMs(attempts));
}
