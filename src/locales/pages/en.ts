import type { LinkRefusal } from "../../services/agent-links/return-from-desk.ts";
import type { RefusalReason } from "../../services/desks/return-from-sign-in.ts";
import type { InstallRefusal } from "../../services/workspaces/install-app.ts";

/** Every text of the pages. Other languages have the same keys: a missing one does not compile. */
export const en = {
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
		nothingMissing: "Nothing. A help desk and Slack are connected.",
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
		desks: {
			title: "Help desks",
			none: "None yet. Register the help desk whose tickets people should see in Slack.",
			register: (vendor: string) => `Register ${vendor}`,
			details: "OAuth client",
			connect: "Connect",
		},
	},
	desk: {
		states: {
			registered: "Registered, not connected yet",
			connected: "Connected",
			needs_sign_in: "An administrator has to sign in again",
			deleting: "Being erased",
		},
		newTitle: (vendor: string) => `Register ${vendor}`,
		editTitle: (name: string) => `OAuth client of ${name}`,
		stepsTitle: "First, create an OAuth client",
		steps: {
			zendesk: [
				"In Zendesk, open Admin Center → Apps and integrations → APIs → OAuth clients and add a client of the kind “Confidential”.",
				"Enter the redirect address below.",
				"Copy the identifier and, after saving, the secret: Zendesk shows it only once.",
			],
			zoho: [
				"Open Zoho's API console in your data centre and add a client of the kind “Server-based Applications”.",
				"Enter this installation's address as the home page and the redirect address below.",
				"Copy Client ID and Client Secret.",
			],
		},
		redirect: "Redirect address",
		scopes: "Permissions that will be asked for",
		scopesHelp: "An administrator's sign-in asks for these. Agents are asked for fewer or the same.",
		zendeskAddress: "Zendesk subdomain",
		zendeskAddressHelp: "The first part of your Zendesk address: acme for acme.zendesk.com.",
		zendeskAddressInvalid:
			"That isn't a Zendesk subdomain. Enter its letters, digits and hyphens only, such as acme.",
		zohoAddress: "Zoho data centre",
		zohoAddressHelp: "The one in your Zoho address: EU for desk.zoho.eu.",
		zohoAddressInvalid: "Choose one of the listed data centres.",
		choose: "Choose",
		dataCentres: {
			us: "United States (zoho.com)",
			eu: "Europe (zoho.eu)",
			jp: "Japan (zoho.jp)",
			in: "India (zoho.in)",
			au: "Australia (zoho.com.au)",
			ca: "Canada (zohocloud.ca)",
			sa: "Saudi Arabia (zoho.sa)",
			cn: "China (zoho.com.cn)",
			sg: "Singapore (zoho.sg)",
			ae: "United Arab Emirates (zoho.ae)",
			uk: "United Kingdom (zoho.uk)",
		},
		taken: "This Zendesk account is registered already. You find it on the setup page.",
		zendeskClientId: "Identifier",
		zohoClientId: "Client ID",
		clientSecret: "Client secret",
		submitNew: "Register and continue",
	},
	agreement: {
		title: (name: string) => `What Deskbridge does with data of ${name}`,
		lead: "Before you sign in: this is what is read, kept and sent. Your name, the time and the version of this text are recorded.",
		read: "What is read",
		kept: "What is kept",
		sent: "What is sent",
		version: (version: string) => `Version of this text: ${version}`,
		tick: "I agree to this use of personal data, and I may do so for my organization.",
		needed: "Without your agreement nothing is connected and nothing is stored.",
		submit: (vendor: string) => `Agree and sign in to ${vendor}`,
	},
	signIn: {
		title: "Sign in as administrator",
		lead: "Choose the help desk you administer. You sign in there; Deskbridge only asks whether you are an administrator.",
		none: "No help desk is connected yet. The setup page is where that begins.",
		submit: (vendor: string) => `Sign in with ${vendor}`,
		leavingTitle: (vendor: string) => `On to ${vendor}`,
		leaving: (vendor: string) => `You are being taken to ${vendor}.`,
	},
	confirm: {
		title: "Is this the right help desk?",
		lead: (agent: string) =>
			`You signed in as ${agent}, an administrator. Your sign-in answers for this portal:`,
		portal: "Portal",
		portalId: "ID",
		edition: "Edition",
		address: "Address",
		agent: "Signed in as",
		missingScopes: (scopes: string) =>
			`These permissions were not given: ${scopes}. What needs them will say so.`,
		submit: (name: string) => `Connect ${name}`,
		again: "Another portal meant? Sign in again",
		againHelp: "Your sign-in is given back and nothing is stored.",
		gone: "This confirmation was already answered, is too old, or was begun in another browser. Start again.",
		takenTitle: "This portal is already connected",
		taken: (name: string) =>
			`It is connected as ${name}. Your sign-in was given back and nothing was changed.`,
		otherPortal: (name: string) =>
			`This desk belongs to the portal ${name}. Your sign-in was given back and nothing was changed.`,
	},
	stale: {
		title: "This sign-in link no longer works",
		text: "It was already used, is too old, or was begun in another browser. Start again. Nothing was stored.",
	},
	refusal: {
		title: "The sign-in wasn't accepted",
		nothingStored: "Nothing was stored.",
		word: (word: string) => `The answer was: ${word}`,
		reasons: {
			denied: (vendor) => `You didn't allow the access at ${vendor}.`,
			code_refused: (vendor) =>
				`${vendor} didn't accept the sign-in. Sign in again; if that doesn't help, check the redirect address at the vendor.`,
			client_refused: (vendor) =>
				`${vendor} doesn't know this OAuth client or its secret is another one. Correct it on the setup page.`,
			not_administrator: (vendor, detail) =>
				`${detail ?? "This account"} isn't an administrator in ${vendor}. Sign in as one, or ask an administrator to change the role.`,
			other_portal: (_vendor, detail) =>
				`You signed in to ${detail ?? "another portal"}, which isn't the portal of this desk. Sign in again and choose the other one.`,
			no_portal: (vendor) => `This account belongs to no portal in ${vendor}.`,
			vendor_unavailable: (vendor) => `${vendor} isn't answering as it should. Try again in a few minutes.`,
			desk_gone: () => "This desk was erased in the meantime.",
		} satisfies Record<RefusalReason, (vendor: string, detail: string | null) => string> as Record<
			RefusalReason,
			(vendor: string, detail: string | null) => string
		>,
	},
	overview: {
		title: "Overview",
		signedInAs: (name: string) => `Signed in as ${name}.`,
		desk: "Help desk",
		connectedBy: (name: string, when: string) => `Connected by ${name}, ${when}`,
		signInAgain: "Sign in again",
		takeOver: "Take over the connection",
		takeOverHelp: (name: string) =>
			`The connection stands on ${name}'s sign-in. Take it over when that person leaves: links, channels and settings stay.`,
		workspaces: "Slack workspaces",
		noWorkspaces: "None yet. Connect one and choose the channel for notifications: the next step.",
		connectSlack: "Connect a Slack workspace",
		connectAnother: "Connect another workspace",
		workspace: "Workspace",
		channel: "Channel",
		state: "State",
		open: "Details",
	},
	workspace: {
		connectedTitle: (team: string) => `${team} is connected`,
		direct: "your direct messages with the app",
		notMapped: "No channel yet",
		ready: (channel: string) => `Notifications go to ${channel}.`,
		invite: (channel: string) => `One step is left: in ${channel}, type /invite @Deskbridge`,
		inviteHelp:
			"It is a private channel, and only its members can let the app in. The first message appears as soon as it is there.",
		checkAgain: "Check again",
		stillMissing: "The app isn't a member of that channel yet.",
		next: "What next",
		nextLinked: "In Slack, type /desk 1042 with a number of yours: you are signed in there already.",
		nextNotLinked: "In Slack, type /desk connect to sign in there too.",
		colleagues: "Your colleagues just type a command; they are asked to sign in once.",
		test: "Send a test message",
		testSent: "The test message is in the channel.",
		testFailed: (word: string) => `Slack didn't take the message: ${word}`,
		greetingFailed: (word: string) => `The first message could not be posted. Slack's answer: ${word}`,
		testMessage: (desk: string) => `Test message: ${desk} can post here.`,
		disabled: "Switched off: nothing is delivered and commands are refused.",
		disable: "Switch off",
		enable: "Switch on",
		revoked: "The app was removed from this workspace in Slack. Settings are kept.",
		reauthorize: "Reauthorize",
		missingScopes: (scopes: string) => `Permissions are missing: ${scopes}`,
		toOverview: "To the overview",
	},
	install: {
		title: "The workspace wasn't connected",
		reasons: {
			denied: () => "The install was cancelled in Slack.",
			not_distributed: () =>
				"This Slack app can only be installed in the workspace it was created in. To connect another one, activate public distribution under Manage Distribution of the app, then install again.",
			code_refused: () =>
				"Slack didn't accept the install. Start it again; check client ID and secret on the setup page if that doesn't help.",
			other_app: () =>
				"The answer belongs to another Slack app than the one on the setup page. Nothing was stored.",
			org_install: () =>
				"The app was installed for a whole Enterprise Grid organization. Deskbridge connects one workspace at a time: install it again and choose a workspace.",
			other_session: () =>
				"You are signed in to another desk than the one this install began with. Start again from its overview.",
			slack_unavailable: () => "Slack isn't answering as it should. Try again in a few minutes.",
		} satisfies Record<InstallRefusal, () => string> as Record<InstallRefusal, () => string>,
		again: "Install again",
	},
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
			not_agent: (detail) =>
				`${detail ?? "This account"} isn't an agent, so there would be nothing to show. An administrator of the help desk can change that.`,
			other_portal: (detail) =>
				`You signed in to ${detail ?? "another portal"}, which isn't the one this Slack workspace uses. Sign out there, then type your command in Slack again.`,
			slack_user_differs: () =>
				"The person signed in to Slack in this browser isn't the one this link was made for. Nothing was tied.",
			vendor_unavailable: () =>
				"The help desk or Slack isn't answering as it should. Type your command again in a few minutes.",
		} satisfies Record<LinkRefusal, (detail: string | null) => string> as Record<
			LinkRefusal,
			(detail: string | null) => string
		>,
	},
};
