/** What happened: deliveries, problems, webhooks. */
export const activity = {
	activity: {
		tabs: { deliveries: "Deliveries", problems: "Problems", webhooks: "Webhooks", audit: "Audit log" },
		tabsLabel: "Kinds of activity",
		/** What the help desk calls one, inside a sentence. */
		ticketWord: { zendesk: "ticket", zoho: "ticket" },
		/** As a label. */
		ticketTitle: { zendesk: "Ticket", zoho: "Ticket" },
		times: (zone: string) => `Times are those of ${zone}.`,
		older: "Older",
		newest: "Back to the newest",
		searchedBack: (time: string) => `Looked back to ${time}. Older ones may fit too.`,
		lookFurther: "Look further back",
		filter: "Filter",
		filterHeading: "Show only some",
		clear: "Show everything",
		all: "All",
		dateFrom: "From day",
		dateTo: "To day",
		dateInvalid: "Enter a day such as 2026-11-20.",
		export: "Export as CSV",
		exportHelp: (count: string) =>
			`Exports what is filtered, up to ${count} rows, with times in UTC. Choose days to export more in parts.`,
		nothingFits: "Nothing fits this filter.",
		day: {
			title: "Last 24 hours",
			posted: (count: string) => `Posted: ${count}`,
			notSent: (count: string) => `Not sent: ${count}`,
			problems: (count: string) => `Problems: ${count}`,
			partial: "Only the latest of them are counted.",
			none: "Nothing was delivered in the last 24 hours.",
			summary: (posted: string, notSent: string, problems: string) =>
				`Deliveries of the last 24 hours by hour: ${posted} posted, ${notSent} not sent, ${problems} with problems.`,
			hour: (time: string, posted: string, notSent: string, problems: string) =>
				`${time}: ${posted} posted, ${notSent} not sent, ${problems} with problems`,
			start: "24 hours ago",
			end: "now",
			toDeliveries: "All deliveries",
			toProblems: "See the problems",
		},
		deliveries: {
			lead: "Every event and what became of it, channel by channel and person by person. Kept for 90 days.",
			none: (ticket: string) =>
				`Nothing yet. As soon as something happens to a ${ticket}, what became of it is listed here. Until then, send a test message from a workspace's page.`,
			noWorkspace: "Nothing yet, and no Slack workspace is connected. Connect one first.",
			workspace: "Workspace",
			words: "Search",
			wordsHelp: "A number, a channel or a person.",
		},
		delivery: {
			title: "A delivery",
			happened: "Happened",
			finished: "Decided",
			reason: "Reason",
			id: "ID",
			next: "What to do",
			sameTicket: "All deliveries of this number",
			back: "To the deliveries",
		},
		problems: {
			lead: "What was given up, and what nobody knows the end of. Kept for 90 days; what can be sent again, for 30.",
			none: "No problems. What can't be posted for a day, or whose answer is lost, is listed here with what to do.",
			now: "In the way now",
			channelIn: (channel: string, team: string) => `${channel} in ${team}`,
			desk: "The help desk needs somebody to sign in: until then nothing new is noticed.",
			open: "Open the workspace",
			todo: {
				unknown:
					"Look whether the message is there. Send it again only if it isn't: nothing is sent twice by itself.",
				channel: "Mend the channel on the workspace's page, then send it again.",
				token: "Reauthorize the app on the workspace's page, then send it again.",
				scope: "Reauthorize the app on the workspace's page, then send it again.",
				slack: "Send it again. If Slack refuses it once more, its answer says why.",
				too_old: "It may be too late for it. Send it again if it still matters.",
				other: "Send it again. If it fails once more, Slack's answer above says what to change.",
			},
		},
		webhooks: {
			lead: (vendor: string, ticket: string) =>
				`${vendor} tells us which ${ticket} changed; it is then read and compared. Kept for three days.`,
			none: (vendor: string) =>
				`Nothing came in during the last three days. What ${vendor} sends is listed here; what it doesn't send is found by asking it every few minutes.`,
			state: {
				active: "Webhooks come in, and every 15 minutes it is asked whether one was lost.",
				failing: "The webhook couldn't be looked at. What is set up stays in use and is tried again.",
				refused: "There is no webhook, so the help desk is asked every 5 minutes instead. Nothing is lost.",
				none: "Nobody listens yet: that begins with the first Slack workspace.",
			},
			refusal: {
				edition: "The help desk's edition has no webhooks for us.",
				limit: "The help desk has as many webhooks as it allows. Remove one there.",
				rights: "Whoever connected the help desk may not manage webhooks there.",
				address: "The help desk can't reach our public address. Check it on the setup page.",
			},
			failure: (word: string) => `The help desk's answer: ${word}`,
			checked: "Last found right",
			nextCheck: "Looked at again",
			accepted: "Accepted, 24 hours",
			waiting: "Waiting",
			dead: "Given up",
			deadHelp: (ticket: string) =>
				`Given up: for a day the ${ticket} could not be read, or what was seen could not be handed on. Sign in again if the help desk asks for it; the next change is told of as usual.`,
			atLeast: (count: string) => `at least ${count}`,
			received: "Received",
			ticketId: (ticket: string) => `${ticket} ID`,
			attempts: "Attempts",
			next: "Next attempt",
			states: { waiting: "Waiting", done: "Accepted", dead: "Given up" },
		},
	},
};
