import type { Context } from "../context.ts";
import { claimDueRenewals, findOrphans } from "../db/credentials.ts";
import { dropExpiredSignInLinks } from "../services/agent-links/sign-in-link.ts";
import { dropExpiredCommands, findDueCommands } from "../services/commands/deferred.ts";
import { eraseCredential } from "../services/credentials/adopt-grant.ts";
import { claimDueDigests } from "../services/hearing/digest.ts";
import { claimDueHearing } from "../services/hearing/due.ts";
import { dropExpiredOperations, findDueOperations } from "../services/operations/operations.ts";
import { resealSome } from "../services/sealing/reseal.ts";
import { dropExpiredSessions } from "../services/sessions/sessions.ts";
import { dropExpiredFlows } from "../services/sign-in/flows.ts";
import { dropExpiredGrants } from "../services/sign-in/pending-grants.ts";
import { dropOldEvents } from "../services/slack-events/claim-once.ts";
import { findRemovals } from "../services/workspaces/resume-removals.ts";
import type { Job } from "./messages.ts";

/** What one minute takes on, within the free plan's 50 subrequests: the rest is due in the next. */
const MAX_COMMANDS = 50;
const MAX_RENEWALS = 50;
const MAX_CLEANUPS = 3;
const MAX_REMOVALS = 2;
const MAX_DIGESTS = 2;
/** A confirmation takes seconds; an hour later nobody comes back to it. */
const ORPHAN_AGE_MS = 3_600_000;

/** Every minute: hands what is due to the queue, and drops what is over. */
export async function handleCron(ctx: Context): Promise<void> {
	const now = ctx.now();
	const commandIds = await findDueCommands(ctx, MAX_COMMANDS);
	const operationIds = await findDueOperations(ctx, MAX_COMMANDS);
	const renewals = await claimDueRenewals(ctx.db, now, MAX_RENEWALS);
	const resealed = await resealSome(ctx, MAX_CLEANUPS);
	const hearing = await claimDueHearing(ctx);
	const removals = await findRemovals(ctx, MAX_REMOVALS);
	const digests = await claimDueDigests(ctx, MAX_DIGESTS);
	const jobs: Job[] = [
		...commandIds.map((id) => ({ kind: "command", id }) as const),
		...operationIds.map((id) => ({ kind: "operation", id }) as const),
		...renewals.map(({ id, generation }) => ({ kind: "renew_credential", id, generation }) as const),
		...resealed.map((id) => ({ kind: "reseal_credential", id }) as const),
		...removals.map((id) => ({ kind: "removal", id }) as const),
		...digests.map(({ id, at }) => ({ kind: "digest", id, at }) as const),
		...hearing.hints.map((id) => ({ kind: "look", id }) as const),
		...hearing.polls.map((id) => ({ kind: "poll", id }) as const),
		...hearing.webhooks.map((id) => ({ kind: "webhook", id }) as const),
		...hearing.administrators.map((id) => ({ kind: "check_administrator", id }) as const),
	];
	await ctx.enqueue(jobs);

	const unanswered = await dropExpiredCommands(ctx, MAX_COMMANDS);
	if (unanswered > 0) ctx.log.error("command.never_answered", { count: unanswered });
	await dropExpiredOperations(ctx);
	await dropExpiredFlows(ctx);
	await dropExpiredSignInLinks(ctx);
	await dropExpiredSessions(ctx);
	await dropOldEvents(ctx);
	await dropExpiredGrants(ctx, MAX_CLEANUPS);
	for (const { id } of await findOrphans(ctx.db, now - ORPHAN_AGE_MS, MAX_CLEANUPS)) {
		await eraseCredential(ctx, id);
	}
}
