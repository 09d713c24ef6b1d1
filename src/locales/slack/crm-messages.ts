import type { Mrkdwn } from "../../slack/mrkdwn.ts";

/** What Salesforce knows of a customer. */
export interface CrmMessages {
	source: string;
	/** A person there without an account. */
	person(kind: "contact" | "lead"): string;
	owner(name: string): Mrkdwn;
	openOpportunities(count: number): Mrkdwn;
	/** `day` as the language writes a date. */
	lastActivity(day: string): Mrkdwn;
	field(label: string, value: string): Mrkdwn;
}
