import type { OrgRefusal, PreflightProblem } from "../../../core/sync/connecting.ts";
import type { Feature } from "../../../core/sync/settings.ts";

const features: Record<Feature, string> = {
	accounts: "Accounts → organizations",
	people: "Contacts and leads → people",
	cases: "Tickets → cases",
	triggers: "Salesforce triggers",
	view: "Ticket view",
	sidebar: "Sidebar",
};

const problems: Record<PreflightProblem, string> = {
	api_disabled:
		"Salesforce answers that its API is off: either this edition has none, or the user lacks “API Enabled”. Use an Enterprise, Performance, Unlimited or Developer org (or one with API access added), and give the user “API Enabled” in Setup → Permission Sets.",
	api_only_user:
		"This user may only use the API (“API Only User”), so they can't sign in on a page. Sign in as a user without that permission.",
	missing_rights: "The user lacks rights that are needed. Give them in Setup → Permission Sets:",
	environment_mismatch:
		"This is a sandbox and you chose production, or the other way round. Go back and choose the right one.",
	no_refresh_token:
		"The app grants no refresh token. In Setup → External Client App Manager → Policies, set the refresh token policy to “valid until revoked”, and add the scope “Perform requests at any time”.",
	session_locked:
		"Salesforce refuses the session right after it was granted: sessions are locked to the IP address they began at. Clear “Lock sessions to the IP address from which they originated” in Setup → Session Settings.",
	session_refused:
		"Salesforce grants a session that isn't valid for its API. In Setup → Session Settings, look at high-assurance session requirements; in API Access Control, allow the app.",
	version_too_old: "This org's API is older than version 60. Connect an org of Spring '24 or later.",
	user_inactive: "The user is not active. Activate them in Setup → Users, or sign in as somebody else.",
};

const refusals: Record<OrgRefusal, string> = {
	denied:
		"Salesforce was not allowed to grant access: somebody pressed Deny, or the app's policy forbids this user.",
	code_refused:
		"Salesforce did not accept the sign-in. Start again; the address may have been used or be too old.",
	client_refused:
		"Salesforce doesn't know the app by this key and secret, or the app isn't installed in the org. Check both, and the callback address, in Setup → External Client App Manager.",
	unavailable: "Salesforce is not answering. Try again in a few minutes.",
	gone: "This connection was removed meanwhile.",
	preflight: "Something in Salesforce has to be changed first.",
};

export const salesforce = {
	salesforce: {
		title: "Salesforce",
		lead: "Keeps accounts, contacts and leads of a Salesforce org in step with this help desk's organizations and people.",
		none: "No org is connected yet. Connect a sandbox first: nothing is synced before you switch it on.",
		connect: "Connect an org",
		features,
		states: {
			registered: "Not signed in yet",
			connected: "Working",
			needs_sign_in: "Needs a sign-in",
			needs_admin: "Needs a change in Salesforce",
			disconnected: "Disconnected",
			deleting: "Being removed",
		},
		stateHelp: {
			registered: "Sign in to Salesforce to finish.",
			needs_sign_in:
				"Salesforce refuses the sign-in this connection stands on. Nothing is synced until somebody signs in.",
			needs_admin: "Salesforce refuses until something is changed there. Nothing is synced until then.",
			disconnected: "Settings and links are kept. Connect the same org again to go on.",
		},
		allOff: "Everything is off",
		environments: { production: "Production", sandbox: "Sandbox" },
		wizard: {
			title: "Connect a Salesforce org",
			beforeTitle: "Before you sign in",
			before: [
				"Salesforce: Enterprise, Performance, Unlimited or Developer Edition, or any edition with API access. Help desk: any plan; some do more at once than others, and the org's page says which.",
				"You are an administrator here. The Salesforce user is a System Administrator, or may read accounts, contacts, leads and opportunities, with “API Enabled” and without “API Only User”.",
				"Try it with a Salesforce sandbox and a test help desk first: what a sync writes can't be taken back.",
				"In Salesforce Setup → External Client App Manager, create a local app with OAuth: the callback address below, the scopes “Manage user data via APIs”, “Perform requests at any time” and “Access unique user identifiers”, and PKCE required.",
				"In Setup → Session Settings, clear “Lock sessions to the IP address from which they originated”. Cloudflare's addresses change.",
			],
			callback: "Callback address",
			name: "Name",
			nameHelp: "How the org is called here, such as “Acme Europe”. Without ? / ` _ < >.",
			nameInvalid: "Enter a name of at most 80 characters without ? / ` _ < >.",
			environment: "Kind of org",
			host: "My Domain",
			hostHelp: "Such as acme.my.salesforce.com. Leave it empty to sign in at the usual address.",
			hostInvalid:
				"That isn't an address of Salesforce. Enter it as acme.my.salesforce.com, or leave it empty.",
			clientId: "Consumer key",
			clientSecret: "Consumer secret",
			secretKept: "Leave it empty to keep the one that is stored.",
			sessionTick: "I have cleared the session setting above.",
			sessionNeeded: "Without that the connection breaks within hours. Clear the setting, then tick this.",
			termsTitle: "Terms",
			termsTick: "I agree, and I may do so for my organization.",
			termsNeeded: "Without your agreement nothing is connected.",
			termsVersion: (version: string) => `Version of this text: ${version}`,
			submit: "Sign in to Salesforce",
		},
		refusal: {
			title: "Salesforce could not be connected",
			reasons: refusals,
			problems,
			right: (object: string, access: string) => `${object}: ${access}`,
			word: (code: string) => `Salesforce's word for it: ${code}`,
			nothingStored: "The access that was granted was given back; nothing of it is kept.",
			already: (name: string) => `This org is connected already, as “${name}”.`,
			otherOrg: (name: string) =>
				`You signed in to another org than the one this connection belongs to (${name}).`,
			again: "Back to the form",
		},
		org: {
			connected: "Connected. Everything is off until you switch it on.",
			reconnected: "Connected again, with its settings. Switch on what shall run.",
			saved: "Saved.",
			switched:
				"Saved. Changes are looked for from now on. What is there already comes with a full sync: look at a dry run first.",
			details: "Connection",
			organization: "Organization",
			edition: "Edition",
			user: "Signed in as",
			connectedBy: "Connected by",
			terms: "Terms agreed to by",
			address: "Address",
			calls: "Salesforce calls of the last 24 hours",
			callsOf: (used: string, allowed: string) => `${used} of ${allowed}`,
			unknown: "Not known yet",
			lastSync: "Last look for changes",
			never: "None yet",
			rename: "Rename",
			signIn: "Sign in to Salesforce again",
			client: "App and address",
			disconnect: "Disconnect",
			featuresTitle: "What runs",
			featuresHelp: "Nothing is written anywhere before it is switched on here.",
			restoreTitle: "What was on before",
			restoreHelp: "These were on when the org was disconnected.",
			restore: "Switch them on again",
		},
		disconnect: {
			title: (name: string) => `Disconnect ${name}?`,
			submit: "Disconnect",
			ends: [
				"Nothing is synced any more; a run under way stops where it is.",
				"The access to Salesforce is given back.",
			],
			kept: [
				"All settings, and which record belongs to which organization or person.",
				"Everything that was written to the help desk.",
				"Connecting the same org again brings the settings back, with everything off.",
			],
		},
		drop: {
			link: "Take the registration back",
			title: (name: string) => `Take the registration of ${name} back?`,
			submit: "Take it back",
			erased: ["Its name and address, and the app's key and secret."],
			kept: ["Everything in Salesforce: nobody has signed in there yet."],
		},
		remove: {
			link: "Remove for good",
			title: (name: string) => `Remove ${name} for good`,
			submit: "Remove the org",
			erased: [
				"All its settings: objects, match rules, filters and field mappings.",
				"Which record belongs to which organization or person. Connected again, everything is matched anew.",
				"Its runs and issues, and its entries in the audit log.",
			],
			kept: [
				"Everything that was written to the help desk, and everything in Salesforce.",
				"One entry in the audit log: who removed it, when, and an ID that says nothing else.",
				"Other orgs.",
			],
		},
		removals: {
			title: "Being removed",
			left: (count: string) => `${count} links left`,
			many: (count: string) => `More than ${count} links left`,
			help: "Goes on by itself, some every minute. Load the page again to see how far it is.",
			done: {
				dropped: "The registration was taken back.",
				removed: "The org was removed. What is left of it is being cleared away.",
			},
		},
	},
};
