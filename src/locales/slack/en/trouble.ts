import { link, md } from "../../../slack/mrkdwn.ts";
import type { ErrorMessages, RefusalMessages } from "../messages.ts";
import type { Words } from "../words.ts";

export function refusalMessages({ vendor }: Words): RefusalMessages {
	return {
		unknownTeam: (setupUrl) =>
			md`This Slack workspace isn't connected to a help desk yet. A help desk administrator can connect it at ${link(setupUrl, setupUrl)}.`,
		disabled: (deskName, url) =>
			md`*${deskName}* is switched off for this workspace. An administrator of ${deskName} can enable it at ${link(url, url)}.`,
		deskNotConnected: (deskName, url) =>
			md`*${deskName}* isn't connected yet. One of its administrators can finish that at ${link(url, url)}.`,
		departmentNotFound: (typed, deskName) => md`*${deskName}* has no department “${typed}” that you may see.`,
		departmentsNear: md`Did you mean one of these?`,
		departmentsNone: md`Without a name you get all departments: \`/desk list open\``,
		ticketNotFound: (number) =>
			number === null
				? md`I can't find that ticket. It doesn't exist, or your account may not see it.`
				: md`I can't find ticket #${number}. It doesn't exist, or your account may not see it.`,
		ticketNotFoundHint: md`Check the number, or search for words: \`/desk search printer jam\``,
		foreignUrl: (deskName) =>
			md`That address belongs to another ${vendor} account. Here I can only show tickets of *${deskName}*.`,
		notATicketUrl: (deskName) =>
			md`That isn't the address of a ticket of *${deskName}*. Paste one from ${vendor}, or type the number: \`/desk 1042\``,
		outdatedButton: md`This button is from an older message. Type the command again: \`/desk help\``,
	};
}

export function errorMessages(): ErrorMessages {
	return {
		sentence: (kind, name, deskName) => {
			switch (kind) {
				case "auth":
					return md`Your sign-in to *${deskName}* has ended. To sign in again: \`/desk connect\``;
				case "forbidden":
					return md`${name} doesn't let your account do that. An administrator of *${deskName}* can change your rights.`;
				case "missing_scope":
					return md`My access to ${name} isn't enough for that. To grant it, sign in anew: \`/desk disconnect\`, then \`/desk connect\``;
				case "not_found":
					return md`${name} doesn't have that any more, or your account may not see it.`;
				case "malformed":
					return md`${name} answered with something I can't read. Try again; if it stays like this, tell your administrator.`;
				case "aborted":
					return md`${name} took too long, so I stopped waiting. Nothing was changed. Try again in a minute.`;
				default:
					return md`${name} is not answering. Nothing was changed. Try again in a few minutes.`;
			}
		},
		rateLimited: (name, retryAt) =>
			retryAt
				? md`${name} takes no more requests for now. Try again after ${retryAt}.`
				: md`${name} takes no more requests for now. Try again in a minute.`,
		invalid: (name, reasons) =>
			reasons
				? md`${name} didn't accept that: ${reasons}. Change it and try again.`
				: md`${name} didn't accept that. Try it in other words; if it stays like this, tell your administrator.`,
		unexpected: md`Something went wrong on my side. Try again; if it stays like this, tell your administrator.`,
		reference: (id) => md`Reference ${id}`,
		retryAtFallback: (seconds) =>
			seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`,
	};
}
