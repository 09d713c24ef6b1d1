import type { SimMessage } from "../../../vendors/slack-simulator.ts";
import type { Notice } from "./notices.ts";

export type Row =
	| { kind: "day"; key: string; at: number }
	| { kind: "notice"; key: string; at: number; notice: Notice }
	| {
			kind: "message";
			key: string;
			at: number;
			message: SimMessage;
			/** Same author a moment ago: drawn without a head of its own. */
			follows: boolean;
			isReply: boolean;
			replies: number;
	  };

const TOGETHER_MS = 5 * 60_000;

export function toMillis(ts: string): number {
	return Math.round(Number(ts) * 1000);
}

/** Oldest first, a divider where the reader's day changes, replies right below what they answer. */
export function arrangeMessages(
	messages: readonly SimMessage[],
	notices: readonly Notice[],
	dayOf: (at: number) => string,
): Row[] {
	const isReply = ({ threadTs, ts }: SimMessage) => threadTs !== null && threadTs !== ts;
	const repliesTo = new Map<string, SimMessage[]>();
	for (const message of messages.filter(isReply)) {
		const parent = message.threadTs ?? "";
		repliesTo.set(parent, [...(repliesTo.get(parent) ?? []), message]);
	}
	const known = new Set(messages.map(({ ts }) => ts));
	// A reply whose parent this person does not see stands for itself.
	const top = messages.filter((message) => !isReply(message) || !known.has(message.threadTs ?? ""));
	const entries = [
		...top.map((message) => ({ at: toMillis(message.ts), message, notice: null })),
		...notices.map((notice) => ({ at: notice.at, message: null, notice })),
	].sort((a, b) => a.at - b.at);

	const rows: Row[] = [];
	let day = "";
	for (const { at, message, notice } of entries) {
		if (dayOf(at) !== day) {
			day = dayOf(at);
			rows.push({ kind: "day", key: `day-${day}`, at });
		}
		if (notice) {
			rows.push({ kind: "notice", key: `notice-${at}-${rows.length}`, at, notice });
			continue;
		}
		const replies = repliesTo.get(message.ts) ?? [];
		const previous = rows.at(-1);
		rows.push({
			kind: "message",
			key: keyOf(message),
			at,
			message,
			follows: previous?.kind === "message" && follows(message, at, previous.message, previous.at),
			isReply: false,
			replies: replies.length,
		});
		for (const [index, reply] of replies.entries()) {
			const before = replies[index - 1];
			const replyAt = toMillis(reply.ts);
			rows.push({
				kind: "message",
				key: keyOf(reply),
				at: replyAt,
				message: reply,
				follows: before?.userId === reply.userId && replyAt - toMillis(before.ts) < TOGETHER_MS,
				isReply: true,
				replies: 0,
			});
		}
	}
	return rows;
}

function keyOf({ ts, ephemeralFor }: SimMessage): string {
	return `${ephemeralFor ?? "all"}-${ts}`;
}

function follows(message: SimMessage, at: number, before: SimMessage, beforeAt: number): boolean {
	return (
		message.userId === before.userId &&
		message.ephemeralFor === before.ephemeralFor &&
		!message.isCommand &&
		!before.isCommand &&
		// A card is read by itself: only plain lines flow together.
		message.blocks.length === 0 &&
		before.threadTs === null &&
		at - beforeAt < TOGETHER_MS
	);
}
