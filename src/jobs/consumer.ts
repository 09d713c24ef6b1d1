import * as v from "valibot";
import type { Context } from "../context.ts";
import { isVendorError } from "../lib/errors.ts";
import { runDeferred } from "../services/commands/run-deferred.ts";
import { runOperation } from "../services/operations/run-operation.ts";
import { deliverAnswer } from "../slack/deliver-answer.ts";
import { presentOutcome } from "../slack/forms/present-outcome.ts";
import { type Job, jobSchema } from "./messages.ts";

/**
 * The row that a message names is the authority on trying again, and the sweep of the next minute finds what is
 * still owed. A message only comes back where another attempt holds the row: should that one be dead, nobody has
 * to wait for the sweep.
 */
export async function handleQueue(batch: MessageBatch, ctx: Context): Promise<void> {
	await Promise.all(
		batch.messages.map(async (message) => {
			const job = v.safeParse(jobSchema, message.body);
			if (!job.success) ctx.log.error("queue.unknown_message");
			const heldMs = job.success ? await runJob(ctx, job.output) : null;
			if (heldMs === null) message.ack();
			else message.retry({ delaySeconds: Math.ceil(heldMs / 1000) });
		}),
	);
}

async function runJob(ctx: Context, job: Job): Promise<number | null> {
	try {
		switch (job.kind) {
			case "command":
				return await runDeferred(ctx, job.id, deliverAnswer);
			case "operation":
				return await runOperation(ctx, job.id, presentOutcome);
			case "look":
			case "poll":
			case "webhook":
			case "digest":
				return null;
			case "renew_credential":
				await ctx.credentials.renew(job.id, job.generation);
				return null;
			case "reseal_credential":
				await ctx.credentials.reseal(job.id);
				return null;
		}
	} catch (error) {
		const code = isVendorError(error) ? error.kind : (error as Error).name;
		ctx.log.error("job.failed", { kind: job.kind, id: job.id, error: code });
		return null;
	}
}
