/** @jsxImportSource preact */
import { useEffect, useRef } from "preact/hooks";
import type { SimShortcut } from "../../../vendors/slack-simulator.ts";
import type { SlackState } from "../../slack-state.ts";
import { fileHref } from "../api.ts";
import { vendorsNow } from "../clock.ts";
import { dayKey, formatDate, nearDay, type Reader } from "../mrkdwn/dates.ts";
import type { Words } from "../words/words.ts";
import { arrangeMessages, type Row } from "./arrange.ts";
import type { Interactions } from "./interactions.ts";
import { MessageRow, NoticeRow } from "./message-row.tsx";
import type { Notice } from "./notices.ts";
import { findUser } from "./people.ts";

const NEAR_END_PX = 120;

interface MessageListProps {
	state: SlackState;
	notices: readonly Notice[];
	words: Words;
	command: string;
	contextFor: Interactions["contextFor"];
	onShortcut(shortcut: SimShortcut, ts: string): void;
}

export function MessageList({ state, notices, words, command, contextFor, onShortcut }: MessageListProps) {
	const shortcuts = state.shortcuts.filter(({ kind }) => kind === "message");
	const box = useRef<HTMLDivElement>(null);
	const atEnd = useRef(true);
	const moved = useRef(false);
	const viewer = findUser(state.users, state.userId);
	const reader = { tz: viewer?.tz ?? "UTC", locale: viewer?.locale ?? "en-US" };
	const rows = arrangeMessages(state.messages, notices, (at) => dayKey(at, reader.tz));
	const newest = findNewest(rows);
	// Somebody who reads further up is only taken down by what they did themselves.
	const isOwn =
		newest?.kind === "notice" || (newest?.kind === "message" && newest.message.ephemeralFor !== null);
	const newestKey = newest ? `${newest.key}/${rows.length}` : "";

	useEffect(() => {
		const list = box.current;
		if (!list || !(atEnd.current || isOwn)) return;
		const before = list.scrollTop;
		// A reply belongs to its thread, which may stand further up.
		const reply = newest?.kind === "message" && newest.isReply ? document.getElementById(newest.key) : null;
		if (reply) reply.scrollIntoView({ block: "nearest" });
		else list.scrollTop = list.scrollHeight;
		moved.current = list.scrollTop !== before;
	}, [newestKey]);
	const onScroll = () => {
		const list = box.current;
		// What the list did itself is no sign that somebody reads elsewhere.
		if (moved.current) moved.current = false;
		else if (list) atEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END_PX;
	};

	return (
		<div
			ref={box}
			onScroll={onScroll}
			class="messages"
			role="log"
			// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
			tabIndex={0}
			aria-label={words.messagesTab}
		>
			{rows.length === 0 ? (
				<p class="empty">
					{words.emptyChannel} <code>{command}</code>
				</p>
			) : null}
			{rows.map((row) => {
				if (row.kind === "day") return <DayDivider key={row.key} at={row.at} reader={reader} />;
				if (row.kind === "notice")
					return <NoticeRow key={row.key} notice={row.notice} reader={reader} words={words} />;
				const { message } = row;
				const source = { kind: "message", channelId: message.channelId, ts: message.ts } as const;
				return (
					<MessageRow
						key={row.key}
						id={row.key}
						message={message}
						follows={row.follows}
						isReply={row.isReply}
						replies={row.replies}
						users={state.users}
						words={words}
						ctx={contextFor(source)}
						shortcuts={shortcuts.length > 0 ? shortcuts : null}
						onShortcut={(shortcut) => onShortcut(shortcut, message.ts)}
						hrefOf={(fileId) => fileHref(state.teamId, fileId, state.userId)}
					/>
				);
			})}
		</div>
	);
}

/** What arrived last, wherever it stands. */
function findNewest(rows: readonly Row[]): Row | undefined {
	return rows.reduce<Row | undefined>((found, row) => (found && found.at > row.at ? found : row), undefined);
}

function DayDivider({ at, reader }: { at: number; reader: Reader }) {
	const near = nearDay(at, vendorsNow(), reader);
	const label = near ?? formatDate(at, { weekday: "long", month: "long", day: "numeric" }, reader);
	return (
		<h2 class="day">
			<span>{label.charAt(0).toUpperCase() + label.slice(1)}</span>
		</h2>
	);
}
