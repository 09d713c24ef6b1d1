import type { ConnectionTrouble, OrgTrouble } from "../../../core/delivery.ts";
import { type Mrkdwn, md } from "../../../slack/mrkdwn.ts";
import type { DigestMessages, OrgTroubleTold, TroubleKind, TroubleMessages } from "../hearing-messages.ts";
import type { Words } from "../words.ts";

export function digestMessages({ vendor }: Words): DigestMessages {
	return {
		title: (deskName, department) =>
			department ? md`${deskName}, ${department}: tickets today` : md`${deskName}: tickets today`,
		nothing: md`${vendor} told no figures this time. The next digest tries again.`,
		note: md`Counted by ${vendor} just now.`,
	};
}

export function troubleMessages({ vendor }: Words): TroubleMessages {
	return {
		what: (kind, channel, deskName) => md`*${deskName}*: ${toProblem(kind, channel ?? "the channel")}`,
		todo: (kind, channel) => toRemedy(kind, channel),
		waiting: md`Until then messages wait, up to 24 hours each, and are sent as soon as it works again.`,
		code: (code) => md`Slack says: ${code}`,
		settings: "Open the settings",
		org: {
			what: (told, deskName) => md`*${deskName}*: ${toOrgProblem(told, vendor)}`,
			todo: toOrgRemedy,
			open: (trouble) =>
				trouble === "org_run_failed"
					? "See its runs"
					: trouble === "org_issues"
						? "See its issues"
						: "Open the org's page",
		},
		connection: {
			what: (trouble, deskName, withSyncs) =>
				md`*${deskName}*: I get no news of tickets any more${withSyncs ? ", and nothing is synced with Salesforce" : ""}. ${toCause(trouble)}`,
			todo: (trouble) =>
				trouble === "administrator_lost"
					? md`You are: take the connection over with your own sign-in. Links, channels and settings stay as they are.`
					: md`Put the connection on your own sign-in. Links, channels and settings stay as they are.`,
			waiting: md`What happens meanwhile is told then. Commands go on working.`,
			takeOver: "Take over",
		},
	};
}

function toCause(trouble: ConnectionTrouble): Mrkdwn {
	return trouble === "administrator_lost"
		? md`The person whose sign-in the connection stands on is no administrator there now.`
		: md`The sign-in that the connection stands on is refused: it was revoked, or the person is not active there any more.`;
}

function toOrgProblem({ code, orgName, failed, count }: OrgTroubleTold, vendor: string): Mrkdwn {
	switch (code) {
		case "org_needs_sign_in":
			return md`nothing is synced with the Salesforce org *${orgName}* any more. Salesforce refuses the sign-in that the connection stands on.`;
		case "org_needs_admin":
			return md`nothing is synced with the Salesforce org *${orgName}* any more. Salesforce refuses until something is changed there.`;
		case "org_run_failed":
			return failed === null
				? md`a sync with the Salesforce org *${orgName}* failed: something unexpected happened.`
				: md`a sync with the Salesforce org *${orgName}* failed: for about two hours ${failed === "desk" ? vendor : "Salesforce"} gave no answer that it could go on with.`;
		case "org_issues":
			return count === 1
				? md`one more record of the Salesforce org *${orgName}* could not be synced in the last 24 hours.`
				: md`${count.toLocaleString("en")} more records of the Salesforce org *${orgName}* could not be synced in the last 24 hours.`;
	}
}

function toOrgRemedy(trouble: OrgTrouble): Mrkdwn {
	switch (trouble) {
		case "org_needs_sign_in":
			return md`Sign in to Salesforce again on its page. Settings and links stay, and what changed meanwhile is synced then.`;
		case "org_needs_admin":
			return md`Its page says what to change in Salesforce. Once that is done it goes on by itself, with what changed meanwhile.`;
		case "org_run_failed":
			return md`The next one begins where it was. I tell you no more of this until one has ended well.`;
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
