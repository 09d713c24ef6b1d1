/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import { type DeskName, openTicket, reasonOf } from "../api.ts";
import type { Words } from "../words/words.ts";

interface NewTicketProps {
	desk: DeskName;
	words: Words;
	onOpened(id: string): void;
}

/** A customer's first mail to the desk. */
export function NewTicket({ desk, words, onOpened }: NewTicketProps) {
	const [subject, setSubject] = useState("");
	const [text, setText] = useState("");
	const [refused, setRefused] = useState<string | null>(null);

	async function send() {
		setRefused(null);
		try {
			onOpened((await openTicket(desk, { subject, text })).id);
		} catch (error) {
			setRefused(reasonOf(error, words));
		}
	}
	return (
		<form
			class="new-ticket"
			onSubmit={(event) => {
				event.preventDefault();
				void send();
			}}
		>
			<label class="field">
				<span>{words.subject}</span>
				<input value={subject} maxLength={255} onInput={(event) => setSubject(event.currentTarget.value)} />
			</label>
			<label class="field">
				<span>{words.message}</span>
				<textarea rows={3} value={text} onInput={(event) => setText(event.currentTarget.value)} />
			</label>
			<div class="row">
				<span class={refused ? "error grow" : "help grow"} role="status">
					{refused ?? words.newTicketHint}
				</span>
				<button type="submit" class="button primary" disabled={!subject.trim() || !text.trim()}>
					{words.send}
				</button>
			</div>
		</form>
	);
}
