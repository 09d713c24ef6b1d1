export const connecting = {
	confirm: {
		title: "Is this the right help desk?",
		lead: (agent: string) =>
			`You signed in as ${agent}, an administrator. Your sign-in answers for this portal:`,
		portal: "Portal",
		portalId: "ID",
		edition: "Edition",
		address: "Address",
		agent: "Signed in as",
		takesOver: (name: string) =>
			`The connection stands on ${name}'s sign-in until now, and on yours from here on. Links, channels and settings stay.`,
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
			denied: (vendor: string) => `You didn't allow the access at ${vendor}.`,
			code_refused: (vendor: string) =>
				`${vendor} didn't accept the sign-in. Sign in again; if that doesn't help, check the redirect address at the vendor.`,
			client_refused: (vendor: string) =>
				`${vendor} doesn't know this OAuth client or its secret is another one. Correct it on the setup page.`,
			not_administrator: (vendor: string, detail: string | null) =>
				`${detail ?? "This account"} isn't an administrator in ${vendor}. Sign in as one, or ask an administrator to change the role.`,
			other_portal: (_vendor: string, detail: string | null) =>
				`You signed in to ${detail ?? "another portal"}, which isn't the portal of this desk. Sign in again and choose the other one.`,
			no_portal: (vendor: string) => `This account belongs to no portal in ${vendor}.`,
			vendor_unavailable: (vendor: string) =>
				`${vendor} isn't answering as it should. Try again in a few minutes.`,
			desk_gone: () => "This desk was erased in the meantime.",
		},
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
			being_removed: () =>
				"What an earlier connection of this workspace left is still being removed. Try again in a minute.",
			other_session: () =>
				"You are signed in to another desk than the one this install began with. Start again from its overview.",
			slack_unavailable: () => "Slack isn't answering as it should. Try again in a few minutes.",
		},
		again: "Install again",
	},
};
