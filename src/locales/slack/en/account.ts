import { md } from "../../../slack/mrkdwn.ts";
import type { AccountMessages, WorkspaceMessages } from "../messages.ts";
import type { Words } from "../words.ts";

export function accountMessages({ vendor }: Words): AccountMessages {
	return {
		signIn: (deskName, command) =>
			command
				? md`Sign in to *${deskName}* first. Then I'll answer \`${command}\`.`
				: md`Sign in to *${deskName}* to see its tickets here, with the rights you have there.`,
		signInAgain: (deskName, command) =>
			command
				? md`Your sign-in to *${deskName}* has ended. Sign in again, then I'll answer \`${command}\`.`
				: md`Your sign-in to *${deskName}* has ended. Sign in again to go on.`,
		signInButton: `Sign in to ${vendor}`,
		signInNote: md`The link is for you alone. It works once, for 10 minutes.`,
		alreadySignedIn: (agentName, deskName) =>
			md`You're already signed in to *${deskName}* as ${agentName}. To change the account: \`/desk disconnect\`, then \`/desk connect\``,
		ready: (command) => md`\`${command}\` is waiting for you.`,
		disconnected: (deskName) =>
			md`You're signed out of *${deskName}*, and what I kept to act for you is erased. To come back: \`/desk connect\``,
		notConnected: (deskName) => md`You aren't signed in to *${deskName}*. To sign in: \`/desk connect\``,
		linked: (agent, deskName) =>
			md`Your Slack account is now linked to ${agent} in *${deskName}*. Commands you type here are done as that agent.`,
		linkedElsewhere: (agent, slackName, teamName, deskName) =>
			md`${slackName} in the Slack workspace *${teamName}* signed in to *${deskName}* as ${agent}.`,
		linkedHint: md`If that wasn't you, undo it here and change your ${vendor} password.`,
		notMe: "That wasn't me",
		unlinked: (agent, deskName) =>
			md`The link to ${agent} in *${deskName}* is removed. Nothing is done in that name any more.`,
		unlinkedBy: (administrator, agent, deskName) =>
			md`${administrator} removed your link to ${agent} in *${deskName}*. Nothing is done in that name any more. To sign in again: \`/desk connect\``,
	};
}

export function workspaceMessages({ vendor }: Words): WorkspaceMessages {
	return {
		welcome: (deskName) => md`*${deskName}* (${vendor}) is now connected to Slack`,
		connectedBy: (name) => md`Connected by ${name}`,
		whatComes: md`What happens to tickets is posted here from now on. Anybody in this workspace who works in ${vendor} can ask for tickets, and is the only one to see the answer until they share it. Whoever has signed in gets a direct message about the tickets assigned to them.`,
		firstSteps: [
			{ usage: "/desk mine", does: "your open tickets" },
			{ usage: "/desk 1042", does: "the ticket with this number" },
			{ usage: "/desk help", does: "all commands" },
		],
	};
}
