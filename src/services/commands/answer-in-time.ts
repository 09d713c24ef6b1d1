import type { Context } from "../../context.ts";
import type { Answer } from "./answer.ts";
import { answerCommand, resolveForCommand } from "./answer-command.ts";
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
	request: CommandRequest,
): Promise<{ request: LocalizedRequest; answer: Answer }> {
	const deadline = ctx.now() + BUDGET_MS;
	const caller = await resolveForCommand(ctx, request);
	const localized = { ...request, locale: await resolveLocale(ctx, caller) };
	const controller = new AbortController();
	const remaining = Math.max(0, deadline - ctx.now());
	const { promise: outOfTime, resolve: endWaiting } = Promise.withResolvers<null>();
	const timer = setTimeout(() => {
		controller.abort();
		endWaiting(null);
	}, remaining);
	const options = { signal: controller.signal, timeoutMs: BUDGET_MS };
	const attempt = answerCommand(ctx, caller, localized, options).catch((error) => {
		if (controller.signal.aborted) return null;
		throw error;
	});
	const answer = await Promise.race([attempt, outOfTime]);
	clearTimeout(timer);
	if (answer) return { request: localized, answer };
	await deferCommand(ctx, localized);
	return { request: localized, answer: { kind: "working" } };
}
