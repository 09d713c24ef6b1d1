import { compareTicket } from "../../core/compare-ticket.ts";
import type { Notice, Rating } from "../../core/ticket-event.ts";
import { observeSince } from "../../core/ticket-snapshot.ts";
import type { Blueprint } from "../../core/ticket-writing.ts";
import { isVendorError } from "../../lib/errors.ts";
import type { Look } from "./looks-table.ts";
import { waitForDesk } from "./patience.ts";
import { backOff, contentPlace, type FeedWork, GIVE_UP_MS } from "./work.ts";

/** Of 50 subrequests a look takes up to six; the rest is for what it leads to. */
const MAX_LOOKS = 6;

/** Reads tickets that were asked for, one after the other; what is left is for the next run. */
export async function runLooks(work: FeedWork): Promise<void> {
	const { ctx, store, open } = work;
	let blueprints = 0;
	for (const look of store.dueLooks(ctx.now(), MAX_LOOKS)) {
		try {
			await lookAt(work, look);
			if (open.provider.hasBlueprints) blueprints += 1;
		} catch (error) {
			if (!(await failLook(work, look, error))) break;
		}
	}
	store.spend(ctx.now(), "looks", open.feed.spent() + blueprints);
}

async function lookAt(work: FeedWork, look: Look): Promise<void> {
	const { ctx, store, desk, listeningAt, open } = work;
	const { ticketId } = look;
	const seen = store.ticket(ticketId);
	const previous = seen && seen.seenAt >= listeningAt ? seen.snapshot : null;
	const since = previous ? listeningAt : Math.max(listeningAt, seen?.seenAt ?? 0);
	const [observation, blueprint] = await Promise.all([
		open.feed.observe(ticketId, observeSince(previous, since)),
		readBlueprint(work, ticketId),
	]);
	const now = ctx.now();
	const waiting = store.ratingsOf(ticketId);
	if (!observation) {
		store.transaction(() => {
			store.forgetTicket(ticketId, now);
			for (const { id } of waiting) store.wipeRating(id);
			store.finishLook(look, now);
		});
		return;
	}
	const ratings = await Promise.all(
		waiting.map(async ({ id, contentSealed }): Promise<Rating> => {
			return JSON.parse(await ctx.sealer.open(contentSealed, contentPlace(desk.id, id)));
		}),
	);
	const { snapshot, notices } = compareTicket({
		deskId: desk.id,
		previous,
		lastRevision: seen?.revision ?? null,
		observation,
		listeningAt: since,
		now,
		overdueHint: look.overdueAt,
		blueprint,
		ratings,
	});
	const sealed = await Promise.all(notices.map((notice) => sealNotice(work, notice)));
	store.transaction(() => {
		store.saveTicket(ticketId, snapshot, now);
		for (const { id, contentSealed } of sealed) store.addNotice(id, contentSealed, now);
		for (const { id } of waiting) store.wipeRating(id);
		store.finishLook(look, now);
	});
}

/** A notice is known by its first event. */
async function sealNotice({ ctx, desk }: FeedWork, notice: Notice) {
	const [{ id }] = notice.events;
	return { id, contentSealed: await ctx.sealer.seal(JSON.stringify(notice), contentPlace(desk.id, id)) };
}

/** undefined: the desk has none, or doesn't say now; the next look asks again. */
async function readBlueprint(
	{ ctx, open }: FeedWork,
	ticketId: string,
): Promise<Blueprint | null | undefined> {
	if (!open.provider.hasBlueprints) return undefined;
	try {
		return await open.helpDesk.blueprint(ticketId);
	} catch (error) {
		ctx.log.warn("desk.blueprint_unread", {
			error: isVendorError(error) ? error.kind : (error as Error).name,
		});
		return undefined;
	}
}

/** Answers whether there is a point in asking the desk for another ticket now. */
async function failLook(work: FeedWork, look: Look, error: unknown): Promise<boolean> {
	const { ctx, store, desk } = work;
	const code = isVendorError(error) ? error.kind : (error as Error).name;
	const now = ctx.now();
	if (now - look.firstAt >= GIVE_UP_MS) {
		ctx.log.error("look.given_up", { desk: desk.id, ticket: look.ticketId, error: code });
		store.dropLook(look.ticketId);
		return true;
	}
	if (await waitForDesk(work, error)) return false;
	ctx.log.warn("look.failed", { desk: desk.id, ticket: look.ticketId, error: code, attempts: look.attempts });
	store.failLook(look, now + backOff(look.attempts));
	// No answer at all: the others would only wait as long.
	return !(isVendorError(error) && error.kind === "unavailable" && error.status === null);
}
