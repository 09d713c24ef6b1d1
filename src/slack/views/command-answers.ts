import { type Command, formatCommand, type PlainCommand } from "../../core/command.ts";
import type { ProviderName } from "../../desk/help-desk.ts";
import { slackMessages } from "../../locales/slack/slack-messages.ts";
import { vendorName } from "../../locales/slack/vendor-name.ts";
import { button, type SlackMessage, toSentence } from "./blocks.ts";
import type { ViewContext } from "./view-context.ts";

/** Views about a command itself, before or beside its answer. Without a desk the provider is null. */
export interface CommandViewInput extends Pick<ViewContext, "locale"> {
	provider: ViewContext["provider"] | null;
}

/** The command as typed in Slack. */
export function typedCommand(command: Command): string {
	return `/desk ${formatCommand(command)}`;
}

export interface NearMissInput extends CommandViewInput {
	/** null: the desk that a command in this channel would use. */
	deskId: string | null;
	command: Extract<Command, { verb: "near_miss" }>;
}

/** What was probably meant, with the search for the same words beside it. */
export function buildNearMiss(input: NearMissInput): SlackMessage {
	const { deskId, command } = input;
	const { suggestion, typed } = command;
	const messages = slackMessages(input.locale, input.provider).command;
	const run = (wanted: PlainCommand) => ({
		kind: "run" as const,
		deskId,
		command: wanted,
		cursor: null,
		from: 1,
	});
	// What lacks its number or words can't be run by a click: how it is typed is the answer.
	const incomplete = suggestion.verb === "incomplete";
	const meant = incomplete ? messages.usage(suggestion.of) : typedCommand(suggestion);
	return toSentence(messages.nearMiss(meant), [
		incomplete ? null : button(messages.run(meant), run(suggestion), { index: 1, style: "primary" }),
		button(messages.searchInstead(typed), run({ verb: "search", words: typed }), { index: 2 }),
	]);
}

/** A verb without its number or words. */
export function buildIncomplete(
	input: CommandViewInput & { command: Extract<Command, { verb: "incomplete" }> },
): SlackMessage {
	return toSentence(slackMessages(input.locale, input.provider).command.incomplete(input.command.of));
}

export interface ChooseDeskInput extends CommandViewInput {
	desks: readonly { id: string; name: string; provider: ProviderName }[];
	command: Command;
}

/** More desks than anybody connects to one workspace; each button carries the whole command. */
const MAX_DESKS = 10;

/** One button per desk. */
export function buildChooseDesk({ locale, provider, desks, command }: ChooseDeskInput): SlackMessage {
	const text = slackMessages(locale, provider).command.chooseDesk(typedCommand(command));
	const isShared = (wanted: string) => desks.filter(({ name }) => name === wanted).length > 1;
	return toSentence(
		text,
		desks
			.slice(0, MAX_DESKS)
			.map(({ id, name, provider }, index) =>
				button(
					isShared(name) ? `${name} (${vendorName(provider)})` : name,
					{ kind: "run", deskId: id, command, cursor: null, from: 1 },
					{ index },
				),
			),
	);
}

/** Said at once when the answer takes longer than a person waits. */
export function buildWorking(input: CommandViewInput & { command: Command }): SlackMessage {
	return toSentence(slackMessages(input.locale, input.provider).command.working(input.command.verb));
}

/** Leads on to a command that needs a click, after a sign-in. */
export function buildContinue(input: CommandViewInput & { deskId: string; command: Command }): SlackMessage {
	const messages = slackMessages(input.locale, input.provider);
	const { deskId, command } = input;
	return toSentence(messages.account.ready(typedCommand(command)), [
		button(
			messages.command.proceed,
			{ kind: "run", deskId, command, cursor: null, from: 1 },
			{ style: "primary" },
		),
	]);
}

/** A click on something that this version doesn't know any more. */
export function buildOutdatedButton(input: CommandViewInput): SlackMessage {
	return toSentence(slackMessages(input.locale, input.provider).refusal.outdatedButton);
}
