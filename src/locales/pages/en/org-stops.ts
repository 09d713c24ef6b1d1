/** Why a Salesforce org stands still, by Salesforce's word or ours, beside what its checklist finds. */
const stops: Record<string, string> = {
	expired_token:
		"The access that was granted has ended: somebody revoked it in Salesforce, it ran out unused, or the same user signed in to the app more often than the five times that Salesforce keeps. Sign in again.",
	refresh_answer_lost:
		"An answer of Salesforce was lost while the sign-in was being renewed. Salesforce then takes what we hold for a copy and ends the access. Sign in again, once; nothing else was lost.",
	authentication_failure:
		"Salesforce doesn't let the user in: frozen, locked out, or with a password that has to be changed. Look at the user in Setup → Users, then sign in again.",
	inactive_user: "The user is not active. Activate them in Setup → Users, or sign in as somebody else.",
	inactive_org:
		"Salesforce says that the org is not active: locked, expired or in maintenance. Ask Salesforce.",
	ip_restricted:
		"Login IP ranges keep Cloudflare's addresses out. In Setup → External Client App Manager → Policies, set IP relaxation to “Relax IP restrictions”.",
	not_approved:
		"The app's policy no longer lets this user in. In Setup → External Client App Manager → Policies, choose the user's profile or permission set.",
	app_not_installed:
		"The app is not in the org any more, or is blocked. Look in Setup → External Client App Manager and in Connected Apps OAuth Usage.",
	invalid_client:
		"Salesforce doesn't know the app by the key and secret that are stored: they were replaced there. Enter the new ones under “App and address”.",
	refresh_token_spent:
		"The app granted no refresh token. In Setup → External Client App Manager → Policies, set the refresh token policy to “valid until revoked”, then sign in again.",
	INVALID_SESSION_ID: "Salesforce ended the session and takes no renewal. Sign in again.",
};

export const orgStops = {
	orgStops: {
		stops,
		/** Beside a state that is looked at again by itself. */
		looked: "Looked at again every hour: once it is changed, syncs go on by themselves from where they were.",
		check: "I have changed it: look now",
		stillSo: "Salesforce was asked just now, and it is still so.",
		worksAgain: "It works again. Syncs go on from where they were.",
		/** The desk's own connection has stopped. */
		desk: "Nothing is synced: the help desk's connection stands on the sign-in of somebody who is no administrator there any more, or whose sign-in has ended. An administrator can take it over; links, settings, what is switched on and how far each sync has come stay as they are.",
		takeOver: "Take over the connection",
	},
};
