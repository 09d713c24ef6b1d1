/** @jsxImportSource preact */
import { type DeskName, loadMails } from "../api.ts";
import { vendorsNow } from "../clock.ts";
import { Icon } from "../icons.tsx";
import { useLoaded } from "../load.ts";
import { formatDistance } from "../mrkdwn/dates.ts";
import type { Words } from "../words/words.ts";

interface MailsProps {
	desk: DeskName;
	ticketId: string;
	/** Grows when something was written. */
	messages: number;
	words: Words;
}

/** What left the desk for the customer's mailbox: the proof of what a public reply did. */
export function Mails({ desk, ticketId, messages, words }: MailsProps) {
	const { data: mails } = useLoaded(() => loadMails(desk, ticketId), [desk, ticketId, messages]);
	if (!mails) return null;
	return (
		<details class="mails">
			<summary>
				{words.mails} <span class="tag">{mails.length}</span>
			</summary>
			{mails.length === 0 ? <p class="help">{words.mailsEmpty}</p> : null}
			{mails.map(({ from, to, cc, subject, text, at, attachments }, index) => (
				<article key={index} class="mail">
					<dl>
						<dt>{words.mailFrom}</dt>
						<dd>{from}</dd>
						<dt>{words.mailTo}</dt>
						<dd>{to.join(", ")}</dd>
						{cc.length > 0 ? (
							<>
								<dt>{words.mailCc}</dt>
								<dd>{cc.join(", ")}</dd>
							</>
						) : null}
					</dl>
					<h3>{subject}</h3>
					<p class="desk-text">{text}</p>
					{attachments.length > 0 ? (
						<p class="mail-files">
							<Icon name="file" size={14} /> {attachments.join(", ")}
						</p>
					) : null}
					<time class="help" dateTime={new Date(at).toISOString()} title={new Date(at).toLocaleString()}>
						{formatDistance(at, vendorsNow(), words.language === "日本語" ? "ja" : "en")}
					</time>
				</article>
			))}
		</details>
	);
}
