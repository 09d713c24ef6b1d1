import { slackMessages } from "../../locales/slack/slack-messages.ts";
import { type Mrkdwn, md } from "../mrkdwn.ts";
import { context, type SlackMessage, section, toMessage } from "./blocks.ts";
import type { ViewContext } from "./view-context.ts";

export interface HelpInput extends Pick<ViewContext, "locale"> {
	/** null when several desks, or none, are connected. */
	provider: ViewContext["provider"] | null;
}

const built = new Map<string, SlackMessage>();

/** The answer to `/desk` and `/desk help`: what there is, by what one wants. The same for everybody of a language. */
export function buildHelp(input: HelpInput): SlackMessage {
	const key = `${input.locale} ${input.provider}`;
	const message = built.get(key) ?? buildHelpMessage(input);
	built.set(key, message);
	return message;
}

function buildHelpMessage({ locale, provider }: HelpInput): SlackMessage {
	const { title, groups, note } = slackMessages(locale, provider).help;
	return toMessage(title, [
		section(title),
		...groups.map((group) => section(md`*${group.title}*\n${usageLines(group.lines)}`)),
		context(note),
	]);
}

/** A command and what it does, one a line. */
export function usageLines(lines: readonly { usage: string; does: string }[]): Mrkdwn {
	return lines.reduce(
		(text, { usage, does }, index) =>
			index === 0 ? md`\`${usage}\`  ${does}` : md`${text}\n\`${usage}\`  ${does}`,
		md``,
	);
}
