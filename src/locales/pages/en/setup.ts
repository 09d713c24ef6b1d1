export const setup = {
	token: {
		title: "Setup",
		lead: "Enter the setup token that was set when Deskbridge was deployed. It keeps this page to the people who operate it.",
		label: "Setup token",
		help: "The secret SETUP_TOKEN. This browser stays signed in to setup for one hour.",
		submit: "Open setup",
		wrong: "That isn't the setup token.",
		limited: "Too many attempts. Wait a minute, then try again.",
	},
	setup: {
		title: "Setup",
		lead: "Three steps: the address of this installation, the Slack app, a help desk.",
		nextSteps: "What is missing",
		nothingMissing: "Nothing. The Slack app is entered and every registered help desk is connected.",
		missing: {
			origin: "The public address isn't saved.",
			slack: "The Slack app isn't entered.",
			desk: "No help desk is registered.",
			connect: "A registered help desk isn't connected yet.",
		},
		checks: "State",
		secrets: "Secrets",
		database: "Database",
		databaseDown: "D1 doesn't answer. Check the binding DB and its migrations.",
		origin: {
			title: "Public address",
			label: "Address",
			help: "Where people and vendors reach this installation: https, no path. Sign-ins come back to it.",
			invalid:
				"Enter an address like https://deskbridge.example.com: https, no path. Only localhost may be http.",
		},
		slack: {
			title: "Slack app",
			lead: "Deskbridge uses a Slack app of your own.",
			steps: [
				"Create the app from the manifest below: the link opens Slack with everything filled in.",
				"In the app's Basic Information, copy App ID, Client ID, Client Secret and Signing Secret into the fields below and save.",
				"In Event Subscriptions, press Retry beside the request URL: Slack could not verify it before the signing secret was saved here.",
			],
			create: "Create the Slack app",
			download: "Download the manifest",
			manifest: "Manifest",
			manifestHelp:
				"To copy it by hand: select all, copy, and paste it at api.slack.com/apps under “From a manifest”.",
			appId: "App ID",
			appIdHelp: "Begins with A.",
			appIdInvalid: "A Slack App ID begins with A and has capital letters and digits only.",
			clientId: "Client ID",
			clientIdInvalid: "A Slack Client ID is two numbers with a dot between them.",
			clientSecret: "Client Secret",
			signingSecret: "Signing Secret",
			signingSecretInvalid: "A signing secret has letters and digits only, at least 20 of them.",
			secretIsSet: "Set. It is never shown again. Leave this empty to keep it.",
			secretIsNotSet: "Kept encrypted. It is never shown again.",
			previousKept:
				"When you replace the signing secret, the one before it stays valid, so that no request is lost.",
			secondTitle: "A second workspace",
			second:
				"A new Slack app can only be installed in the workspace it was created in. For another workspace, open the app's Manage Distribution and activate public distribution. Switching it off later removes the app from all other workspaces.",
		},
		redirects: {
			title: "Redirect addresses",
			lead: "Enter them at the vendors exactly like this.",
		},
		changes: {
			title: "Changes",
			lead: "Who set up what: of all help desks, and of those that nobody has connected yet. What is done to a connected one is in its own audit log.",
			none: "Nothing was set up yet.",
		},
		desks: {
			title: "Help desks",
			none: "None yet. Register the help desk whose tickets people should see in Slack.",
			register: (vendor: string) => `Register ${vendor}`,
			details: "OAuth client",
			connect: "Connect",
		},
	},
};
