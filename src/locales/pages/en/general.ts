export const general = {
	common: {
		tagline: "Your help desk in Slack",
		home: "Home",
		setup: "Setup",
		overview: "Overview",
		signOut: "Sign out",
		otherLanguage: "日本語",
		back: "Back",
		save: "Save",
		saved: "Saved.",
		continue: "Continue",
		startAgain: "Start again",
		reference: (id: string) => `Reference: ${id}`,
		required: "This is needed.",
		tooLong: "This is too long.",
		states: { working: "Working", paused: "Paused", attention: "Needs attention", off: "Off" },
	},
	home: {
		title: "Tickets of your help desk, in Slack",
		what: "Deskbridge puts Zendesk or Zoho Desk into Slack. Type /desk 1042 and the ticket is there, seen with your own rights. It runs in your company's own Cloudflare account.",
		people: "You want to use it: open Slack and type /desk help.",
		administrators:
			"You administer the help desk: sign in to see what is connected and to connect Slack workspaces.",
		operators: "You operate this installation: the setup page says what is configured and what is missing.",
		signIn: "Sign in as administrator",
		toSetup: "Open setup",
		toOverview: "Open the overview",
	},
	problem: {
		notFoundTitle: "There is nothing here",
		notFound: "The address is wrong, or what it showed belongs to another desk or is gone.",
		forbiddenTitle: "That request didn't come from this page",
		forbidden: "Open the page again and repeat what you did. Nothing was changed.",
		unexpectedTitle: "Something went wrong on our side",
		unexpected:
			"Nothing more was done. Try again; if it stays, tell the person who operates Deskbridge the reference below.",
		setupTitle: "Setup isn't finished",
		setupOrigin:
			"The public address of this installation isn't stored yet. Save it on the setup page, then come back.",
		setupSlack: "The Slack app isn't entered yet. Do that on the setup page, then come back.",
		configTitle: "Deskbridge can't start",
		config:
			"These secrets are missing or malformed. Set them, then deploy again. Nothing else works until then.",
		configMissing: "missing",
		configMalformed: "malformed",
		configHelp: "Locally they are in .dev.vars; on Cloudflare set them with wrangler secret put.",
	},
};
