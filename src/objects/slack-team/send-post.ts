import { dropCard, markDirty, placeCard } from "./cards.ts";
import { knownDirect, openDirect } from "./direct.ts";
import { type End, findHeldWith, finish, markSending, requeue } from "./posts.ts";
import { cardOf, type Prepared, preparePost } from "./prepare-post.ts";
import { backOff, noteSuccess, noteWideVerdict, type Run } from "./run.ts";
import type { PostRow } from "./tables.ts";
import { noteTrouble } from "./troubles.ts";
import { toVerdict, type Verdict } from "./verdict.ts";

/** What quiet hours held back is one message up to here. */
const MAX_HELD = 200;

/** Posts a lane's head, with what was held back with it, and stores what became of it. */
export async function sendPost(run: Run, head: PostRow): Promise<void> {
	const { ctx, sql } = run;
	const channelId = head.is_direct
		? (knownDirect(sql, head.lane) ?? (await openDirect(run, head)))
		: head.lane;
	if (channelId === null) return;
	// Somebody's DM may be a mapped channel, too.
	if (run.pace.laneWaitsUntil(channelId) > ctx.now()) return;
	const posts = findHeldWith(sql, head, ctx.now(), MAX_HELD);
	const message = await preparePost(run, posts, channelId).catch((error: Error) => {
		ctx.log.error("delivery.unreadable", { team: run.team.teamId, error: error.name });
		finish(sql, seqsOf(posts), "queued", { state: "dead", reason: "slack", now: ctx.now() });
		return null;
	});
	if (message) await post(run, message);
}

async function post(run: Run, prepared: Prepared): Promise<void> {
	const { ctx, sql, storage, pace, slack } = run;
	const { posts, channelId, message, threadTs, metadata } = prepared;
	const seqs = seqsOf(posts);
	const isOurs = storage.transactionSync(() => {
		// While it was made ready others may have used up what was free, or it may be gone.
		const waitsUntil = Math.max(pace.laneWaitsUntil(channelId), pace.methodWaitsUntil("chat.postMessage"));
		if (waitsUntil > ctx.now()) return false;
		const moved = markSending(sql, seqs);
		if (moved < seqs.length) requeue(sql, seqs, { uncounted: true });
		else {
			pace.useLane(channelId, ctx.now());
			pace.useMethod("chat.postMessage", ctx.now());
		}
		return moved === seqs.length;
	});
	if (!isOurs) return;
	const answer = await slack.postMessage(channelId, message, threadTs, metadata).then(
		({ ts }) => ({ ts }),
		(error: unknown) => ({ verdict: toVerdict(error) }),
	);
	// From the answer on: what is sent a second later can't arrive sooner.
	pace.useLane(channelId, ctx.now());
	if ("ts" in answer) storage.transactionSync(() => handlePosted(run, prepared, answer.ts));
	else storage.transactionSync(() => handleFailure(run, prepared, answer.verdict));
}

function handlePosted(run: Run, prepared: Prepared, ts: string): void {
	const { ctx, sql } = run;
	const { posts, head, channelId, root } = prepared;
	const now = ctx.now();
	noteSuccess(run, "chat.postMessage", channelId);
	const ended = finish(sql, seqsOf(posts), "sending", { state: "posted", reason: null, messageTs: ts, now });
	// Its workspace went while it was on its way: nothing of it is kept.
	if (ended === 0) return;
	if (root) placeCard(sql, { id: ctx.newId(), post: head, notice: root, channelId, ts, now });
	updateCards(run, prepared);
}

function updateCards({ ctx, sql }: Run, { updates }: Prepared): void {
	for (const { card, revision, sealed } of updates) {
		markDirty(sql, { id: card.id, revision, sealed, now: ctx.now() });
	}
}

function handleFailure(run: Run, prepared: Prepared, verdict: Verdict): void {
	const { ctx, sql, pace, team } = run;
	const { posts, head, channelId } = prepared;
	const seqs = seqsOf(posts);
	const now = ctx.now();
	const end = (state: End["state"], reason: string) => finish(sql, seqs, "sending", { state, reason, now });
	if (noteWideVerdict(run, "chat.postMessage", verdict)) {
		requeue(sql, seqs, { uncounted: verdict.kind === "slow_down" });
		return;
	}
	const card = cardOf(sql, head, channelId);
	switch (verdict.kind) {
		case "later":
			requeue(sql, seqs);
			backOff(run, head.lane, head.attempts + 1);
			break;
		case "unknown":
			end("unknown", "answer_lost");
			updateCards(run, prepared);
			ctx.log.warn("delivery.unknown", { team: team.teamId });
			break;
		case "channel":
			if (head.is_direct) {
				sql.exec("delete from directs where user_id = ?", head.lane);
				end("dead", verdict.code);
			} else {
				requeue(sql, seqs);
				const { lane: place } = head;
				pace.block(place, noteTrouble(sql, { place, kind: "channel", code: verdict.code, now }));
			}
			break;
		default:
			if (verdict.kind === "card_gone" && card) {
				dropCard(sql, card.id);
				requeue(sql, seqs);
			} else if (verdict.kind === "blocks" && !head.is_plain) {
				requeue(sql, seqs, { plain: true });
			} else {
				const code = "code" in verdict ? verdict.code : verdict.kind;
				ctx.log.error("delivery.refused", { team: team.teamId, kind: head.kind, code });
				end("dead", "slack");
			}
	}
}

function seqsOf(posts: readonly PostRow[]): number[] {
	return posts.map(({ seq }) => seq);
}
