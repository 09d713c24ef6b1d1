import { and, asc, eq, inArray, lte, ne } from "drizzle-orm";
import type { Context } from "../../context.ts";
import type { NewDelivery, NotSentReason } from "../../core/delivery.ts";
import { localDay, localMinute, nextLocalMinute } from "../../core/local-time.ts";
import { quietUntil } from "../../core/quiet-hours.ts";
import { destinationKey } from "../../core/route-notice.ts";
import type { DeskStats } from "../../core/ticket-writing.ts";
import { toQuietHours } from "../../db/routing.ts";
import { desks, mappings, slackTeams, workspaces } from "../../db/schema.ts";
import { isVendorError } from "../../lib/errors.ts";
import { noteFeedFailure } from "./feed-failure.ts";
import { openFeed } from "./open-feed.ts";

/** A digest that was begun and not finished is begun again after this; what was handed over stays as it was. */
const LEASE_MS = 10 * 60_000;
/** Figures of one department take a desk seven calls, twelve at most; an invocation has fifty and may have two jobs. */
const MAX_DEPARTMENTS = 2;
/** A morning's digest is no use in the evening. */
const GIVE_UP_MINUTES = 6 * 60;

/** Workspaces whose digest is due, each handed out once. */
export async function claimDueDigests(ctx: Context, limit: number): Promise<{ id: string; at: number }[]> {
	const now = ctx.now();
	const due = ctx.db
		.select({ id: workspaces.id })
		.from(workspaces)
		.where(and(lte(workspaces.digestNextAt, now), ne(workspaces.state, "deleting")))
		.limit(limit);
	const claimed = await ctx.db
		.update(workspaces)
		.set({ digestNextAt: now + LEASE_MS })
		.where(inArray(workspaces.id, due))
		.returning({ id: workspaces.id });
	return claimed.map(({ id }) => ({ id, at: now }));
}

type Due = NonNullable<Awaited<ReturnType<typeof findDue>>>;

/**
 * The figures of a workspace's channels, once a day. `id` names the workspace and, behind `#`, the department after
 * which to go on: many departments take several jobs.
 */
export async function sendDigest(ctx: Context, id: string, at: number): Promise<void> {
	const [workspaceId = "", after = ""] = id.split("#");
	const due = await findDue(ctx, workspaceId);
	if (!due) return;
	const channels = await findChannels(ctx, due, after);
	const part = channels.slice(0, MAX_DEPARTMENTS);
	try {
		const deliveries = await buildDeliveries(ctx, due, part, at);
		if (deliveries.length > 0) await ctx.slackTeam(due.objectId).accept(deliveries);
	} catch (error) {
		const code = isVendorError(error) ? error.kind : (error as Error).name;
		ctx.log.warn("digest.failed", { workspace: workspaceId, error: code });
		await noteFeedFailure(ctx, due.desk, error);
		if (!isTooLate(due, ctx.now())) return;
	}
	const last = part.at(-1);
	if (last && channels.length > part.length) {
		await ctx.enqueue([{ kind: "digest", id: `${workspaceId}#${last.departmentId}`, at }]);
	} else await finish(ctx, due);
}

async function findDue(ctx: Context, workspaceId: string) {
	const [row] = await ctx.db
		.select({ workspace: workspaces, desk: desks, objectId: slackTeams.objectId })
		.from(workspaces)
		.innerJoin(desks, eq(desks.id, workspaces.deskId))
		.innerJoin(slackTeams, eq(slackTeams.teamId, workspaces.teamId))
		.where(
			and(eq(workspaces.id, workspaceId), ne(workspaces.state, "deleting"), ne(desks.state, "deleting")),
		);
	const minute = row?.workspace.digestMinute ?? null;
	return row && minute !== null ? { ...row, minute } : null;
}

async function findChannels(ctx: Context, { workspace }: Due, after: string) {
	const { deskId, teamId, mode } = workspace;
	const rows = await ctx.db
		.select()
		.from(mappings)
		.where(and(eq(mappings.deskId, deskId), eq(mappings.teamId, teamId)))
		.orderBy(asc(mappings.departmentId));
	return rows.filter(({ departmentId }) =>
		mode === "all" ? departmentId === "*" : departmentId !== "*" && departmentId > after,
	);
}

async function buildDeliveries(
	ctx: Context,
	due: Due,
	channels: (typeof mappings.$inferSelect)[],
	at: number,
): Promise<NewDelivery[]> {
	const { workspace, desk } = due;
	const notSent = reasonNot(due);
	const open = notSent ? null : await openFeed(ctx, desk.id);
	// Whoever has to sign in again is told elsewhere.
	if (!notSent && !open) return [];
	const deliveries: NewDelivery[] = [];
	for (const { departmentId, departmentName, channelId } of channels) {
		const isAll = departmentId === "*";
		const stats = open ? await open.helpDesk.stats(isAll ? null : departmentId) : NO_FIGURES;
		const destination = { kind: "channel", channelId } as const;
		const day = localDay(workspace.timezone, at);
		deliveries.push({
			key: `digest:${workspace.id}:${day}:${departmentId}|${destinationKey(destination)}`,
			workspaceId: workspace.id,
			desk: { id: desk.id, name: desk.name, provider: desk.provider },
			destination,
			locale: workspace.locale,
			at,
			notBefore: quietUntil(toQuietHours(workspace), workspace.timezone, ctx.now()),
			content: { kind: "digest", stats, departmentName: isAll ? null : departmentName },
			notSent,
		});
	}
	return deliveries;
}

const NO_FIGURES: DeskStats = {
	open: null,
	unassigned: null,
	overdue: null,
	createdToday: null,
	closedToday: null,
	satisfaction: null,
};

function reasonNot({ workspace, desk }: Due): NotSentReason | null {
	if (workspace.state !== "active") return "disabled";
	return desk.pausedAt === null ? null : "paused";
}

function isTooLate({ workspace, minute }: Due, now: number): boolean {
	return (localMinute(workspace.timezone, now) - minute + 1440) % 1440 > GIVE_UP_MINUTES;
}

/** Unless its time was changed meanwhile. */
async function finish(ctx: Context, { workspace, minute }: Due): Promise<void> {
	await ctx.db
		.update(workspaces)
		.set({ digestNextAt: nextLocalMinute(minute, workspace.timezone, ctx.now()) })
		.where(
			and(
				eq(workspaces.id, workspace.id),
				eq(workspaces.digestMinute, minute),
				eq(workspaces.timezone, workspace.timezone),
			),
		);
}
