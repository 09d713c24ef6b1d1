import { html } from "hono/html";
import { page } from "./page.ts";
import { iso } from "./present-ticket.ts";
import type { SimTicket, ZohoState } from "./state.ts";

/**
 * Where a ticket's address leads. The id is in the fragment, which no server sees: all tickets are on the page, and
 * `:target` shows the one that was meant.
 */
export function portalPage(state: ZohoState, portal: string, chosenId: string | null) {
	const organization = state.organizations.find((one) => one.portal === portal);
	if (!organization) return null;
	const tickets = [...state.tickets.values()]
		.filter(({ orgId, id }) => orgId === organization.id && (chosenId === null || id === chosenId))
		.sort((a, b) => b.modifiedAt - a.modifiedAt);
	if (tickets.length === 0) return null;
	if (chosenId !== null && tickets[0]) return page(tickets[0].subject, ticketView(state, tickets[0]));
	return page(
		organization.name,
		html`${tickets.map((one) => html`<article id="Cases/dv/${one.id}">${ticketView(state, one)}</article>`)}
<div class="index"><h1>${organization.name}</h1><ul>
${tickets.slice(0, 40).map((one) => html`<li><a href="#Cases/dv/${one.id}">#${one.number} ${one.subject || "(no subject)"}</a> <span class="soft">${one.status}</span></li>`)}
</ul></div>`,
	);
}

function ticketView(state: ZohoState, ticket: SimTicket) {
	const department = state.departments.find(({ id }) => id === ticket.departmentId)?.name ?? "";
	const nameOf = (id: string | null) => state.agents.find((agent) => agent.id === id)?.name;
	const customer =
		[ticket.contact?.firstName, ticket.contact?.lastName].filter(Boolean).join(" ") || "Customer";
	return html`<h2>#${ticket.number} ${ticket.subject}</h2>
<p class="soft">${ticket.status} · ${department} · ${nameOf(ticket.assigneeId) ?? "unassigned"}</p>
${ticket.items.map(
	(
		item,
	) => html`<blockquote><span class="soft">${item.agentId ? nameOf(item.agentId) : customer} · ${item.kind === "comment" ? "comment" : "mail"} · ${iso(item.at).slice(0, 16).replace("T", " ")}</span>
${item.text.slice(0, 600)}</blockquote>`,
)}`;
}
