import type { ConnectionTrouble, OrgTrouble } from "../../core/delivery.ts";
import type { PriorityLevel } from "../../core/ticket.ts";
import type { Rating, TicketEventType } from "../../core/ticket-event.ts";
import type { Mrkdwn } from "../../slack/mrkdwn.ts";

/** What happened to a ticket, ready to be put into words: names are escaped and cut. null: not known, or nothing. */
export type Happening =
	| { kind: "created"; requester: Mrkdwn | null }
	/** `reader`: to the person who reads it; `self`: to the one who did it. */
	| { kind: "assigned"; to: Mrkdwn | "reader" | "self" | null }
	| { kind: "status"; from: Mrkdwn | null; to: Mrkdwn }
	| { kind: "closed" }
	| { kind: "reopened" }
	| { kind: "priority"; change: "raised" | "lowered" | "set"; to: PriorityName | null }
	| { kind: "moved"; to: Mrkdwn | null }
	| { kind: "overdue"; since: Mrkdwn | null }
	| { kind: "escalated" }
	| { kind: "comment" | "received" | "sent" }
	| { kind: "rated"; score: Rating["score"] }
	| { kind: "transition"; state: Mrkdwn };

export type PriorityName = { level: PriorityLevel } | { label: Mrkdwn };

/** `actor` null: nobody knows who did it. */
export type Happened = Happening & { actor: Mrkdwn | null };

/** What Deskbridge says by itself about tickets. */
export interface NoticeMessages {
	/** One sentence for all of it. `number` may be a link. */
	sentence(number: Mrkdwn, happened: readonly Happened[]): Mrkdwn;
	/** With a mark that needs no colour. */
	rating(score: Rating["score"]): Mrkdwn;
	/** The transitions that may follow, in the desk's words. */
	next(names: readonly string[]): Mrkdwn;
	/** The same for whoever may do them. */
	nextForYou(names: readonly string[]): Mrkdwn;
	/** For what is told late. */
	happenedAt(when: Mrkdwn): Mrkdwn;
	summaryHeading(events: number, tickets: number): Mrkdwn;
	/** An event and how often, as short as it goes. */
	short(type: TicketEventType, count: number): string;
	moreTickets(count: number): Mrkdwn;
}

export interface DigestMessages {
	title(deskName: string, department: string | null): Mrkdwn;
	/** When the desk told no figure at all. */
	nothing: Mrkdwn;
	note: Mrkdwn;
}

/** What can keep messages from arriving. */
export type TroubleKind =
	| "archived"
	| "not_member"
	| "gone"
	| "forbidden"
	| "direct_closed"
	| "scope"
	| "token"
	| "other";

export interface TroubleMessages {
	/** `channel` as `#name`, or null where its name isn't known or the whole workspace is meant. */
	what(kind: TroubleKind, channel: string | null, deskName: string): Mrkdwn;
	todo(kind: TroubleKind, channel: string | null): Mrkdwn;
	/** What becomes of the messages meanwhile. */
	waiting: Mrkdwn;
	/** Slack's own word, for whoever looks it up. */
	code(code: string): Mrkdwn;
	settings: string;
	/** Of a Salesforce org, by what happened to it. */
	org: {
		what(trouble: OrgTroubleTold, deskName: string): Mrkdwn;
		todo(trouble: OrgTrouble): Mrkdwn;
		open(trouble: OrgTrouble): string;
	};
	/** To those who may put the desk's connection on their own sign-in. */
	connection: {
		what(trouble: ConnectionTrouble, deskName: string, withSyncs: boolean): Mrkdwn;
		todo(trouble: ConnectionTrouble): Mrkdwn;
		waiting: Mrkdwn;
		takeOver: string;
	};
}

export interface OrgTroubleTold {
	code: OrgTrouble;
	orgName: string;
	/** Whose failure ended a run; null: our own. */
	failed: "salesforce" | "desk" | null;
	/** Records with new issues. */
	count: number;
}
