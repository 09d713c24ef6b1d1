import type { PriorityLevel } from "../../core/ticket.ts";
import type { Mrkdwn } from "../../slack/mrkdwn.ts";

/** Why something can't be done with a ticket, whoever refuses it. */
export type ActionRefusal =
	| { reason: "closed" }
	| { reason: "no_recipient" }
	| { reason: "comments_only" }
	/** `transitions`: what the blueprint allows instead, in the desk's words. */
	| { reason: "blueprint"; transitions: readonly string[] }
	/** The desk wants these fields filled in first; their names as the desk writes them. */
	| { reason: "fields_missing"; names: readonly string[] }
	| { reason: "recipients_changed" }
	/** A second press: the first one counts. */
	| { reason: "already_sent" }
	| { reason: "ticket_changed" };

/** What was done with a ticket, for the sentence that says so. */
export type Deed =
	| { kind: "created" }
	| { kind: "commented" }
	| { kind: "replied"; recipients: readonly string[]; status: string | null }
	| { kind: "status"; status: string }
	| { kind: "assigned"; assignee: string | null }
	| { kind: "priority"; priority: string }
	| { kind: "tags"; added: readonly string[]; removed: readonly string[] }
	| { kind: "moved"; department: string };

export type DeedKind = Deed["kind"];

/** Acting on a ticket: buttons of the card, what was done, and what can't be. */
export interface ActingMessages {
	reply: string;
	comment: string;
	status: string;
	assign: string;
	priority: string;
	tags: string;
	move: string;
	show: string;
	newTicket: string;
	priorityName(level: PriorityLevel): string;
	/** The card's line about a blueprint; `next` may be empty. */
	blueprint(name: string, state: string, next: readonly string[]): Mrkdwn;
	refusal(refusal: ActionRefusal): Mrkdwn;
	/** What the person may do instead; null where the sentence says it all. */
	refusalHint(refusal: ActionRefusal): Mrkdwn | null;
	done(deed: Deed, ticket: Mrkdwn): Mrkdwn;
	/** Posted below the message that a ticket was made from. */
	createdFromMessage(ticket: Mrkdwn, person: string): Mrkdwn;
	unknown(kind: DeedKind, ticket: Mrkdwn | null): Mrkdwn;
	unknownSeen: { messages: Mrkdwn; tickets: Mrkdwn; nothing: Mrkdwn };
	/** Says what pressing it does, so that nobody sends twice unawares. */
	sendAgain(kind: DeedKind): string;
	sendAgainNote(kind: DeedKind, recipients: readonly string[]): Mrkdwn;
}

/** Said below a field. Slack shows these as plain text. */
export interface FormProblemMessages {
	required: string;
	chooseOne: string;
	tooLong(max: number): string;
	notAnEmail: string;
	notATicket: string;
	notANumber: string;
	notADate: string;
	noTags: string;
	tagTooLong(max: number): string;
	tooManyTags(max: number): string;
	sameTag(tag: string): string;
}
