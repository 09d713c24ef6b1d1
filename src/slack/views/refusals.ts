import type { Command } from "../../core/command.ts";
import { firstCharacters } from "../../core/command-text.ts";
import type { Locale } from "../../core/locale.ts";
import type { Department } from "../../core/ticket.ts";
import { slackMessages } from "../../locales/slack/slack-messages.ts";
import { actions, button, context, type SlackMessage, section, toMessage, toSentence } from "./blocks.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

/** A Slack team without any desk. */
export function buildUnknownTeam(input: { locale: Locale; setupUrl: string }): SlackMessage {
	return toSentence(slackMessages(input.locale, null).refusal.unknownTeam(input.setupUrl));
}

/** `url` is where an administrator can change it. */
export type PlaceInput = ViewContext & { url: string };

export function buildDisabled(input: PlaceInput): SlackMessage {
	return toSentence(messagesOf(input).refusal.disabled(input.deskName, input.url));
}

export function buildDeskNotConnected(input: PlaceInput): SlackMessage {
	return toSentence(messagesOf(input).refusal.deskNotConnected(input.deskName, input.url));
}

export interface DepartmentNotFoundInput extends ViewContext {
	deskId: string;
	command: Extract<Command, { verb: "list" | "stats" }>;
	/** Departments with a similar name, the likeliest first. */
	near: readonly Department[];
}

export function buildDepartmentNotFound(input: DepartmentNotFoundInput): SlackMessage {
	const { deskId, command, deskName } = input;
	const { refusal } = messagesOf(input);
	const near = input.near.slice(0, 5);
	const text = refusal.departmentNotFound(command.department ?? "", deskName);
	return toMessage(text, [
		section(text),
		context(near.length > 0 ? refusal.departmentsNear : refusal.departmentsNone),
		actions(
			near.map(({ name }, index) =>
				button(
					name,
					{
						kind: "run",
						deskId,
						command: { ...command, department: firstCharacters(name, 100) || null },
						cursor: null,
						from: 1,
					},
					{ index },
				),
			),
		),
	]);
}

/** Also for a ticket that this person may not see: the two must not be told apart. */
export function buildTicketNotFound(input: ViewContext & { number: string | null }): SlackMessage {
	const { refusal } = messagesOf(input);
	const text = refusal.ticketNotFound(input.number);
	return toMessage(text, [section(text), context(refusal.ticketNotFoundHint)]);
}

/** A ticket address of the same vendor, but another account. */
export function buildForeignUrl(input: ViewContext): SlackMessage {
	return toSentence(messagesOf(input).refusal.foreignUrl(input.deskName));
}

/** An address that names no ticket. */
export function buildNotATicketUrl(input: ViewContext): SlackMessage {
	return toSentence(messagesOf(input).refusal.notATicketUrl(input.deskName));
}
