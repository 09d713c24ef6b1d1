import * as v from "valibot";
import type { Context } from "../context.ts";
import { isVendorError } from "../lib/errors.ts";
import { runDeferred } from "../services/commands/run-deferred.ts";
import { deliverAnswer } from "../slack/deliver-answer.ts";
import { type Job, jobSchema } from "./messages.ts";

/**
 * Every message is acknowledged: the row it names is the only authority on trying again, and the sweep of the
 * next minute finds what is still owed.
 */
export async function handleQueue(batch: MessageBatch, ctx: Context): Promise<void> {
	await Promise.all(
		batch.messages.map(async (message) => {
			const job = v.safeParse(jobSchema, message.body);
			if (job.success) await runJob(ctx, job.output);
			else ctx.log.error("queue.unknown_message");
			message.ack();
		}),
	);
}

async function runJob(ctx: Context, job: Job): Promise<void> {
	try {
		switch (job.kind) {
			case "command":
				return await runDeferred(ctx, job.id, deliverAnswer);
			case "renew_credential":
				await ctx.credentials.renew(job.id, job.generation);
				return;
			case "reseal_credential":
				return await ctx.credentials.reseal(job.id);
		}
	} catch (error) {
		const code = isVendorError(error) ? error.kind : (error as Error).name;
		ctx.log.error("job.failed", { kind: job.kind, id: job.id, error: code });
	}
}
