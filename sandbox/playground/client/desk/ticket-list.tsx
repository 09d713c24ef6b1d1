/** @jsxImportSource preact */
import type { DeskTicketRow } from "../../desk-panel.ts";
import type { Words } from "../words/words.ts";
import { StatusMark } from "./status-mark.tsx";

interface TicketListProps {
	tickets: readonly DeskTicketRow[];
	chosen: string | null;
	filter: string;
	words: Words;
	onFilter(text: string): void;
	onOpen(id: string): void;
}

/** Enough to scroll through; beyond it the filter is quicker. */
const MOST_ROWS = 100;

export function TicketList({ tickets, chosen, filter, words, onFilter, onOpen }: TicketListProps) {
	const found = filterTickets(tickets, filter);
	const rows = found.slice(0, MOST_ROWS);
	return (
		<>
			<div class="filter">
				<input
					type="search"
					value={filter}
					placeholder={words.filter}
					aria-label={words.filter}
					onInput={(event) => onFilter(event.currentTarget.value)}
				/>
				<p class="help" role="status">
					{words.ticketCount(found.length, tickets.length)}
				</p>
			</div>
			<div class="ticket-rows">
				{rows.map((ticket) => (
					<button
						key={ticket.id}
						type="button"
						class="ticket-row"
						aria-current={ticket.id === chosen ? "true" : undefined}
						onClick={() => onOpen(ticket.id)}
					>
						<span class="ticket-number">#{ticket.number}</span>
						<span class="ticket-subject">{ticket.subject}</span>
						<span class="ticket-line">
							<StatusMark status={ticket.status} />
							<span>{ticket.requester ?? "–"}</span>
							<span class="ticket-assignee">{ticket.assignee ?? words.unassigned}</span>
						</span>
					</button>
				))}
				{found.length === 0 ? <p class="empty">{words.noTickets}</p> : null}
				{found.length > rows.length ? (
					<p class="help">{words.moreTickets(found.length - rows.length)}</p>
				) : null}
			</div>
		</>
	);
}

/** Every word must occur somewhere in the row. */
export function filterTickets(tickets: readonly DeskTicketRow[], filter: string): DeskTicketRow[] {
	const wanted = filter.toLowerCase().split(/\s+/).filter(Boolean);
	return tickets.filter(({ number, subject, status, requester, assignee, department }) => {
		const row = [`#${number}`, subject, status, requester, assignee, department].join(" ").toLowerCase();
		return wanted.every((word) => row.includes(word));
	});
}
