import type { Mrkdwn } from "../../slack/mrkdwn.ts";

/** Statistics, customers and blueprints. */
export interface InsightMessages {
	stats: {
		title(department: string | null): Mrkdwn;
		open: string;
		unassigned: string;
		overdue: string;
		createdToday: string;
		closedToday: string;
		satisfaction: string;
		share(good: number, rated: number): string;
		noRatings: string;
		untold: string;
		note: Mrkdwn;
		showOpen: string;
		showUnassigned: string;
		showOverdue: string;
		refresh: string;
	};
	customer: {
		email: string;
		organization: string;
		openTickets(total: number | null): Mrkdwn;
		noTickets: Mrkdwn;
		open: string;
		others: Mrkdwn;
		isOrganization: string;
		nobody(words: string): Mrkdwn;
		nobodyHint: Mrkdwn;
	};
	transitions: {
		state(name: string, state: string): Mrkdwn;
		heading: Mrkdwn;
		to(state: string): string;
		mine: string;
		owners(names: readonly string[]): string;
		none: Mrkdwn;
		restricts: Mrkdwn;
		noBlueprint: Mrkdwn;
		where: Mrkdwn;
	};
}
