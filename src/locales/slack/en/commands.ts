import type { NeedyVerb } from "../../../core/command.ts";
import { md } from "../../../slack/mrkdwn.ts";
import type { CommandMessages, HelpMessages } from "../messages.ts";
import type { Words } from "../words.ts";

const USAGE: Record<NeedyVerb, string> = {
	ticket: "/desk <ticket number>",
	history: "/desk history <ticket number>",
	comment: "/desk comment <ticket number>",
	reply: "/desk reply <ticket number>",
	transitions: "/desk transitions <ticket number>",
	search: "/desk search <words>",
	customer: "/desk customer <name or e-mail>",
};

export function helpMessages({ vendor }: Words): HelpMessages {
	return {
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
				title: "Act on a ticket",
				lines: [
					{ usage: "/desk create", does: "a new ticket; a subject may follow" },
					{ usage: "/desk comment 1042", does: "an internal comment, for your team only" },
					{ usage: "/desk reply 1042", does: "a reply to the customer, sent after you confirm it" },
					{ usage: "/desk transitions 1042", does: "what its blueprint allows next (Zoho Desk)" },
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
				title: "Customers and numbers",
				lines: [
					{ usage: "/desk customer jane@example.com", does: "a customer and their open tickets" },
					{ usage: "/desk stats", does: "how many are open, unassigned, overdue" },
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
		note: md`A department narrows \`unassigned\`, \`list open\` and \`stats\`: \`/desk list open Billing\`. Only you see the answers, until you share one.`,
	};
}

export function commandMessages({ provider, vendor }: Words): CommandMessages {
	return {
		nearMiss: (meant) => md`Did you mean \`${meant}\`?`,
		run: (command) => `Run ${command}`,
		searchInstead: (words) => `Search “${words}”`,
		incomplete: (of) => {
			if (of === "search") return md`What should I search for? For example \`/desk search printer jam\``;
			if (of === "customer") {
				return md`Which customer? Add a name or an e-mail address, for example \`/desk customer jane@example.com\``;
			}
			const example = of === "ticket" ? "/desk 1042" : `/desk ${of} 1042`;
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
	};
}
