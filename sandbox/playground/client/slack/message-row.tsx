/** @jsxImportSource preact */
import type { SimMessage, SimShortcut, SimUser } from "../../../vendors/slack-simulator.ts";
import { Avatar } from "../avatar.tsx";
import { Blocks } from "../blocks/block.tsx";
import type { BlockContext } from "../blocks/context.ts";
import { Icon } from "../icons.tsx";
import { formatDate, formatTime, type Reader } from "../mrkdwn/dates.ts";
import { Mrkdwn } from "../mrkdwn/mrkdwn.tsx";
import type { Words } from "../words/words.ts";
import { toMillis } from "./arrange.ts";
import { Files } from "./files.tsx";
import type { Notice } from "./notices.ts";
import { findUser } from "./people.ts";
import { MessageMenu } from "./shortcut-menu.tsx";

interface MessageRowProps {
	id: string;
	message: SimMessage;
	follows: boolean;
	isReply: boolean;
	replies: number;
	users: readonly SimUser[];
	words: Words;
	ctx: BlockContext;
	/** null where a message has no menu. */
	shortcuts: readonly SimShortcut[] | null;
	onShortcut(shortcut: SimShortcut): void;
	hrefOf(fileId: string): string;
}

export function MessageRow(props: MessageRowProps) {
	const { id, message, follows, isReply, replies, users, words, ctx, shortcuts, onShortcut, hrefOf } = props;
	const author = message.userId === null ? users.find(({ isBot }) => isBot) : findUser(users, message.userId);
	const isApp = message.userId === null || author?.isBot === true;
	const name = author?.name ?? (isApp ? "Deskbridge" : words.someone);
	const hidden = message.ephemeralFor !== null;
	const at = toMillis(message.ts);
	const classes = ["message", hidden && "ephemeral", isReply && "reply", follows && "follows"].filter(
		Boolean,
	);
	return (
		<article id={id} class={classes.join(" ")}>
			{hidden && !message.isCommand ? (
				<p class="only-you">
					<Icon name="eye" size={14} /> {words.onlyYou}
				</p>
			) : null}
			{follows ? <span class="gutter" /> : <Avatar name={name} app={isApp} />}
			<div class="message-body">
				{follows ? null : (
					<p class="message-head">
						<strong>{name}</strong>
						{isApp ? <span class="tag">{words.app}</span> : null}
						<Moment at={at} reader={ctx.reader} />
					</p>
				)}
				{message.isCommand ? (
					<p class="typed">
						<code>{message.text}</code>
					</p>
				) : message.blocks.length > 0 ? (
					<Blocks blocks={message.blocks} ctx={ctx} />
				) : message.text === "" ? null : (
					<Mrkdwn text={message.text} ctx={ctx} />
				)}
				{message.files && message.files.length > 0 ? (
					<Files files={message.files} hrefOf={hrefOf} locale={ctx.reader.locale} />
				) : null}
				{message.unfurls?.map(({ url, blocks }) => (
					<div key={url} class="unfurl">
						<Blocks blocks={blocks} ctx={ctx} />
					</div>
				))}
				{message.signInUrl ? (
					<p class="sign-in-prompt">
						<span class="help">{words.signInForCards}</span>{" "}
						<a class="button" href={ctx.toHref(message.signInUrl)} target="_blank" rel="noopener noreferrer">
							{words.connect}
						</a>
					</p>
				) : null}
				{message.edited ? <span class="help">{words.edited}</span> : null}
				{replies > 0 ? <p class="replies">{words.replies(replies)}</p> : null}
			</div>
			{shortcuts && !hidden ? (
				<MessageMenu shortcuts={shortcuts} words={words} onChoose={onShortcut} />
			) : null}
		</article>
	);
}

/** What Slack says by itself about a command or click that failed. */
export function NoticeRow({ notice, reader, words }: { notice: Notice; reader: Reader; words: Words }) {
	return (
		<article class="message ephemeral notice">
			<p class="only-you">
				<Icon name="eye" size={14} /> {words.onlyYou}
			</p>
			<span class="avatar system" aria-hidden="true">
				!
			</span>
			<div class="message-body">
				<p class="message-head">
					<strong>{words.slackSays}</strong>
					<Moment at={notice.at} reader={reader} />
				</p>
				<p role="alert">{notice.text}</p>
			</div>
		</article>
	);
}

function Moment({ at, reader }: { at: number; reader: Reader }) {
	return (
		<time
			dateTime={new Date(at).toISOString()}
			title={formatDate(at, { dateStyle: "full", timeStyle: "medium" }, reader)}
		>
			{formatTime(at, reader)}
		</time>
	);
}
