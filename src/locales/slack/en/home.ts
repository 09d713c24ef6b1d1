import { link, md } from "../../../slack/mrkdwn.ts";
import type { HomeMessages } from "../home-messages.ts";
import type { Words } from "../words.ts";

export function homeMessages({ vendor }: Words): HomeMessages {
	return {
		greeting: (name) => (name ? md`*Hello ${name}*` : md`*Hello*`),
		about: md`Deskbridge puts your help desk into Slack: ask for a ticket and have the answer at once, write comments and replies, and hear what happens to the tickets assigned to you.`,
		noDesk: (setupUrl) =>
			setupUrl
				? md`No help desk is connected to this Slack workspace yet. An administrator can connect one at ${link(setupUrl, setupUrl)}.`
				: md`No help desk is connected to this Slack workspace yet. An administrator can connect one.`,
		connectButton: `Sign in to ${vendor}`,
		connectAgainButton: `Sign in to ${vendor} again`,
		newTicket: "New ticket",
		show: "Show",
		reload: "Read again",
		moreTickets: (shown, total) =>
			total === null
				? md`The first ${shown} are shown. All of them: \`/desk mine\``
				: md`${shown} of ${total} are shown. All of them: \`/desk mine\``,
		problem: (kind) => {
			switch (kind) {
				case "auth":
					return md`Your sign-in has ended, so I can't read your tickets. Sign in again to see them here.`;
				case "forbidden":
				case "missing_scope":
					return md`${vendor} doesn't let your account list its tickets. An administrator can change your rights.`;
				case "rate_limited":
					return md`${vendor} takes no more requests for now. Your tickets can be read again in a minute.`;
				default:
					return md`${vendor} is not answering, so your tickets aren't here. Read again in a few minutes.`;
			}
		},
		searchHint: md`To find any ticket: \`/desk search printer jam\``,
		paused: (deskName) =>
			md`*${deskName}* is paused: no messages come by themselves until an administrator resumes it. Commands work.`,
		directMessages: md`*Direct messages*`,
		directMessagesNote: md`I write to you about tickets assigned to you, never about what you did yourself.`,
		groupTicket: "What happens to a ticket",
		groupTalk: "What is said about it",
		quietHours: (from, to, timezone) =>
			md`*Quiet hours* · ${from} to ${to}, ${timezone}\nWhat happens meanwhile comes together afterwards.`,
		noQuietHours: md`*Quiet hours* · none`,
		quietFrom: "From",
		quietTo: "To",
		quietOn: "Set quiet hours",
		quietOff: "No quiet hours",
		signedIn: (agentName, deskName, since) => md`Signed in to *${deskName}* as ${agentName} since ${since}`,
		disconnect: "Sign out",
		disconnectConfirm: {
			title: "Sign out?",
			text: `You won't get direct messages about your tickets any more, and what I kept to act for you in ${vendor} is erased. Your settings here go with it.`,
			yes: "Sign out",
			no: "Stay signed in",
		},
		help: md`All commands: \`/desk help\``,
	};
}
