/** What is handed to Slack: one notice to one destination, or a message of ours. */
import type { Locale } from "./locale.ts";
import type { Layout } from "./notification-settings.ts";
import type { AgentRole } from "./ticket-actions.ts";
import type { Notice, TicketEventType } from "./ticket-event.ts";
import type { DeskStats } from "./ticket-writing.ts";

export type Destination = { kind: "channel"; channelId: string } | { kind: "direct"; slackUserId: string };

/** Why an event is not sent. Said once, never sent later. */
export type NotSentReason =
	| "disabled"
	| "paused"
	| "unmapped"
	| "switched_off"
	| "filtered"
	| "own_action"
	| "removed";

/** Why a delivery gave up. */
export type DeadReason = "channel" | "token" | "scope" | "slack" | "too_old";

export type DeliveryState = "queued" | "sending" | "posted" | "not_sent" | "unknown" | "dead";

/** Troubles that aren't Slack's: whoever connected the desk is no administrator any more, or their sign-in is refused. */
export const CONNECTION_TROUBLES = ["administrator_lost", "desk_sign_in_ended"] as const;
export type ConnectionTrouble = (typeof CONNECTION_TROUBLES)[number];

/** Troubles of a Salesforce org, for its desk's administrators. */
export const ORG_TROUBLES = ["org_needs_sign_in", "org_needs_admin", "org_run_failed", "org_issues"] as const;
export type OrgTrouble = (typeof ORG_TROUBLES)[number];

/** What is to be said. */
export type DeliveryContent =
	/** `role`: of whom a direct message goes to, who may do no more than that. */
	| { kind: "notice"; notice: Notice; layout: Layout; role?: AgentRole }
	| { kind: "digest"; stats: DeskStats; departmentName: string | null }
	/** To the administrator: what stopped working and what to do. `channelName` is null for what concerns the whole workspace. */
	| {
			kind: "trouble";
			code: string;
			channelId: string | null;
			channelName: string | null;
			/** Of `OrgTrouble`s: which org, why a run failed, how many records have new issues. */
			orgName?: string;
			reason?: string | null;
			count?: number;
			/** Of a desk's connection: whether syncs stand on it, too. */
			withSyncs?: boolean;
			settingsUrl: string;
	  };

export interface NewDelivery {
	/** The same content to the same destination has the same key, however often it is handed over. */
	key: string;
	workspaceId: string;
	desk: { id: string; name: string; provider: "zendesk" | "zoho" };
	destination: Destination;
	locale: Locale;
	/** When it happened: the order of posting. */
	at: number;
	/** Quiet hours end; 0 for "now". What was held goes out together. */
	notBefore: number;
	content: DeliveryContent;
	/** null: to be posted. */
	notSent: NotSentReason | null;
}

/** What becomes of one event at one destination, as the log shows it. */
export interface DeliveryRecord {
	id: string;
	workspaceId: string;
	deskId: string;
	eventId: string;
	eventType: TicketEventType | "digest" | "trouble";
	ticketId: string | null;
	ticketNumber: string | null;
	destination: Destination;
	state: Exclude<DeliveryState, "queued" | "sending">;
	reason: NotSentReason | DeadReason | string | null;
	/** When it happened at the desk. */
	at: number;
	finishedAt: number;
	messageTs: string | null;
}
