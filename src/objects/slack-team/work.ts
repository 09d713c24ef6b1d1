import type { Context } from "../../context.ts";
import { clearTeamTrouble, findTeamNow, markTeamTrouble, type TeamNow } from "../../db/deliveries.ts";
import { openBotToken } from "../../services/workspaces/bot-token.ts";
import { disconnectTeam } from "../../services/workspaces/disconnect-team.ts";
import { dropUnwantedUpdates } from "./cards.ts";
import { judgeQueued, logEnds } from "./ends.ts";
import { nextSendAt } from "./next-alarm.ts";
import { runRounds } from "./rounds.ts";
import { createRun, type Run } from "./run.ts";
import { tellTroubles } from "./troubles.ts";

/** Statements of one alarm that write what became of posts. */
const MAX_LOG_WRITES = 3;

const LOG_WAIT_MS = 1_000;

export interface Work {
	ctx: Context;
	storage: DurableObjectStorage;
	/** The object's name. */
	objectId: string;
	/** As it was at `asOf`. */
	team: TeamNow;
	asOf: number;
	/** Resolves when something new was handed over. */
	moreToDo: () => Promise<void>;
}

/** One alarm: what is too late or unwanted ends, the rest goes out as far as it may, and D1 learns what became of it. */
export async function doWork({ ctx, storage, objectId, team, asOf, moreToDo }: Work): Promise<void> {
	const { sql } = storage;
	const open = judgeQueued(sql, team, asOf, ctx.now());
	dropUnwantedUpdates(sql, open);
	const token = await openBotToken(ctx, team);
	if (token) {
		const run = createRun(ctx, storage, { objectId, team, token, open });
		await runRounds(run, moreToDo);
		await ifPossible(ctx, () => judgeToken(run));
	}
	await ifPossible(ctx, () => tellTroubles(ctx, storage, team));
	await ifPossible(ctx, async () => {
		if (!isWorthLogging(sql, ctx.now())) return;
		for (let writes = 0; writes < MAX_LOG_WRITES && (await logEnds(ctx, sql, team)); writes++);
	});
}

/** One statement for a second's posts, while there is more to say. */
function isWorthLogging(sql: SqlStorage, now: number): boolean {
	const [oldest] = sql.exec<{ at: number | null }>(
		"select min(finished_at) as at from posts where is_logged = 0 and finished_at is not null",
	);
	if (oldest?.at == null) return false;
	const next = nextSendAt(sql, now);
	return oldest.at <= now - LOG_WAIT_MS || next === null || next > now + LOG_WAIT_MS;
}

/** What D1 didn't take is still owed, and no reason to stop. */
async function ifPossible(ctx: Context, part: () => Promise<void>): Promise<void> {
	try {
		await part();
	} catch (error) {
		ctx.log.error("delivery.not_recorded", { error: (error as Error).name });
	}
}

async function judgeToken(run: Run): Promise<void> {
	const { ctx, sql, team, refusedToken } = run;
	const db = ctx.db.$client;
	if (refusedToken !== null) {
		// A new one may have come since this run read it.
		const current = await findTeamNow(db, run.objectId);
		if (current?.botTokenSealed !== team.botTokenSealed) return;
		await disconnectTeam(ctx, team.teamId);
		await markTeamTrouble(db, { teamId: team.teamId, code: refusedToken, now: ctx.now() });
		team.state = "revoked";
	} else if (run.hasPosted && team.trouble !== null) {
		const scopeIsMissing = [...sql.exec("select 1 from troubles where kind = 'scope'")].length > 0;
		if (!scopeIsMissing) await clearTeamTrouble(db, team.teamId);
	}
}
