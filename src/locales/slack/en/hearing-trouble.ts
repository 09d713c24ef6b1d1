import type { OrgTrouble } from "../../../core/delivery.ts";
import { type Mrkdwn, md } from "../../../slack/mrkdwn.ts";
import type { DigestMessages, TroubleKind, TroubleMessages } from "../hearing-messages.ts";
import type { Words } from "../words.ts";

export function digestMessages({ vendor }: Words): DigestMessages {
	return {
		title: (deskName, department) =>
			department ? md`${deskName}, ${department}: tickets today` : md`${deskName}: tickets today`,
		nothing: md`${vendor} told no figures this time. The next digest tries again.`,
		note: md`Counted by ${vendor} just now.`,
	};
}

export function troubleMessages(): TroubleMessages {
	return {
		what: (kind, channel, deskName) => md`*${deskName}*: ${toProblem(kind, channel ?? "the channel")}`,
		todo: (kind, channel) => toRemedy(kind, channel),
		waiting: md`Until then messages wait, up to 24 hours each, and are sent as soon as it works again.`,
		code: (code) => md`Slack says: ${code}`,
		settings: "Open the settings",
		org: {
			what: (trouble, orgName, deskName) => md`*${deskName}*: ${toOrgProblem(trouble, orgName)}`,
			todo: toOrgRemedy,
			open: "Open the org's page",
		},
		administratorLost: {
			what: (deskName) =>
				md`*${deskName}*: I get no news of tickets any more. The person whose sign-in the connection stands on is no administrator there now.`,
			todo: md`You are: take the connection over with your own sign-in. Links, channels and settings stay as they are.`,
			waiting: md`What happens meanwhile is told then. Commands go on working.`,
			takeOver: "Take over",
		},
	};
}

function toOrgProblem(trouble: OrgTrouble, org: string): Mrkdwn {
	switch (trouble) {
		case "org_needs_sign_in":
			return md`nothing is synced with the Salesforce org *${org}* any more. Salesforce refuses the sign-in that the connection stands on.`;
		case "org_needs_admin":
			return md`nothing is synced with the Salesforce org *${org}* any more. Salesforce refuses until something is changed there.`;
		case "org_run_failed":
			return md`a sync with the Salesforce org *${org}* failed.`;
		case "org_issues":
			return md`since yesterday many records of the Salesforce org *${org}* could not be synced.`;
	}
}

function toOrgRemedy(trouble: OrgTrouble): Mrkdwn {
	switch (trouble) {
		case "org_needs_sign_in":
			return md`Sign in to Salesforce again on its page. Settings and links stay, and what changed meanwhile is synced then.`;
		case "org_needs_admin":
			return md`Its page says what to change in Salesforce. What changed meanwhile is synced afterwards.`;
		case "org_run_failed":
			return md`The next one begins where it was. Its runs say why it failed.`;
		case "org_issues":
			return md`Its issues say why, record by record.`;
	}
}

function toProblem(kind: TroubleKind, channel: string): Mrkdwn {
	switch (kind) {
		case "archived":
			return md`I can't post ticket events any more: ${channel} is archived.`;
		case "not_member":
			return md`I can't post ticket events any more: I'm not a member of ${channel}.`;
		case "gone":
			return md`I can't post ticket events any more: I can't find ${channel}. It was deleted, or it is private and I'm not in it.`;
		case "forbidden":
			return md`I can't post ticket events any more: posting in ${channel} is restricted.`;
		case "direct_closed":
			return md`I can't send a direct message: Slack doesn't let me write to that person.`;
		case "scope":
			return md`I can't post ticket events any more: a permission that I need in Slack is missing.`;
		case "token":
			return md`I can't post ticket events any more: my access to this Slack workspace has ended.`;
		case "other":
			return md`I can't post ticket events in ${channel}: Slack refuses it.`;
	}
}

function toRemedy(kind: TroubleKind, channel: string | null): Mrkdwn {
	switch (kind) {
		case "archived":
			return md`Unarchive the channel, or choose another one in the settings.`;
		case "not_member":
			return channel
				? md`Type \`/invite @Deskbridge\` in ${channel}, or choose another channel in the settings.`
				: md`Type \`/invite @Deskbridge\` in the channel, or choose another one in the settings.`;
		case "gone":
			return md`Choose another channel in the settings. For a private one, invite me there first.`;
		case "forbidden":
			return md`Allow the app to post there in the channel's posting permissions, or choose another channel in the settings.`;
		case "direct_closed":
			return md`Nothing to do if they have left. Otherwise they can write to me once, and I can answer.`;
		case "scope":
			return md`Reauthorize the workspace in the settings. All settings stay as they are.`;
		case "token":
			return md`Reauthorize the workspace in the settings. If the app was removed on purpose, there is nothing to do.`;
		case "other":
			return md`Look at the channel in the settings, and send a test message from there.`;
	}
}
