export const link = {
	link: {
		title: (desk: string) => `Sign in to ${desk} as yourself`,
		explain: (desk: string, person: string, team: string) =>
			`This ties your ${desk} account to ${person} in the Slack workspace ${team}.`,
		notYou: (person: string) => `You aren't ${person}? Close this page and don't sign in.`,
		submit: (vendor: string) => `Sign in with ${vendor}`,
		goneTitle: "This sign-in link no longer works",
		gone: "It was already used or is older than ten minutes. Type your command in Slack again: you get a new one.",
		confirmTitle: "Is this you, on both sides?",
		slackPerson: "Slack",
		inWorkspace: (person: string, team: string) => `${person} in ${team}`,
		deskAccount: "Desk account",
		portal: "Desk",
		confirmLead: "After you confirm, what this person does in Slack is done with this account's rights.",
		confirm: "Yes, tie these two",
		cancel: "No, cancel",
		doneTitle: "You are signed in",
		done: "Go back to Slack. The answer to your command is there.",
		doneNoCommand: "Go back to Slack and type a command, such as /desk mine.",
		doneAs: (agent: string, desk: string) => `Tied to ${agent} in ${desk}.`,
		cancelledTitle: "Nothing was tied",
		cancelled: "Your sign-in was given back. You can close this page.",
		reasons: {
			denied: () => "You didn't allow the access.",
			code_refused: () =>
				"The sign-in wasn't accepted. Type your command in Slack again and sign in once more.",
			not_agent: (detail: string | null) =>
				`${detail ?? "This account"} isn't an agent, so there would be nothing to show. An administrator of the help desk can change that.`,
			other_portal: (detail: string | null) =>
				`You signed in to ${detail ?? "another portal"}, which isn't the one this Slack workspace uses. Sign out there, then type your command in Slack again.`,
			slack_user_differs: () =>
				"The person signed in to Slack in this browser isn't the one this link was made for. Nothing was tied.",
			vendor_unavailable: () =>
				"The help desk or Slack isn't answering as it should. Type your command again in a few minutes.",
		},
	},
};
