import type { Context } from "../context.ts";
import { claimDueRenewals, findOrphans } from "../db/credentials.ts";
import { dropOldVendorErrors } from "../services/activity/vendor-errors.ts";
import { dropExpiredSignInLinks } from "../services/agent-links/sign-in-link.ts";
import { dropOldDays, isDaySpent, settleDay } from "../services/budget/day.ts";
import { dropExpiredCommands, findDueCommands } from "../services/commands/deferred.ts";
import { eraseCredential } from "../services/credentials/adopt-grant.ts";
import { claimDueDigests } from "../services/hearing/digest.ts";
import { claimDueHearing } from "../services/hearing/due.ts";
import { dropExpiredOperations, findDueOperations } from "../services/operations/operations.ts";
import { claimDueChecks } from "../services/orgs/check-org.ts";
import { claimDueSyncs, dropOldIssues, dropOldRuns } from "../services/orgs/due.ts";
import { resealSome } from "../services/sealing/reseal.ts";
import { dropExpiredSessions } from "../services/sessions/sessions.ts";
import { dropExpiredFlows } from "../services/sign-in/flows.ts";
import { dropExpiredForms } from "../services/sign-in/kept-forms.ts";
import { dropExpiredGrants } from "../services/sign-in/pending-grants.ts";
import { dropOldEvents } from "../services/slack-events/claim-once.ts";
import { findRemovals } from "../services/workspaces/resume-removals.ts";
import type { Job } from "./messages.ts";

/** What one minute takes on, within the free plan's 50 subrequests: the rest is due in the next. */
const MAX_COMMANDS = 50;
const MAX_RENEWALS = 50;
/** Each takes up to four calls, and is done to six kinds of things. */
const MAX_CLEANUPS = 2;
const MAX_REMOVALS = 2;
const MAX_DIGESTS = 2;
const MAX_SYNCS = 20;
/** A confirmation takes seconds; an hour later nobody comes back to it. */
const ORPHAN_AGE_MS = 3_600_000;
export const ORPHANS_MINUTE = 17;

/**
 * Every minute: hands what is due to the queue, and drops what is over. What fails is due again in the next. What nobody
 * waits for rests once the day's share is used up; it stays due.
 */
export async function handleCron(ctx: Context): Promise<void> {
	const isSpent = await isDaySpent(ctx);
	await attempt(ctx, "work", async () => ctx.enqueue(await findWork(ctx)));
	await attempt(ctx, "upkeep", async () => ctx.enqueue(await findUpkeep(ctx)));
	await attempt(ctx, "hearing", async () => ctx.enqueue(await findHearing(ctx, isSpent)));
	await attempt(ctx, "sync", async () => ctx.enqueue(await findSyncs(ctx, isSpent)));
	await attempt(ctx, "commands", () => dropCommands(ctx));
	await attempt(ctx, "expired", () => dropExpired(ctx));
	await attempt(ctx, "grants", () => dropExpiredGrants(ctx, MAX_CLEANUPS));
	await attempt(ctx, "orphans", () => dropOrphans(ctx));
	await settleDay(ctx);
}

/** One kind of work that can't be done must not stop the others, minute after minute. */
async function attempt(ctx: Context, part: string, work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		ctx.log.error("cron.part_failed", { part, error: (error as Error).name });
	}
}

/** What people wait for. */
async function findWork(ctx: Context): Promise<Job[]> {
	const commandIds = await findDueCommands(ctx, MAX_COMMANDS);
	const operationIds = await findDueOperations(ctx, MAX_COMMANDS);
	return [
		...commandIds.map((id) => ({ kind: "command", id }) as const),
		...operationIds.map((id) => ({ kind: "operation", id }) as const),
	];
}

async function findHearing(ctx: Context, isSpent: boolean): Promise<Job[]> {
	const { hints, polls, webhooks, administrators } = await claimDueHearing(ctx, { withPolls: !isSpent });
	const digests = isSpent ? [] : await claimDueDigests(ctx, MAX_DIGESTS);
	return [
		...hints.map((id) => ({ kind: "look", id }) as const),
		...polls.map((id) => ({ kind: "poll", id }) as const),
		...webhooks.map((id) => ({ kind: "webhook", id }) as const),
		...administrators.map((id) => ({ kind: "check_administrator", id }) as const),
		...digests.map(({ id, at }) => ({ kind: "digest", id, at }) as const),
	];
}

async function findSyncs(ctx: Context, isSpent: boolean): Promise<Job[]> {
	const most = isSpent ? 0 : MAX_SYNCS;
	const [orgs, checks] = await ctx.db.batch([
		claimDueSyncs(ctx, most),
		claimDueChecks(ctx, MAX_SYNCS),
		dropOldRuns(ctx),
		dropOldIssues(ctx),
	]);
	return [
		...orgs.map(({ id }) => ({ kind: "sync", id }) as const),
		...checks.map(({ id }) => ({ kind: "check_org", id }) as const),
	];
}

async function findUpkeep(ctx: Context): Promise<Job[]> {
	const renewals = await claimDueRenewals(ctx.db, ctx.now(), MAX_RENEWALS);
	const removals = await findRemovals(ctx, MAX_REMOVALS);
	const resealed = await resealSome(ctx, MAX_CLEANUPS);
	return [
		...renewals.map(({ id, generation }) => ({ kind: "renew_credential", id, generation }) as const),
		...removals.map((id) => ({ kind: "removal", id }) as const),
		...resealed.map((id) => ({ kind: "reseal_credential", id }) as const),
	];
}

async function dropCommands(ctx: Context): Promise<void> {
	const unanswered = await dropExpiredCommands(ctx, MAX_COMMANDS);
	if (unanswered > 0) ctx.log.error("command.never_answered", { count: unanswered });
}

async function dropExpired(ctx: Context): Promise<void> {
	await ctx.db.batch([
		dropExpiredOperations(ctx),
		dropExpiredFlows(ctx),
		dropExpiredForms(ctx),
		dropExpiredSignInLinks(ctx),
		dropExpiredSessions(ctx),
		dropOldEvents(ctx),
		dropOldDays(ctx),
		dropOldVendorErrors(ctx),
	]);
}

/** Reads all grants: in one minute of each hour only. */
async function dropOrphans(ctx: Context): Promise<void> {
	if (new Date(ctx.now()).getUTCMinutes() !== ORPHANS_MINUTE) return;
	const now = ctx.now();
	const orphans = { createdBefore: now - ORPHAN_AGE_MS, now, limit: MAX_CLEANUPS };
	for (const { id } of await findOrphans(ctx.db, orphans)) {
		await eraseCredential(ctx, id);
	}
}
