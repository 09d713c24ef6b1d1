import type { Notice } from "../../core/ticket-event.ts";
import { buryLook } from "../../services/hearing/dead-looks.ts";
import { deliverNotices } from "../../services/hearing/deliver-notices.ts";
import type { SealedNotice } from "./outbox-table.ts";
import { backOff, contentPlace, type DeskWork, GIVE_UP_MS } from "./work.ts";

/** Notices of one run, and how many of them may each cost a call to the desk. */
const MAX_NOTICES = 20;
const MAX_TRANSITIONS = 5;

interface Waiting {
	row: SealedNotice;
	notice: Notice;
}

/** Hands waiting notices to the teams' objects. A row goes when they have it. */
export async function runOutbox(work: DeskWork): Promise<void> {
	const { ctx, store, desk } = work;
	const waiting = await openNotices(work);
	if (waiting.length === 0) return;
	let failed: Set<Notice>;
	try {
		failed = await deliverNotices(
			ctx,
			desk.id,
			waiting.map(({ notice }) => notice),
		);
	} catch (error) {
		ctx.log.error("outbox.failed", { desk: desk.id, error: (error as Error).name });
		failed = new Set(waiting.map(({ notice }) => notice));
	}
	const now = ctx.now();
	const isLate = ({ row, notice }: Waiting) => failed.has(notice) && now - row.createdAt >= GIVE_UP_MS;
	for (const late of waiting.filter(isLate)) {
		ctx.log.error("outbox.given_up", { desk: desk.id, event: late.row.id });
		await buryLook(ctx, desk.id, late.notice.ticket.id);
	}
	store.transaction(() => {
		for (const one of waiting) {
			const { id, attempts } = one.row;
			if (failed.has(one.notice) && !isLate(one)) store.failNotice(id, now + backOff(attempts));
			else store.dropNotice(id);
		}
	});
}

async function openNotices({ ctx, store, desk }: DeskWork): Promise<Waiting[]> {
	const waiting: Waiting[] = [];
	let transitions = 0;
	for (const row of store.dueNotices(ctx.now(), MAX_NOTICES)) {
		const { id, contentSealed } = row;
		try {
			const opened = await ctx.sealer.open(contentSealed, contentPlace(desk.id, id));
			const notice = JSON.parse(opened) as Notice;
			if (notice.events[0].type === "transition.upcoming") transitions += 1;
			if (transitions > MAX_TRANSITIONS) break;
			waiting.push({ row, notice });
		} catch (error) {
			// Its key is gone: nobody will ever read it.
			ctx.log.error("outbox.unreadable", { desk: desk.id, event: id, error: (error as Error).name });
			store.dropNotice(id);
		}
	}
	return waiting;
}
