import type { Command } from "../../core/command.ts";
import { firstCharacters } from "../../core/command-text.ts";
import type { Page, TicketSummary } from "../../core/ticket.ts";
import type { Customer } from "../../core/ticket-writing.ts";
import type { SlackMessages } from "../../locales/slack/messages.ts";
import { inline, join, link, type Mrkdwn, md, toLine } from "../mrkdwn.ts";
import {
	actions,
	button,
	context,
	fields,
	lineSections,
	type SlackMessage,
	section,
	select,
	toMessage,
} from "./blocks.ts";
import { crmLines, type ShownFacts } from "./crm.ts";
import { LIST_SIZE, rowText, toOption } from "./ticket-list.ts";
import { orElse } from "./ticket-text.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

export interface CustomerInput extends ViewContext {
	deskId: string;
	command: Extract<Command, { verb: "customer" }>;
	/** Best first; the tickets are those of the first. */
	customers: readonly Customer[];
	page: Page<TicketSummary>;
	/** The place of the first row, counted from 1. */
	from: number;
	/** What the orgs know of the first. */
	crm?: readonly ShownFacts[];
}

/** Others are offered only by words that lead to them and nobody else. */
const MAX_OTHERS = 4;

/** Ten tickets below it take nearly all that a message holds. */
const CRM_ROOM = 700;

/** The answer to `/desk customer jane@example.com`. */
export function buildCustomer(input: CustomerInput): SlackMessage {
	const { customers, page, from, deskId, command, now } = input;
	const messages = messagesOf(input);
	const words = messages.insight.customer;
	const [customer, ...others] = customers;
	if (!customer) {
		const text = words.nobody(command.words);
		return toMessage(text, [section(text), context(words.nobodyHint)]);
	}
	const tickets = page.items.slice(0, LIST_SIZE);
	const paged = from > 1 || page.next !== null || page.previous !== null;
	const range =
		paged && tickets.length > 0 ? messages.list.range(from, from + tickets.length - 1, page.total) : null;
	const heading = words.openTickets(paged ? null : (page.total ?? tickets.length));
	const turn = (cursor: string, first: number) => ({
		kind: "run" as const,
		deskId,
		command,
		cursor,
		from: first,
	});
	return toMessage(md`${orElse(customer.name, "–")} · ${heading}`, [
		section(md`*${nameText(customer)}*`),
		factsBlock(customer, messages),
		...lineSections(crmLines(input.crm ?? [], { locale: input.locale, room: CRM_ROOM }, messages)),
		tickets.length > 0 ? section(join([md`*${heading}*`, range], " · ")) : null,
		...lineSections(tickets.map((ticket) => rowText(ticket, now, messages))),
		tickets.length === 0 ? section(from > 1 ? messages.list.noMore : words.noTickets) : null,
		actions([
			select(messages.list.show, "show", tickets.map(toOption(deskId, messages))),
			page.previous === null
				? null
				: button(messages.list.previous, turn(page.previous, Math.max(1, from - LIST_SIZE)), { index: 1 }),
			page.next === null
				? null
				: button(messages.list.next, turn(page.next, from + tickets.length), { index: 2 }),
		]),
		...othersBlocks(others.slice(0, MAX_OTHERS), input, messages),
	]);
}

function nameText(customer: Customer): Mrkdwn {
	const name = orElse(customer.name || customer.email, "–");
	return customer.url ? link(customer.url, name) : name;
}

function factsBlock(customer: Customer, messages: SlackMessages) {
	const words = messages.insight.customer;
	const { email, organization } = customer;
	return fields([
		email ? md`*${words.email}*\n${inline(email)}` : md``,
		organization ? md`*${words.organization}*\n${inline(organization)}` : md``,
	]);
}

function othersBlocks(others: readonly Customer[], input: CustomerInput, messages: SlackMessages) {
	if (others.length === 0) return [];
	const words = messages.insight.customer;
	return [
		context(words.others),
		actions(
			others.map((customer, index) => {
				const sought = firstCharacters(toLine(customer.email || customer.name), 100);
				const kind = customer.kind === "organization" ? ` (${words.isOrganization})` : "";
				return sought
					? button(
							`${toLine(customer.name) || sought}${kind}`,
							{
								kind: "run",
								deskId: input.deskId,
								command: { verb: "customer", words: sought },
								cursor: null,
								from: 1,
							},
							{ index: index + 3 },
						)
					: null;
			}),
		),
	];
}
