import type { Context } from "../../context.ts";
import type { Caller } from "../../db/callers.ts";
import { isVendorError, VendorError } from "../../lib/errors.ts";
import type { Answer } from "./answer.ts";
import { answerCommand, resolveForCommand } from "./answer-command.ts";
import { claimCommand, finishCommand, heldForMs, postponeCommand } from "./deferred.ts";
import { toFailure, toName } from "./failures.ts";
import type { LocalizedRequest } from "./request.ts";
import { chooseCallerDesk } from "./resolve-caller.ts";

/** One deadline for the whole of a deferred command. */
const DEADLINE_MS = 25_000;
const DELIVERY_RETRY_MS = 60_000;

export type DeliverAnswer = (ctx: Context, request: LocalizedRequest, answer: Answer) => Promise<void>;

/**
 * Answers a command that waits in its row. May be called for any id, any number of times. Answers how many
 * milliseconds another attempt still holds the row (its Worker may be dead); null when nothing is left to do.
 */
export async function runDeferred(ctx: Context, id: string, deliver: DeliverAnswer): Promise<number | null> {
	const request = await claimCommand(ctx, id);
	if (!request) return heldForMs(ctx, id);
	const signal = AbortSignal.timeout(DEADLINE_MS);
	const caller = await resolveForCommand(ctx, request);
	const options = { signal, timeoutMs: DEADLINE_MS };
	const answer = await answerCommand(ctx, caller, request, options).catch((error) => {
		if (isVendorError(error) && error.kind === "aborted") return toTimedOut(ctx, caller, request, error);
		throw error;
	});
	try {
		await deliver(ctx, request, answer);
	} catch (error) {
		if (!isVendorError(error)) throw error;
		ctx.log.warn("command.delivery_failed", {
			kind: error.kind,
			code: error.code,
			attempts: request.attempts,
		});
		const delay = (error.retryAfterSeconds ?? 0) * 1000 || DELIVERY_RETRY_MS;
		if (error.kind === "unavailable" || error.kind === "rate_limited") {
			await postponeCommand(ctx, id, delay);
			return null;
		}
	}
	await finishCommand(ctx, id);
	return null;
}

function toTimedOut(ctx: Context, caller: Caller, request: LocalizedRequest, error: VendorError): Answer {
	const choice = chooseCallerDesk(caller, request.deskId);
	const desk = choice.kind === "desk" ? choice.desk : caller.desks[0];
	if (!desk) return { kind: "refused", refusal: { reason: "unknown_team" } };
	const { vendor, operation } = error;
	const late = new VendorError({ vendor, kind: "unavailable", code: "timeout", operation: operation ?? "" });
	return toFailure(ctx, toName(desk), request.command.verb, late);
}
