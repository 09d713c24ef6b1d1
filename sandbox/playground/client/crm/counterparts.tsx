/** @jsxImportSource preact */
import type { CrmCounterpart } from "../../crm-panel.ts";
import { toHash } from "../place.ts";
import type { Words } from "../words/words.ts";

const DESKS: Readonly<Record<CrmCounterpart["desk"], string>> = { zendesk: "Zendesk", zoho: "Zoho Desk" };

/** Where a record is at the help desks, with tickets that show it. */
export function Counterparts({ all, words }: { all: readonly CrmCounterpart[]; words: Words }) {
	const { crm } = words;
	return (
		<section class="crm-counterparts">
			<h3>{crm.atDesk}</h3>
			{all.length === 0 ? <p class="help">{crm.notAtDesk}</p> : null}
			{all.map(({ desk, name, tickets }) => (
				<div key={desk}>
					<p>
						{DESKS[desk]}: <strong>{name}</strong>
					</p>
					{tickets.length > 0 ? (
						<ul>
							{tickets.map(({ id, number, subject }) => (
								<li key={id}>
									<a href={toHash({ pane: desk, ticketId: id })}>
										#{number} {subject}
									</a>
								</li>
							))}
						</ul>
					) : null}
				</div>
			))}
		</section>
	);
}
