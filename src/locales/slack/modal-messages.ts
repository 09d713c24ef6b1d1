import type { Mrkdwn } from "../../slack/mrkdwn.ts";
import type { DeedKind } from "./acting-messages.ts";

/** A title and the label of a submit button have at most 24 characters. */
export interface FormWords {
	title: string;
	submit: string;
}

export interface ModalMessages {
	cancel: string;
	close: string;
	back: string;
	loading: { title: string; text(ticketNumber: string | null): Mrkdwn };
	sending: { title: string; text(kind: DeedKind): Mrkdwn; note: Mrkdwn };
	doneTitle: string;
	unknownTitle: string;
	notPossibleTitle: string;
	/** Leads a form that was refused. */
	problem(reason: Mrkdwn): Mrkdwn;
	/** Below a field that the desk refused. */
	fieldProblem(reason: string): Mrkdwn;
	create: FormWords & {
		department: string;
		chooseDepartment: string;
		departmentNote: Mrkdwn;
		requester: string;
		requesterHint: string;
		subject: string;
		description: string;
		descriptionHint: string;
		priority: string;
		yes: string;
		/** A select too long for Slack. */
		optionsCut(shown: number): string;
		files(count: number): Mrkdwn;
		/** Ends a description that comes from a Slack message. */
		source(permalink: string): string;
	};
	comment: FormWords & { text: string; note: Mrkdwn };
	reply: FormWords & { text: string; note: Mrkdwn; status: string; keepStatus: string };
	recipients: { to: string; cc: string; from: string };
	confirm: FormWords & {
		/** Names how many people will get it. */
		heading(count: number): Mrkdwn;
		text: Mrkdwn;
		status(status: string): Mrkdwn;
		files(count: number): Mrkdwn;
	};
	status: FormWords & { label: string; note: Mrkdwn | null };
	assign: FormWords & {
		label: string;
		choose: string;
		toMe: string;
		unassigned: string;
		now(assignee: string | null): Mrkdwn;
	};
	priority: FormWords & { label: string };
	tags: FormWords & { add: string; addHint: string; remove: string; removeHint: string; chooseTags: string };
	move: FormWords & { label: string; choose: string; now(department: string | null): Mrkdwn };
	addTo: FormWords & {
		ticket: string;
		ticketHint: string;
		kind: string;
		internal: string;
		internalHint: string;
		public: string;
		publicHint: string;
		text: string;
	};
}
