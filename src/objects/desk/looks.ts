import { compareTicket } from "../../core/compare-ticket.ts";
import type { Notice, Rating } from "../../core/ticket-event.ts";
import { observeSince } from "../../core/ticket-snapshot.ts";
import type { Blueprint } from "../../core/ticket-writing.ts";
import { isVendorError } from "../../lib/errors.ts";
import { buryLook } from "../../services/hearing/dead-looks.ts";
import type { Look } from "./looks-table.ts";
import { waitForDesk } from "./patience.ts";
import { backOff, contentPlace, type FeedWork, GIVE_UP_MS } from "./work.ts";

const MAX_LOOKS = 6;
/** Of 50 subrequests. A look takes three to nine, and what it leads to takes some. */
const MAX_CALLS = 30;
/** How often a look is repeated for nothing but the transitions that may follow. */
const MAX_FOR_BLUEPRINT = 4;

/** Reads tickets that were asked for, one after the other; what is left is for the next run. */
export async function runLooks(work: FeedWork): Promise<void> {
	const { ctx, store, open } = work;
	let blueprints = 0;
	for (const look of store.dueLooks(ctx.now(), MAX_LOOKS)) {
		if (open.feed.spent() + blueprints >= MAX_CALLS) break;
		try {
			if (open.provider.hasBlueprints) blueprints += 1;
			await lookAt(work, look);
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
	const [observation, read] = await Promise.all([
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
	const ratings = (await Promise.all(waiting.map((rating) => openRating(work, rating)))).flat();
	const { snapshot, notices } = compareTicket({
		deskId: desk.id,
		previous,
		lastRevision: seen?.revision ?? null,
		observation,
		listeningAt: since,
		now,
		overdueHint: look.overdueAt,
		blueprint: read.blueprint,
		ratings,
	});
	const sealed = await Promise.all(notices.map((notice) => sealNotice(work, notice)));
	store.transaction(() => {
		store.saveTicket(ticketId, snapshot, now);
		for (const { id, contentSealed } of sealed) store.addNotice(id, contentSealed, now);
		for (const { id } of waiting) store.wipeRating(id);
		if (!read.isLost || look.attempts >= MAX_FOR_BLUEPRINT) store.finishLook(look, now);
		else store.failLook(look, now + backOff(look.attempts));
	});
}

async function openRating(
	{ ctx, desk }: FeedWork,
	{ id, contentSealed }: { id: string; contentSealed: string },
): Promise<Rating[]> {
	try {
		return [JSON.parse(await ctx.sealer.open(contentSealed, contentPlace(desk.id, id)))];
	} catch (error) {
		// Its key is gone: nobody will ever read it.
		ctx.log.error("rating.unreadable", { desk: desk.id, rating: id, error: (error as Error).name });
		return [];
	}
}

/** A notice is known by its first event. */
async function sealNotice({ ctx, desk }: FeedWork, notice: Notice) {
	const [{ id }] = notice.events;
	return { id, contentSealed: await ctx.sealer.seal(JSON.stringify(notice), contentPlace(desk.id, id)) };
}

interface ReadBlueprint {
	/** undefined: the desk has none, or doesn't say. */
	blueprint: Blueprint | null | undefined;
	/** It may say so a little later. */
	isLost: boolean;
}

/** What else happened to the ticket doesn't wait for it. */
async function readBlueprint({ ctx, open }: FeedWork, ticketId: string): Promise<ReadBlueprint> {
	if (!open.provider.hasBlueprints) return { blueprint: undefined, isLost: false };
	try {
		return { blueprint: await open.helpDesk.blueprint(ticketId), isLost: false };
	} catch (error) {
		const kind = isVendorError(error) ? error.kind : (error as Error).name;
		ctx.log.warn("desk.blueprint_unread", { error: kind });
		return { blueprint: undefined, isLost: kind === "unavailable" || kind === "rate_limited" };
	}
}

/** Answers whether there is a point in asking the desk for another ticket now. */
async function failLook(work: FeedWork, look: Look, error: unknown): Promise<boolean> {
	const { ctx, store, desk } = work;
	const code = isVendorError(error) ? error.kind : (error as Error).name;
	const now = ctx.now();
	if (now - look.firstAt >= GIVE_UP_MS) {
		ctx.log.error("look.given_up", { desk: desk.id, ticket: look.ticketId, error: code });
		await buryLook(ctx, desk.id, look.ticketId);
		store.dropLook(look.ticketId);
		return true;
	}
	if (await waitForDesk(work, error)) return false;
	ctx.log.warn("look.failed", { desk: desk.id, ticket: look.ticketId, error: code, attempts: look.attempts });
	store.failLook(look, now + backOff(look.attempts));
	// No answer at all: the others would only wait as long.
	return !(isVendorError(error) && error.kind === "unavailable" && error.status === null);
}
