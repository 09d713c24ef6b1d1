import type { Command } from "../../core/command.ts";
import type { TicketSummary } from "../../core/ticket.ts";
import type { Blueprint } from "../../core/ticket-writing.ts";
import type { SlackMessages } from "../../locales/slack/messages.ts";
import { inline, join, type Mrkdwn, md } from "../mrkdwn.ts";
import {
	actions,
	button,
	context,
	lineSections,
	type SlackMessage,
	section,
	toMessage,
	urlButton,
} from "./blocks.ts";
import { plainTicketName, ticketName } from "./modals/ticket-line.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

/** Transitions on one page. */
export const TRANSITIONS_SIZE = 10;
const MAX_OWNERS = 5;

export interface TransitionsInput extends ViewContext {
	deskId: string;
	command: Extract<Command, { verb: "ticket" | "history" | "comment" | "reply" | "transitions" }>;
	ticket: Pick<TicketSummary, "id" | "number" | "subject" | "url">;
	/** null: no blueprint leads it, or the desk knows none. */
	blueprint: Blueprint | null;
	/** The place of the first transition, counted from 1. */
	from: number;
}

/** The answer to `/desk transitions 1042`. */
export function buildTransitions(input: TransitionsInput): SlackMessage {
	const { deskId, ticket, blueprint, from } = input;
	const messages = messagesOf(input);
	const words = messages.insight.transitions;
	const open = actions([
		button(messages.acting.show, { kind: "show", deskId, ticketId: ticket.id }),
		urlButton(messages.ticket.open, ticket.url, "open"),
	]);
	if (!blueprint) {
		const text = md`${plainTicketName(ticket, messages)}: ${words.noBlueprint}`;
		return toMessage(text, [section(ticketName(ticket, messages)), section(words.noBlueprint), open]);
	}
	const all = blueprint.transitions;
	const start = Math.min(Math.max(0, from - 1), all.length);
	const shown = all.slice(start, start + TRANSITIONS_SIZE);
	const state = words.state(blueprint.name, blueprint.state);
	const turn = (first: number) => ({
		kind: "run" as const,
		deskId,
		command: input.command,
		cursor: null,
		from: first,
	});
	const paged = all.length > TRANSITIONS_SIZE && shown.length > 0;
	const range = paged ? messages.list.range(start + 1, start + shown.length, all.length) : null;
	return toMessage(md`${plainTicketName(ticket, messages)} · ${state}`, [
		section(join([ticketName(ticket, messages), state], "\n")),
		section(all.length > 0 ? join([words.heading, range], " ") : words.none),
		...lineSections(shown.map((transition) => transitionText(transition, messages))),
		context(join([words.where, blueprint.restrictsStatus ? words.restricts : null], " ")),
		paged
			? actions([
					start > 0
						? button(messages.list.previous, turn(Math.max(1, start + 1 - TRANSITIONS_SIZE)), { index: 1 })
						: null,
					start + shown.length < all.length
						? button(messages.list.next, turn(start + shown.length + 1), { index: 2 })
						: null,
				])
			: null,
		open,
	]);
}

function transitionText(
	{ name, toState, mine, owners }: Blueprint["transitions"][number],
	messages: SlackMessages,
): Mrkdwn {
	const words = messages.insight.transitions;
	const by = owners.length > 0 ? inline(words.owners(owners.slice(0, MAX_OWNERS)), 200) : null;
	return join(
		[
			md`• *${inline(name, 100)}*`,
			toState ? inline(words.to(toState), 100) : null,
			mine ? md`(${words.mine})` : by && md`(${by})`,
		],
		" ",
	);
}
