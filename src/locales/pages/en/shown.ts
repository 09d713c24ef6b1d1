import type { ShownPart } from "../../../core/sync/settings.ts";

const parts: Record<ShownPart, string> = {
	account: "Account, or the contact or lead",
	owner: "Account owner",
	opportunities: "Number of open opportunities",
	deals: "The newest open opportunities, with their stage",
	last_activity: "Last activity",
};

export const shown = {
	shown: {
		title: "Shown in Slack",
		lead: "What agents see of this org on a ticket's card and in /desk customer. With nothing chosen, Salesforce is not asked.",
		whose:
			"Read as the Salesforce user who connected the org, and shown to every linked agent of this help desk, only to themselves: never in notifications, shared cards or previews of links.",
		parts,
		amount: "Amounts of the newest open opportunities, with their currency",
		field: (number: number) => `Account field ${number}`,
		none: "None",
		unread: "Salesforce's fields can't be read now. What is chosen can still be taken away.",
		saved: "Saved. The next card has it.",
	},
};
