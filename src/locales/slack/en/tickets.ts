import type { ListKind, StatusCategory } from "../../../core/ticket.ts";
import { type Distance, type Mrkdwn, md } from "../../../slack/mrkdwn.ts";
import type { HistoryMessages, ListMessages, TicketMessages } from "../messages.ts";
import type { Words } from "../words.ts";

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

export function ticketMessages({ vendor }: Words): TicketMessages {
	return {
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
	};
}

export function listMessages(): ListMessages {
	return {
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
	};
}

export function historyMessages(): HistoryMessages {
	return {
		title: "Conversation",
		empty: md`Nobody has written on this ticket yet.`,
		kind: (kind) => {
			if (kind === "comment") return "🔒 Internal comment";
			return kind === "incoming" ? "← Received" : "→ Reply";
		},
		older: "Older",
		newer: "Newer",
		show: "Show the ticket",
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
