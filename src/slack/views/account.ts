import type { Command } from "../../core/command.ts";
import {
	actions,
	button,
	context,
	type SlackMessage,
	section,
	toMessage,
	toSentence,
	urlButton,
} from "./blocks.ts";
import { typedCommand } from "./command-answers.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

export interface SignInInput extends ViewContext {
	url: string;
	/** What will be answered afterwards; null when signing in was all that was asked. */
	command: Command | null;
	/** They had signed in before, and the desk no longer accepts it. */
	again?: boolean;
}

/** Only ever shown to the person it is for: the address is theirs alone. */
export function buildSignIn(input: SignInInput): SlackMessage {
	const { account } = messagesOf(input);
	const waiting = input.command && input.command.verb !== "connect" ? typedCommand(input.command) : null;
	const text = (input.again ? account.signInAgain : account.signIn)(input.deskName, waiting);
	return toMessage(text, [
		section(text),
		actions([urlButton(account.signInButton, input.url, "sign_in", { style: "primary" })]),
		context(account.signInNote),
	]);
}

/** A desk account as people know it. */
export interface AgentName {
	name: string;
	email: string | null;
}

export function buildAlreadySignedIn(input: ViewContext & { agentName: string }): SlackMessage {
	return toSentence(messagesOf(input).account.alreadySignedIn(input.agentName, input.deskName));
}

export function buildDisconnected(input: ViewContext): SlackMessage {
	return toSentence(messagesOf(input).account.disconnected(input.deskName));
}

export function buildNotConnected(input: ViewContext): SlackMessage {
	return toSentence(messagesOf(input).account.notConnected(input.deskName));
}

export interface LinkedNoticeInput extends ViewContext {
	linkId: string;
	agent: AgentName;
	/** The Slack person who signed in, when the reader is somebody else with the agent's e-mail address. */
	signedInBy?: { name: string; teamName: string };
}

/** A direct message after every sign-in, to the Slack person and to whom the desk account's address belongs. */
export function buildLinkedNotice(input: LinkedNoticeInput): SlackMessage {
	const { signedInBy, deskName, linkId } = input;
	const { account } = messagesOf(input);
	const agent = agentText(input.agent);
	const text = signedInBy
		? account.linkedElsewhere(agent, signedInBy.name, signedInBy.teamName, deskName)
		: account.linked(agent, deskName);
	return toMessage(text, [
		section(text),
		context(account.linkedHint),
		actions([button(account.notMe, { kind: "not_me", linkId }, { style: "danger" })]),
	]);
}

export function buildUnlinkedNotice(input: ViewContext & { agent: AgentName }): SlackMessage {
	return toSentence(messagesOf(input).account.unlinked(agentText(input.agent), input.deskName));
}

/** To the person themselves, when an administrator ended their link. */
export function buildUnlinkedByNotice(
	input: ViewContext & { administrator: string; agent: string },
): SlackMessage {
	const { administrator, agent, deskName } = input;
	return toSentence(messagesOf(input).account.unlinkedBy(administrator, agent, deskName));
}

function agentText({ name, email }: AgentName): string {
	return email && email !== name ? `${name} (${email})` : name;
}
