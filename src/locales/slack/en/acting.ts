import { inline, join, type Mrkdwn, md } from "../../../slack/mrkdwn.ts";
import type { ActingMessages, ActionRefusal, Deed, FormProblemMessages } from "../acting-messages.ts";
import type { Words } from "../words.ts";

const PRIORITY = { urgent: "Urgent", high: "High", normal: "Normal", low: "Low" };

/** Names beyond these are only counted. */
const MAX_NAMES = 10;

export function actingMessages({ vendor }: Words): ActingMessages {
	return {
		reply: "Reply to customer",
		comment: "Internal comment",
		status: "Status",
		assign: "Assign",
		priority: "Change priority",
		tags: "Change tags",
		move: "Move to a department",
		show: "Show the ticket",
		newTicket: "New ticket",
		priorityName: (level) => PRIORITY[level],
		blueprint: (name, state, next) =>
			next.length > 0 ? md`${name}: ${state} → ${toList(next)}` : md`${name}: ${state}`,
		refusal: (refusal) => toRefusal(refusal, vendor),
		refusalHint: ({ reason }) => {
			if (reason === "no_recipient")
				return md`You can still write an internal comment, or add an address in ${vendor}.`;
			if (reason === "closed") return md`For a follow-up, make a new one: \`/desk create\``;
			if (reason === "comments_only")
				return md`You can write internal comments. An administrator can change your role in ${vendor}.`;
			return null;
		},
		done: toDone,
		createdFromMessage: (ticket, person) => md`${person} made ${ticket} from this message.`,
		unknown: (kind, ticket) => {
			const place = ticket ? md` to ${ticket}` : md``;
			if (kind === "replied")
				return md`${vendor} didn't say whether your reply${place} went out. It may have reached the customer.`;
			if (kind === "commented") return md`${vendor} didn't say whether your comment${place} was saved.`;
			if (kind === "created") return md`${vendor} didn't say whether the ticket was created.`;
			return md`${vendor} didn't say whether the change${place} was saved.`;
		},
		unknownSeen: {
			messages: md`These are the ticket's last messages. If yours is among them, there is nothing left to do.`,
			tickets: md`These are the newest matching tickets. If yours is among them, there is nothing left to do.`,
			nothing: md`Look in ${vendor} whether it is there before you send anything again.`,
		},
		sendAgain: (kind) => {
			if (kind === "replied") return "Send to customer again…";
			if (kind === "commented") return "Save comment again";
			return kind === "created" ? "Create again" : "Try again";
		},
		sendAgainNote: (kind, recipients) =>
			kind === "replied"
				? md`Before anything is sent again to ${recipients.length > 0 ? toList(recipients) : "the customer"}, you see it and confirm it. Nothing is sent by itself.`
				: md`Nothing is done again by itself.`,
	};
}

function toRefusal(refusal: ActionRefusal, vendor: string): Mrkdwn {
	switch (refusal.reason) {
		case "closed":
			return md`This ticket is closed. ${vendor} takes no more changes to it.`;
		case "no_recipient":
			return md`This ticket has no address to reply to, so a reply would reach nobody.`;
		case "comments_only":
			return md`Your account may write internal comments only, not replies or changes.`;
		case "blueprint": {
			const { transitions } = refusal;
			const next = transitions.length > 0 ? md` Allowed next: ${toList(transitions)}.` : md``;
			return md`A blueprint leads this ticket, so its status can't be set by hand.${next} Do the transition in ${vendor}.`;
		}
		case "fields_missing":
			return refusal.names.length > 0
				? md`${vendor} wants these fields filled in first: ${toList(refusal.names)}.`
				: md`${vendor} wants more fields filled in first. Open the ticket there to see which.`;
		case "recipients_changed":
			return md`The recipients have changed since you looked. Nothing was sent: look again, then confirm.`;
		case "already_sent":
			return md`That was sent already. The second press did nothing.`;
		case "ticket_changed":
			return md`Somebody changed this ticket meanwhile. Nothing of yours was saved: look again, then repeat it.`;
	}
}

function toDone(deed: Deed, ticket: Mrkdwn): Mrkdwn {
	switch (deed.kind) {
		case "created":
			return md`${ticket} is created.`;
		case "commented":
			return md`Your internal comment is on ${ticket}. Only your team sees it.`;
		case "replied": {
			const status = deed.status ? md` The status is now ${deed.status}.` : md``;
			const people = deed.recipients.length > 0 ? toList(deed.recipients) : md`the customer`;
			return md`Your reply on ${ticket} went to ${people}.${status}`;
		}
		case "status":
			return md`${ticket} is now ${deed.status}.`;
		case "assigned":
			return deed.assignee
				? md`${ticket} is now assigned to ${deed.assignee}.`
				: md`${ticket} has no assignee now.`;
		case "priority":
			return md`The priority of ${ticket} is now ${deed.priority}.`;
		case "tags":
			return join(
				[
					md`The tags of ${ticket} are changed.`,
					deed.added.length > 0 ? md`Added: ${toList(deed.added)}.` : null,
					deed.removed.length > 0 ? md`Removed: ${toList(deed.removed)}.` : null,
				],
				" ",
			);
		case "moved":
			return md`${ticket} is now in ${deed.department}.`;
	}
}

function toList(names: readonly string[]): Mrkdwn {
	const shown = names.slice(0, MAX_NAMES).map((name) => inline(name, 80));
	const more = names.length - shown.length;
	return join([...shown, more > 0 ? md`${more} more` : null], ", ");
}

export const formProblemMessages: FormProblemMessages = {
	required: "Fill this in.",
	chooseOne: "Choose one.",
	tooLong: (max) => `Use at most ${max} characters.`,
	notAnEmail: "That isn't an e-mail address. For example: jane@example.com",
	notATicket: "Give the number of a ticket, such as 1042, or its address.",
	notANumber: "Give a number, such as 12 or 12.5.",
	notADate: "Choose a day.",
	noTags: "Add a tag, or remove one.",
	tagTooLong: (max) => `Use at most ${max} characters for a tag.`,
	tooManyTags: (max) => `Name at most ${max} tags at once.`,
	sameTag: (tag) => `“${tag}” is to be added and removed. Choose one of them.`,
};
