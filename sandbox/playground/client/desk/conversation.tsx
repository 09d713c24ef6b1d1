/** @jsxImportSource preact */
import { useEffect, useRef } from "preact/hooks";
import type { DeskMessage } from "../../desk-panel.ts";
import { Avatar } from "../avatar.tsx";
import { vendorsNow } from "../clock.ts";
import { formatDistance } from "../mrkdwn/dates.ts";
import type { Words } from "../words/words.ts";

export function Conversation({ messages, words }: { messages: readonly DeskMessage[]; words: Words }) {
	const kinds = {
		incoming: words.fromCustomer,
		outgoing: words.publicReply,
		comment: words.internalNote,
	};
	const box = useRef<HTMLDivElement>(null);
	useEffect(() => {
		box.current?.scrollTo({ top: box.current.scrollHeight });
	}, [messages.length]);
	return (
		<div class="conversation" ref={box}>
			{messages.map(({ author, kind, text, at }, index) => (
				<article key={index} class={`desk-message ${kind}`}>
					<Avatar name={author ?? words.someone} />
					<div>
						<p class="message-head">
							<strong>{author ?? words.someone}</strong>
							<span class="tag">{kinds[kind]}</span>
							<time dateTime={new Date(at).toISOString()} title={new Date(at).toLocaleString()}>
								{formatDistance(at, vendorsNow(), words.language === "日本語" ? "ja" : "en")}
							</time>
						</p>
						<p class="desk-text">{text}</p>
					</div>
				</article>
			))}
		</div>
	);
}
