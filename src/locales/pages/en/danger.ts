/** Warnings before something stops or is erased. */
export const danger = {
	danger: {
		happens: "What will happen",
		erased: "What is erased",
		kept: "What is kept",
		typeName: (name: string) => `Type ${name} to confirm`,
		typeHelp: "What is erased can't be brought back.",
		wrongName: "That isn't the name. Nothing was erased.",
		cancel: "Cancel",
		disable: {
			link: "Disable",
			title: (name: string) => `Disable ${name}`,
			happens: [
				"Nothing is posted in its channels and nobody gets direct messages there.",
				"Commands and buttons answer who can enable the workspace again, and where.",
				"What happens meanwhile is logged as not sent and is never sent later.",
			],
			kept: [
				"Channels, switches and all other settings: they can be seen but not changed until it is enabled.",
				"Who is signed in.",
			],
			submit: "Disable the workspace",
		},
		remove: {
			link: "Delete",
			title: (name: string) => `Delete ${name}`,
			erased: [
				"Its channels, switches, filters, times and all other settings.",
				"Every sign-in of its people to this help desk, given back at the vendor.",
				"The list of deliveries, and whatever waits to be posted.",
				"Its entries in the audit log.",
			],
			token:
				"The app's access to this Slack workspace, when no other help desk uses it. Should Slack still list the app, remove it there under Apps.",
			kept: [
				"What was posted in Slack already.",
				"One entry in the audit log: who deleted it, when, and an ID that says nothing else.",
				"The connection to the help desk, and other workspaces.",
			],
			submit: "Delete the workspace",
			done: "The workspace was deleted.",
		},
		pause: {
			link: "Pause Slack",
			title: (name: string) => `Pause Slack for ${name}`,
			happens: [
				"No channel messages, direct messages or digests, in any of its workspaces.",
				"What happens meanwhile is logged as not sent and is never sent later.",
			],
			kept: ["Commands in Slack go on.", "Channels, switches and all other settings, and who is signed in."],
			submit: "Pause",
			state: "Paused: nothing is told in Slack by itself. Commands go on.",
			resume: "Resume",
		},
		removeSlack: {
			link: "Remove Slack",
			title: (name: string) => `Remove Slack from ${name}`,
			erased: [
				"All its Slack workspaces with their channels and settings.",
				"Every sign-in of their people to this help desk, given back at the vendor.",
				"The list of deliveries, and whatever waits to be posted.",
				"The webhook that tells Deskbridge of changes.",
			],
			kept: [
				"The connection to the help desk, with the administrator's sign-in.",
				"What was posted in Slack already.",
				"In the audit log: who removed it, and when.",
			],
			submit: "Remove Slack",
			done: "The Slack integration was removed.",
		},
		erase: {
			link: "Erase this help desk",
			title: (name: string) => `Erase ${name}`,
			erased: [
				"The connection to the help desk and its OAuth client.",
				"All its Slack workspaces with their channels and settings, and the list of deliveries.",
				"All its Salesforce orgs with their settings, links, runs and issues; the access is given back.",
				"Every sign-in, of administrators and agents, given back at the vendor.",
				"The recorded agreements to the use of personal data.",
				"The audit log, but for one entry: who erased it, when, and an ID that says nothing else.",
			],
			kept: ["Everything in the help desk itself and in Salesforce.", "What was posted in Slack already."],
			submit: "Erase the help desk",
			doneTitle: "The help desk was erased",
			done: "You are signed out. What is left is being cleared away and needs nothing from you.",
		},
	},
	trouble: {
		channel: {
			archived: "The channel is archived. Unarchive it in Slack, or choose another one.",
			not_member: "The app is not in the channel. Type /invite @Deskbridge there.",
			gone: "The channel is gone, or the app can't see it any more. Choose another one, or invite the app.",
			forbidden: "The app may not post there. Change who may post, or choose another channel.",
			direct_closed: "Direct messages can't be sent to this person. Choose a channel.",
			scope: "A permission is missing. Reauthorize the app.",
			token: "Slack no longer takes the app's token. Reauthorize the app.",
			other: "Slack doesn't take messages for it. Choose another channel, or ask who administers Slack.",
		},
		since: (time: string) => `Since ${time}. What waits is sent when it works again within a day.`,
	},
};
