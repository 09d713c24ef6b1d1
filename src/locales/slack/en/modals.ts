import { md } from "../../../slack/mrkdwn.ts";
import type { DeedKind } from "../acting-messages.ts";
import type { ModalMessages } from "../modal-messages.ts";
import type { Words } from "../words.ts";

const SENDING: Record<DeedKind, string> = {
	created: "Creating the ticket…",
	commented: "Saving your internal comment…",
	replied: "Sending your reply to the customer…",
	status: "Changing the status…",
	assigned: "Assigning the ticket…",
	priority: "Changing the priority…",
	tags: "Changing the tags…",
	moved: "Moving the ticket…",
};

export function modalMessages({ vendor }: Words): ModalMessages {
	return {
		cancel: "Cancel",
		close: "Close",
		back: "Back",
		loading: {
			title: "One moment",
			text: (number) => (number ? md`Looking up #${number}…` : md`Asking ${vendor}…`),
		},
		sending: {
			title: "One moment",
			text: (kind) => md`${SENDING[kind]}`,
			note: md`You can close this. It goes on, and I'll tell you if something is wrong.`,
		},
		doneTitle: "Done",
		unknownTitle: "Please check",
		notPossibleTitle: "Not possible",
		problem: (reason) => md`⚠ ${reason}`,
		fieldProblem: (reason) => md`⚠ ${reason}`,
		create: {
			title: "New ticket",
			submit: "Create",
			department: "Department",
			chooseDepartment: "Choose a department",
			departmentNote: md`Some departments need more fields. They appear here once you have chosen one.`,
			requester: "Requester's e-mail",
			requesterHint: `The customer this is about. ${vendor} may tell them that the ticket was created.`,
			subject: "Subject",
			description: "Description",
			descriptionHint: "The customer can read this.",
			priority: "Priority",
			yes: "Yes",
			optionsCut: (shown) => `The first ${shown} choices. ${vendor} has more.`,
			files: (count) => (count === 1 ? md`1 file goes along.` : md`${count} files go along.`),
			source: (permalink) => `From Slack: ${permalink}`,
		},
		comment: {
			title: "Internal comment",
			submit: "Save comment",
			text: "Comment",
			note: md`🔒 *Only your team sees this.* Nothing is sent to the customer.`,
		},
		reply: {
			title: "Reply to customer",
			submit: "Preview",
			text: "Reply",
			note: md`✉ *The customer gets this.* Nothing is sent before you confirm the preview.`,
			status: "Set the status with it",
			keepStatus: "Leave as it is",
		},
		recipients: { to: "To", cc: "Cc", from: "From" },
		confirm: {
			title: "Send to customer?",
			submit: "Send to customer",
			heading: (count) =>
				count === 1 ? md`✉ *This will be sent to 1 person:*` : md`✉ *This will be sent to ${count} people:*`,
			text: md`*They will read:*`,
			status: (status) => md`The status will be ${status}.`,
			files: (count) => (count === 1 ? md`1 file goes along.` : md`${count} files go along.`),
		},
		status: { title: "Change status", submit: "Save", label: "Status", note: null },
		assign: {
			title: "Assign ticket",
			submit: "Assign",
			label: "Assignee",
			choose: "Type a name",
			toMe: "Assign to me",
			unassigned: "Nobody",
			now: (assignee) => (assignee ? md`Now: ${assignee}` : md`Now: nobody`),
		},
		priority: { title: "Change priority", submit: "Save", label: "Priority" },
		tags: {
			title: "Change tags",
			submit: "Save",
			add: "Tags to add",
			addHint: "Put commas between several.",
			remove: "Tags to remove",
			removeHint: "Put commas between several.",
			chooseTags: "Choose tags",
		},
		move: {
			title: "Move ticket",
			submit: "Move",
			label: "Department",
			choose: "Choose a department",
			now: (department) => (department ? md`Now: ${department}` : md`Now: no department`),
		},
		addTo: {
			title: "Add to ticket",
			submit: "Continue",
			ticket: "Ticket",
			ticketHint: "Its number, or its address.",
			kind: "Who sees it",
			internal: "Internal comment",
			internalHint: "Only your team sees this.",
			public: "Reply to customer",
			publicHint: "You see the recipients and confirm before it is sent.",
			text: "Text",
		},
	};
}
