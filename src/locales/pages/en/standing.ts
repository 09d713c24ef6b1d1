/** How the connection to a help desk stands. */
export const standing = {
	standing: {
		connection: "Connection",
		connectedBy: "Connected by",
		you: (name: string) => `${name} (you)`,
		role: "Still an administrator",
		roleConfirmed: "Yes",
		roleUnknown: "Is being looked at",
		roleLost: "No, or the sign-in has ended",
		roleHelp: "Looked at every hour",
		grant: "Sign-in",
		grants: {
			active: "Working, renewed by itself",
			pending: "Is being stored",
			needs_sign_in: "No longer accepted",
			deleting: "Is being given back",
			unused: "Not used until an administrator signs in",
			none: "None",
		},
		tokenEnds: "Current access until",
		missing: (scopes: string) =>
			`These permissions were not given: ${scopes}. Sign in again and allow them, or what needs them doesn't work.`,
		edition: "Edition",
		editionUnknown: (vendor: string) => `${vendor} doesn't tell`,
		address: "Address",
		stopped:
			"Until an administrator signs in, nothing is told in Slack by itself. Agents' own commands go on.",
		checkNow: "Check now",
		checked: "Looked at just now. Below is what was found.",
		notChecked:
			"Nothing was looked at: no Slack workspace is connected yet, or somebody has to sign in first.",
		hearing: "How changes are heard of",
		ways: {
			active: "By webhook, at once",
			polled: "Asked for, no webhook",
			settingUp: "Being set up",
			silent: "Not listened to",
		},
		silent:
			"Nobody listens, because no Slack workspace is connected. Connect one: what happens from then on is told.",
		signedOut: "Nothing is heard until an administrator signs in again.",
		active: (vendor: string, minutes: string) =>
			`${vendor} tells of changes at once. They are asked for every ${minutes} minutes as well, because webhooks get lost.`,
		refused: {
			edition: (vendor: string, minutes: string) =>
				`This edition of ${vendor} has no webhooks, so changes are asked for every ${minutes} minutes. Nothing needs to be done; an edition with webhooks would be faster.`,
			limit: (vendor: string, minutes: string) =>
				`All webhooks that ${vendor} allows are in use. Remove one that nobody needs, then check again. Until then changes are asked for every ${minutes} minutes.`,
			rights: (vendor: string, minutes: string) =>
				`Whoever connected the desk may not manage webhooks in ${vendor}. Give them that right, or let another administrator take over. Until then changes are asked for every ${minutes} minutes.`,
			address: (vendor: string, minutes: string) =>
				`${vendor} could not reach this installation. Look at the public address on the setup page, and at what stands before it. Until then changes are asked for every ${minutes} minutes.`,
		},
		failing: (vendor: string, word: string) =>
			`The webhook could not be looked at in ${vendor}; the answer was: ${word}. It is tried again by itself.`,
		failingKept: "The one that is there stays in use.",
		settingUp: (vendor: string) => `The webhook in ${vendor} is being set up. That takes a minute.`,
		toSetup: "To the setup page",
		lookedAt: "Webhook last looked at",
		failingSince: "Failing since",
		nextLook: "Looked at again",
		polledAt: "Changes last asked for",
		nextPoll: "Asked for again",
		never: "Not yet",
		soon: "Within a minute",
		toRead: (tickets: string) => `${tickets} still to be read`,
		toHandOver: "Notices not yet handed to Slack",
		tickets: { zendesk: "Tickets", zoho: "Tickets" },
		patience: (vendor: string) => `${vendor} asked for fewer calls. Nothing is lost; it goes on by itself:`,
		refusing: (vendor: string) => `${vendor} refuses our calls. Sign in again if this stays. Next attempt:`,
		unknown: "How far it is can't be told right now.",
		seen: "What came in and what was sent",
		day: "Calls today",
		credits: "Credits of a day, at least",
		creditsSpent: "Used in the background so far",
		creditsPolls: "Of these, to ask for changes",
		creditsPollsLimit: "Most that asking may take",
		calls: "Made in the background so far",
		creditsHelp: (vendor: string) =>
			`${vendor} counts by day, for all integrations of the portal together, and doesn't tell what is left. Asking for changes stops at its share, so that people's commands always have theirs. Counted from midnight UTC.`,
		creditsOver:
			"Asking for changes has used its share and goes on tomorrow. Webhooks, where there are any, and commands go on.",
		callsHelp: (vendor: string) =>
			`${vendor} has a limit per minute, none per day: background work waits when it is reached. Counted from midnight UTC.`,
		slack: "Slack",
		slackWorking: "What happens to tickets is told in the connected workspaces.",
		slackNone: "No workspace is connected yet.",
		others: "Access and removal",
		toSessions: "Who is signed in to these pages",
		toAgents: "Who is linked in Slack",
		details: "Connection details",
	},
};
