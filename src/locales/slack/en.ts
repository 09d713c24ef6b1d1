import type { ListKind, StatusCategory } from "../../core/ticket.ts";
import type { ProviderName } from "../../desk/help-desk.ts";
import { type Distance, link, type Mrkdwn, md } from "../../slack/mrkdwn.ts";
import type { SlackMessages } from "./messages.ts";
import { vendorName } from "./vendor-name.ts";

const STATUS: Record<StatusCategory, string> = {
	new: "New",
	open: "Open",
	pending: "Pending",
	on_hold: "On hold",
	solved: "Solved",
	closed: "Closed",
};

const PRIORITY = { urgent: "Urgent", high: "High priority", normal: "Normal priority", low: "Low priority" };

const UNITS: Record<Distance["unit"], string> = {
	minute: "min",
	hour: "h",
	day: "d",
	month: "mo",
	year: "y",
};

const USAGE = {
	ticket: "/desk <ticket number>",
	history: "/desk history <ticket number>",
	search: "/desk search <words>",
};

export function createEnglish(provider: ProviderName | null): SlackMessages {
	const vendor = provider ? vendorName(provider) : "your help desk";
	return {
		ticket: {
			noSubject: "(no subject)",
			status: (category) => STATUS[category],
			priority: (priority) =>
				"level" in priority ? md`${PRIORITY[priority.level]}` : md`Priority ${priority.label}`,
			due: (distance) => (distance.count === 0 ? md`Due now` : md`Due in ${toText(distance)}`),
			overdue: (distance) => (distance?.count ? md`*Overdue by ${toText(distance)}*` : md`*Overdue*`),
			age: (distance) => (distance.count === 0 ? "just now" : `${toText(distance)} ago`),
			requester: "Requester",
			noRequester: "Unknown",
			assignee: "Assignee",
			unassigned: "Unassigned",
			messageKind: (kind) => (kind === "comment" ? "internal comment" : null),
			noAuthor: "Somebody",
			attachments: (count) => (count === 1 ? "1 attachment" : `${count} attachments`),
			sharedBy: (name) => md`${name} shared a ticket`,
			open: `Open in ${vendor}`,
			share: "Share to channel",
			refresh: "Refresh",
		},
		list: {
			heading: (kind, department, total) => md`${toHeading(kind, total)}${toPlace(department)}`,
			searchHeading: (words, total) => {
				if (total === null) return md`Results for “${words}”`;
				return total === 1 ? md`1 result for “${words}”` : md`${total} results for “${words}”`;
			},
			range: (from, to, total) => (total === null ? md`${from}–${to}` : md`${from}–${to} of ${total}`),
			empty: (kind, department) => {
				if (kind === "mine") return md`No open tickets are assigned to you.`;
				if (kind === "unassigned") return md`Every open ticket${toPlace(department)} has an assignee.`;
				if (kind === "overdue") return md`No ticket is overdue.`;
				return md`There are no open tickets${toPlace(department)}.`;
			},
			emptyHint: (kind) => {
				if (kind === "mine") return md`To find one to take: \`/desk unassigned\``;
				if (kind === "unassigned") return md`To see what is being worked on: \`/desk list open\``;
				if (kind === "overdue") return md`Your own open tickets: \`/desk mine\``;
				return md`Older tickets are found by search: \`/desk search printer\``;
			},
			emptySearch: (words) => md`Nothing that you may see matches “${words}”.`,
			emptySearchHint: md`Try fewer or other words, or the number: \`/desk 1042\`. A ticket made in the last minutes may not be searchable yet.`,
			noMore: md`No more tickets. The list has become shorter since you opened it.`,
			show: "Show a ticket",
			next: "Next",
			previous: "Previous",
		},
		history: {
			title: "Conversation",
			empty: md`Nobody has written on this ticket yet.`,
			kind: (kind) => {
				if (kind === "comment") return "🔒 Internal comment";
				return kind === "incoming" ? "← Received" : "→ Reply";
			},
			older: "Older",
			newer: "Newer",
			show: "Show the ticket",
		},
		help: {
			title: md`*Tickets from ${vendor}, here in Slack*`,
			groups: [
				{
					title: "Find a ticket",
					lines: [
						{ usage: "/desk 1042", does: "the ticket with this number; its address works too" },
						{ usage: "/desk search printer jam", does: "tickets with these words" },
						{ usage: "/desk history 1042", does: "its conversation, newest last" },
					],
				},
				{
					title: "Lists",
					lines: [
						{ usage: "/desk mine", does: "open tickets assigned to you" },
						{ usage: "/desk unassigned", does: "open tickets that nobody has" },
						{ usage: "/desk overdue", does: "tickets past their due time" },
						{ usage: "/desk list open", does: "all open tickets" },
					],
				},
				{
					title: "Your account",
					lines: [
						{ usage: "/desk connect", does: `sign in to ${vendor}` },
						{ usage: "/desk disconnect", does: "sign out" },
					],
				},
			],
			note: md`A department narrows \`unassigned\` and \`list open\`: \`/desk list open Billing\`. Only you see the answers, until you share one.`,
		},
		command: {
			nearMiss: (meant) => md`Did you mean \`${meant}\`?`,
			run: (command) => `Run ${command}`,
			searchInstead: (words) => `Search “${words}”`,
			incomplete: (of) => {
				if (of === "search") return md`What should I search for? For example \`/desk search printer jam\``;
				const example = of === "history" ? "/desk history 1042" : "/desk 1042";
				return md`Which ticket? Add its number or its address, for example \`${example}\``;
			},
			usage: (of) => USAGE[of],
			chooseDesk: (command) => md`Several desks are connected here. Which one is \`${command}\` for?`,
			working: (verb) => {
				if (verb === "search") return md`Still searching. The results will appear here.`;
				const reason = provider ? md` ${vendor} is slow just now.` : md``;
				return md`Working on it.${reason} The answer will appear here.`;
			},
			proceed: "Continue",
			tryAgain: "Try again",
		},
		account: {
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
			signedIn: (agentName, deskName) => md`You're signed in to *${deskName}* as ${agentName}.`,
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
		},
		workspace: {
			welcome: (deskName) => md`*${deskName}* (${vendor}) is now connected to Slack`,
			connectedBy: (name) => md`Connected by ${name}`,
			whatComes: md`What happens to tickets will be posted here. Anybody in this workspace who works in ${vendor} can ask for tickets too, and is the only one to see the answer.`,
			firstSteps: [
				{ usage: "/desk mine", does: "your open tickets" },
				{ usage: "/desk 1042", does: "the ticket with this number" },
				{ usage: "/desk help", does: "all commands" },
			],
		},
		refusal: {
			unknownTeam: (setupUrl) =>
				md`This Slack workspace isn't connected to a help desk yet. A help desk administrator can connect it at ${link(setupUrl, setupUrl)}.`,
			disabled: (deskName, url) =>
				md`*${deskName}* is switched off for this workspace. An administrator of ${deskName} can enable it at ${link(url, url)}.`,
			deskNotConnected: (deskName, url) =>
				md`*${deskName}* isn't connected yet. One of its administrators can finish that at ${link(url, url)}.`,
			deskNeedsSignIn: (deskName, url) =>
				md`The connection to *${deskName}* has ended. One of its administrators has to sign in again at ${link(url, url)}.`,
			departmentNotFound: (typed, deskName) =>
				md`*${deskName}* has no department “${typed}” that you may see.`,
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
			notAnAgent: (deskName) =>
				md`Your account isn't an agent of *${deskName}*, so there is nothing I can show you. One of its administrators can change that in ${vendor}.`,
			noRights: (deskName) =>
				md`Your account in *${deskName}* may not do that. One of its administrators can change your rights in ${vendor}.`,
			outdatedButton: md`This button is from an older message. Type the command again: \`/desk help\``,
		},
		error: {
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
		},
	};
}

function toText({ count, unit }: Distance): string {
	return `${count} ${UNITS[unit]}`;
}

function toPlace(department: string | null): Mrkdwn {
	return department ? md` in ${department}` : md``;
}

function toHeading(kind: ListKind, total: number | null): Mrkdwn {
	const tickets = total === 1 ? "ticket" : "tickets";
	const words = {
		mine: `open ${tickets} assigned to you`,
		unassigned: `unassigned ${tickets}`,
		overdue: `overdue ${tickets}`,
		open: `open ${tickets}`,
	}[kind];
	if (total !== null) return md`${total} ${words}`;
	return md`${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
