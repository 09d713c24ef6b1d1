/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import { type DeskName, loadTicket, loadTickets } from "../api.ts";
import type { Live } from "../live.ts";
import { useLoaded } from "../load.ts";
import type { Place } from "../place.ts";
import { SimulatedMark } from "../simulated-mark.tsx";
import type { Words } from "../words/words.ts";
import { NewTicket } from "./new-ticket.tsx";
import { TicketDetail } from "./ticket-detail.tsx";
import { TicketList } from "./ticket-list.tsx";

interface DeskPaneProps {
	desk: DeskName;
	ticketId: string | null;
	live: Live;
	words: Words;
	go(place: Place): void;
}

const TITLES: Readonly<Record<DeskName, string>> = { zendesk: "Zendesk", zoho: "Zoho Desk" };

export function DeskPane({ desk, ticketId, live, words, go }: DeskPaneProps) {
	const [filter, setFilter] = useState("");
	const [writing, setWriting] = useState(false);
	const { data: lists, refused } = useLoaded(() => loadTickets(desk), [live.changes[desk]]);
	const ticket = useLoaded(
		// The id asked for may be a number, so the answer alone doesn't tell whether it is the one.
		async () => ({ asked: ticketId, found: ticketId ? await loadTicket(desk, ticketId) : null }),
		[ticketId, live.changes[desk]],
	);
	const shown = ticket.data?.asked === ticketId ? ticket.data.found : null;
	return (
		<div class={ticketId ? "desk with-ticket" : "desk"}>
			<aside class="desk-list">
				<header class="pane-head">
					<h1>{TITLES[desk]}</h1>
					<span class="grow" />
					<button
						type="button"
						class="button"
						aria-expanded={writing}
						onClick={() => setWriting((before) => !before)}
					>
						{words.newTicket}
					</button>
					<SimulatedMark words={words} />
				</header>
				{writing ? (
					<NewTicket
						desk={desk}
						words={words}
						onOpened={(id) => {
							setWriting(false);
							go({ pane: desk, ticketId: id });
						}}
					/>
				) : null}
				{lists ? (
					<TicketList
						tickets={lists.tickets}
						chosen={shown?.id ?? ticketId}
						filter={filter}
						words={words}
						onFilter={setFilter}
						onOpen={(id) => go({ pane: desk, ticketId: id })}
					/>
				) : (
					<p class="empty">{refused ?? words.loading}</p>
				)}
			</aside>
			<section class="desk-detail">
				{lists && shown ? (
					<TicketDetail
						key={shown.id}
						desk={desk}
						ticket={shown}
						people={lists.people}
						choices={lists.choices}
						words={words}
						onBack={() => go({ pane: desk, ticketId: null })}
					/>
				) : (
					<p class="empty">{ticketId ? (ticket.refused ? words.gone : words.loading) : words.pickTicket}</p>
				)}
			</section>
		</div>
	);
}
