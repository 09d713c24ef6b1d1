import { md } from "../mrkdwn.ts";
import { context, type SlackMessage, section, toMessage } from "./blocks.ts";
import { usageLines } from "./help.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

export interface WelcomeInput extends ViewContext {
	/** The administrator's name. */
	connectedBy: string;
}

/** The first message in the chosen channel: who connected what, what will come, what to type. */
export function buildWelcome(input: WelcomeInput): SlackMessage {
	const { workspace } = messagesOf(input);
	const text = workspace.welcome(input.deskName);
	return toMessage(text, [
		section(md`${text}\n${workspace.whatComes}`),
		section(usageLines(workspace.firstSteps)),
		context(workspace.connectedBy(input.connectedBy)),
	]);
}
