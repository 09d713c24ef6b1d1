import type { Context } from "../../context.ts";
import type { Caller } from "../../db/callers.ts";
import type { Answer } from "./answer.ts";
import { answerCommand, needsDesk, resolveForCommand } from "./answer-command.ts";
import { deferCommand } from "./deferred.ts";
import { resolveLocale } from "./locale.ts";
import type { CommandRequest, LocalizedRequest } from "./request.ts";

/** Slack waits 3 s; this leaves time to write the row and for the way back. */
const BUDGET_MS = 2_000;

/**
 * The answer if it can be had within the budget; else the command is on the queue and the answer is `working`.
 * The first attempt is aborted, so that nothing is asked of the desk twice at a time.
 */
export async function answerInTime(
	ctx: Context,
	asked: CommandRequest,
): Promise<{ request: LocalizedRequest; answer: Answer }> {
	const deadline = ctx.now() + BUDGET_MS;
	const caller = await resolveForCommand(ctx, asked);
	const request = { ...asked, locale: await resolveLocale(ctx, caller) };
	if (!needsDesk(request.command.verb)) {
		return { request, answer: await answerCommand(ctx, caller, request, { timeoutMs: BUDGET_MS }) };
	}
	const answer = await attempt(ctx, caller, request, Math.max(0, deadline - ctx.now()));
	if (answer) return { request, answer };
	await deferCommand(ctx, request);
	return { request, answer: { kind: "working" } };
}

/** null when the time ran out first. */
async function attempt(
	ctx: Context,
	caller: Caller,
	request: LocalizedRequest,
	remainingMs: number,
): Promise<Answer | null> {
	const controller = new AbortController();
	const { promise: outOfTime, resolve: endWaiting } = Promise.withResolvers<null>();
	const timer = setTimeout(() => {
		controller.abort();
		endWaiting(null);
	}, remainingMs);
	const options = { signal: controller.signal, timeoutMs: BUDGET_MS };
	const answer = answerCommand(ctx, caller, request, options).catch((error) => {
		if (controller.signal.aborted) return null;
		throw error;
	});
	try {
		return await Promise.race([answer, outOfTime]);
	} finally {
		clearTimeout(timer);
	}
}
