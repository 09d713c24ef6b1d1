import { html } from "hono/html";
import { type PageLocale, page } from "./page.ts";
import { type SimItem, type SimTicket, textWithNames, type ZohoState } from "./state.ts";

const LISTED = 50;
const WORDS = {
	en: { unassigned: "unassigned", noSubject: "(no subject)", comment: "comment", customer: "Customer" },
	ja: { unassigned: "未割り当て", noSubject: "（件名なし）", comment: "コメント", customer: "お客さま" },
} as const;

/**
 * Where a ticket's address leads. The id is in the fragment, which no server sees: all tickets are on the page, and
 * `:target` shows the one that was meant. null when the portal or the ticket doesn't exist.
 */
export function portalPage(state: ZohoState, portal: string, chosenId: string | null, locale: PageLocale) {
	const organization = state.organizations.find((one) => one.portal === portal);
	const tickets = [...state.tickets.values()]
		.filter(({ orgId, id }) => orgId === organization?.id && (chosenId === null || id === chosenId))
		.sort((a, b) => b.modifiedAt - a.modifiedAt);
	const [first] = tickets;
	if (!organization || !first) return null;
	if (chosenId !== null) return page(locale, first.subject, ticketView(state, first, locale));
	return page(
		locale,
		organization.name,
		html`${tickets.map((one) => html`<article id="Cases/dv/${one.id}">${ticketView(state, one, locale)}</article>`)}
<div class="all"><h1>${organization.name}</h1><ul class="index">
${tickets.slice(0, LISTED).map(
	(one) => html`<li><a href="#Cases/dv/${one.id}">#${one.number} ${one.subject || WORDS[locale].noSubject}</a>
<span class="quiet">${one.status}</span></li>`,
)}
</ul></div>`,
	);
}

function ticketView(state: ZohoState, ticket: SimTicket, locale: PageLocale) {
	const words = WORDS[locale];
	const department = state.departments.find(({ id }) => id === ticket.departmentId)?.name ?? "";
	const nameOf = (id: string | null) => state.agents.find((agent) => agent.id === id)?.name;
	const customer = [ticket.contact?.firstName, ticket.contact?.lastName].filter(Boolean).join(" ");
	const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
	const message = (item: SimItem) =>
		html`<div class="message${item.isPublic ? "" : " internal"}"><p class="quiet">${
			(item.agentId ? nameOf(item.agentId) : customer) || words.customer
		} · ${item.isPublic ? "" : `${words.comment} · `}${date.format(item.at)}</p>${textWithNames(state, item)}</div>`;
	return html`<h2>#${ticket.number} ${ticket.subject || words.noSubject}</h2>
<p class="quiet">${ticket.status} · ${department} · ${nameOf(ticket.assigneeId) ?? words.unassigned}</p>
${ticket.items.filter(({ isDraft }) => !isDraft).map(message)}`;
}
