import { md } from "../../../slack/mrkdwn.ts";
import type { InsightMessages } from "../insight-messages.ts";
import type { Words } from "../words.ts";

export function insightMessages({ vendor }: Words): InsightMessages {
	return {
		stats: {
			title: (department) => (department ? md`Tickets in ${department}` : md`Tickets in all departments`),
			open: "Open",
			unassigned: "Unassigned",
			overdue: "Overdue",
			createdToday: "Created today",
			closedToday: "Closed today",
			satisfaction: "Satisfaction, 30 days",
			share: (good, rated) =>
				`${Math.round((good / rated) * 100)}% good, ${rated === 1 ? "1 rating" : `${rated} ratings`}`,
			noRatings: "No ratings",
			untold: "–",
			note: md`Counted by ${vendor} as far as you may see.`,
			showOpen: "Show open",
			showUnassigned: "Show unassigned",
			showOverdue: "Show overdue",
			refresh: "Count again",
		},
		customer: {
			email: "E-mail",
			organization: "Organization",
			openTickets: (total) => {
				if (total === null) return md`Open tickets`;
				return total === 1 ? md`1 open ticket` : md`${total} open tickets`;
			},
			noTickets: md`No open tickets.`,
			open: `Open in ${vendor}`,
			others: md`Not who you meant?`,
			isOrganization: "organization",
			nobody: (words) => md`No customer that you may see matches “${words}”.`,
			nobodyHint: md`Try the whole e-mail address, or search the tickets: \`/desk search printer jam\``,
		},
		transitions: {
			state: (name, state) => md`${name}: *${state}*`,
			heading: md`Open now:`,
			to: (state) => `→ ${state}`,
			mine: "you may do this",
			owners: (names) => `for ${names.join(", ")}`,
			none: md`No transition is open now. It goes on when its conditions are met.`,
			restricts: md`While this blueprint lasts, the status can't be set by hand.`,
			noBlueprint: md`No blueprint leads this ticket. Its status can be set by hand.`,
			where: md`Transitions are done in ${vendor}.`,
		},
	};
}
