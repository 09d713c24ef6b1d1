/** @jsxImportSource preact */
import type { DeskPanel, DeskTicketDetail } from "../../desk-panel.ts";
import type { DeskName } from "../api.ts";
import { Icon } from "../icons.tsx";
import type { Words } from "../words/words.ts";
import { Conversation } from "./conversation.tsx";
import { Mails } from "./mails.tsx";
import { StatusMark } from "./status-mark.tsx";
import { TicketFields } from "./ticket-fields.tsx";
import { WriteForm } from "./write-form.tsx";

interface TicketDetailProps {
	desk: DeskName;
	ticket: DeskTicketDetail;
	people: ReturnType<DeskPanel["people"]>;
	choices: DeskPanel["choices"];
	words: Words;
	onBack(): void;
}

export function TicketDetail({ desk, ticket, people, choices, words, onBack }: TicketDetailProps) {
	const agents = people.filter(({ role }) => role !== "end-user");
	return (
		<div class="ticket">
			<header class="pane-head">
				<button type="button" class="button quiet only-phone" aria-label={words.back} onClick={onBack}>
					<Icon name="back" />
				</button>
				<h2>
					<span class="ticket-number">#{ticket.number}</span> {ticket.subject}
				</h2>
				<StatusMark status={ticket.status} />
			</header>
			<div class="ticket-body">
				<Conversation messages={ticket.messages} words={words} />
				<Mails desk={desk} ticketId={ticket.id} messages={ticket.messages.length} words={words} />
				<WriteForm desk={desk} ticket={ticket} agents={agents} words={words} />
			</div>
			<TicketFields desk={desk} ticket={ticket} agents={agents} choices={choices} words={words} />
		</div>
	);
}
