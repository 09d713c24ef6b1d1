import * as v from "valibot";
import type { Context } from "../context.ts";
import { isVendorError } from "../lib/errors.ts";
import { settleDay } from "../services/budget/day.ts";
import { runDeferred } from "../services/commands/run-deferred.ts";
import { checkAdministrator } from "../services/hearing/administrator.ts";
import { sendDigest } from "../services/hearing/digest.ts";
import { handOverHints } from "../services/hearing/intake.ts";
import { checkWebhook } from "../services/hearing/webhook-subscription.ts";
import { runOperation } from "../services/operations/run-operation.ts";
import { checkOrg } from "../services/orgs/check-org.ts";
import { checkSessions } from "../services/sessions/check-sessions.ts";
import { resumeRemoval } from "../services/workspaces/resume-removals.ts";
import { deliverAnswer } from "../slack/deliver-answer.ts";
import { presentOutcome } from "../slack/forms/present-outcome.ts";
import { type Job, jobSchema } from "./messages.ts";

/** Written, read, deleted. */
const OPERATIONS_PER_MESSAGE = 3;

/**
 * The row that a message names is the authority on trying again, and the sweep of the next minute finds what is
 * still owed. A message only comes back where another attempt holds the row: should that one be dead, nobody has
 * to wait for the sweep.
 */
export async function handleQueue(batch: MessageBatch, ctx: Context): Promise<void> {
	const jobs = batch.messages.map((message) => ({ message, job: parseJob(ctx, message.body) }));
	const looks = jobs.flatMap(({ job }) => (job?.kind === "look" ? [job.id] : []));
	await Promise.all([
		takeLooks(ctx, looks),
		...jobs.map(async ({ message, job }) => {
			const heldMs = job && job.kind !== "look" ? await runJob(ctx, job) : null;
			if (heldMs === null) message.ack();
			else message.retry({ delaySeconds: Math.ceil(heldMs / 1000) });
		}),
	]);
	if (ctx.meter) ctx.meter.queueOperations += OPERATIONS_PER_MESSAGE * jobs.length;
	await settleDay(ctx);
}

function parseJob(ctx: Context, body: unknown): Job | null {
	const job = v.safeParse(jobSchema, body);
	if (!job.success) ctx.log.error("queue.unknown_message");
	return job.success ? job.output : null;
}

/** Webhooks come in bursts: a batch's are taken together. */
async function takeLooks(ctx: Context, ids: string[]): Promise<void> {
	try {
		if (ids.length > 0) await handOverHints(ctx, ids);
	} catch (error) {
		ctx.log.error("job.failed", { kind: "look", error: toWord(error) });
	}
}

async function runJob(ctx: Context, job: Exclude<Job, { kind: "look" }>): Promise<number | null> {
	try {
		switch (job.kind) {
			case "command":
				return await runDeferred(ctx, job.id, deliverAnswer);
			case "operation":
				return await runOperation(ctx, job.id, presentOutcome);
			case "poll":
				await ctx.desk(job.id).poll();
				return null;
			case "webhook":
				await checkWebhook(ctx, job.id);
				return null;
			case "check_administrator":
				await checkAdministrator(ctx, job.id);
				await checkSessions(ctx, job.id);
				return null;
			case "digest":
				await sendDigest(ctx, job.id, job.at);
				return null;
			case "removal":
				await resumeRemoval(ctx, job.id);
				return null;
			case "sync":
				await ctx.org(job.id).start({ kind: "incremental", startedByName: null });
				return null;
			case "check_org":
				await checkOrg(ctx, job.id);
				return null;
			case "renew_credential":
				await ctx.credentials.renew(job.id, job.generation);
				return null;
			case "reseal_credential":
				await ctx.credentials.reseal(job.id);
				return null;
		}
	} catch (error) {
		ctx.log.error("job.failed", { kind: job.kind, id: job.id, error: toWord(error) });
		return null;
	}
}

function toWord(error: unknown): string {
	return isVendorError(error) ? error.kind : (error as Error).name;
}
