import { toWholeSecond } from "../../core/ticket-snapshot.ts";
import type { FeedPage } from "../../desk/desk-feed.ts";
import { isVendorError } from "../../lib/errors.ts";
import { POLL_SHARE } from "../../services/hearing/poll-due.ts";
import { waitForDesk } from "./patience.ts";
import { contentPlace, type FeedWork } from "./work.ts";

/** What one run reads, within 50 subrequests: the next one goes on after a breath for the looks. */
const MAX_CHANGE_PAGES = 10;
const MAX_OTHER_PAGES = 3;
const NEXT_PART_MS = 3_000;

/** One round: what changed, what was rated, what is overdue. Each becomes looks in the turn that keeps its cursor. */
export async function runPoll(work: FeedWork): Promise<void> {
	const { ctx, store, desk, open } = work;
	const spent = store.spentOn(ctx.now(), "polls");
	store.stopWaiting("poll");
	const budget = open.provider.dailyBudget(desk.edition);
	if (budget !== null && spent >= budget * POLL_SHARE) {
		ctx.log.warn("poll.budget_spent", { desk: desk.id, spent, budget });
		return;
	}
	let isDone = true;
	for (const [part, poll] of PARTS) {
		try {
			if (!(await poll(work))) isDone = false;
			else if (part === "changes") store.finishRound("changes", ctx.now());
		} catch (error) {
			const code = isVendorError(error) ? error.kind : (error as Error).name;
			ctx.log.warn("poll.failed", { desk: desk.id, part, error: code });
			if (!(await waitForDesk(work, error))) continue;
			isDone = false;
			break;
		}
	}
	store.spend(ctx.now(), "polls", open.feed.spent());
	if (!isDone) store.wait("poll", ctx.now() + NEXT_PART_MS);
}

const PARTS = [
	["changes", pollChanges],
	["ratings", pollRatings],
	["overdue", pollOverdue],
] as const;

function pollChanges(work: FeedWork): Promise<boolean> {
	const { ctx, store, listeningAt, open } = work;
	return readPages(work, "changes", MAX_CHANGE_PAGES, {
		read: (cursor) => open.feed.changes(cursor, listeningAt),
		take: (ticketIds) => () => {
			for (const id of ticketIds) store.ask(id, ctx.now());
		},
	});
}

function pollRatings(work: FeedWork): Promise<boolean> {
	const { ctx, store, desk, listeningAt, open } = work;
	if (!open.provider.events["rating.received"].poll) return Promise.resolve(true);
	return readPages(work, "ratings", MAX_OTHER_PAGES, {
		read: (cursor) => open.feed.ratings(cursor, listeningAt),
		take: async (ratings) => {
			const fresh = ratings.flatMap((rating) => {
				const { id, ticketId, ratedAt } = rating;
				if (ticketId === null || ratedAt < toWholeSecond(listeningAt) || store.knowsRating(id)) return [];
				return [{ rating, ticketId }];
			});
			const sealed = await Promise.all(
				fresh.map(async ({ rating, ticketId }) => ({
					...rating,
					ticketId,
					content: await ctx.sealer.seal(JSON.stringify(rating), contentPlace(desk.id, rating.id)),
				})),
			);
			return () => {
				for (const { id, ticketId, content, ratedAt } of sealed) {
					store.addRating(id, ticketId, content, ratedAt);
					store.ask(ticketId, ctx.now());
				}
			};
		},
	});
}

function pollOverdue(work: FeedWork): Promise<boolean> {
	const { ctx, store, listeningAt, open } = work;
	if (!open.provider.events["ticket.overdue"].poll) return Promise.resolve(true);
	return readPages(work, "overdue", MAX_OTHER_PAGES, {
		read: (cursor) => open.feed.overdue(cursor, listeningAt),
		take: (items) => () => {
			for (const { ticketId, at } of items) {
				const told = store.ticket(ticketId)?.snapshot?.told.overdue ?? 0;
				if (at > told && at >= toWholeSecond(listeningAt)) store.ask(ticketId, ctx.now(), at);
			}
		},
	});
}

interface Reading<T> {
	read: (cursor: string | null) => Promise<FeedPage<T>>;
	/** What to store with the cursor, in one turn. */
	take: (items: T[]) => (() => void) | Promise<() => void>;
}

/** Whether all was read. */
async function readPages<T>(
	{ store }: FeedWork,
	name: string,
	most: number,
	{ read, take }: Reading<T>,
): Promise<boolean> {
	for (let page = 0; page < most; page++) {
		const { items, cursor, more } = await read(store.cursor(name));
		const keep = await take(items);
		store.transaction(() => {
			keep();
			store.saveCursor(name, cursor);
		});
		if (!more) return true;
	}
	return false;
}
