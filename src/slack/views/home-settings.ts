import type { AnyHomeTabBlock } from "slack-web-api-client";
import { DEFAULT_SWITCHES } from "../../core/notification-settings.ts";
import type { SlackMessages } from "../../locales/slack/messages.ts";
import { DM_GROUPS, type DmGroup, toTime } from "../home-ids.ts";
import { md } from "../mrkdwn.ts";
import { actions, context, section } from "./blocks.ts";
import type { HomeLink } from "./home-desk.ts";
import { checkboxes, homeButton, timePicker } from "./home-elements.ts";

export interface HomeSettingsInput {
	deskId: string;
	link: HomeLink;
	messages: SlackMessages;
}

/** What comes as a direct message, and when. */
export function settingsBlocks(input: HomeSettingsInput): (AnyHomeTabBlock | null)[] {
	const { home } = input.messages;
	return [
		section(home.directMessages),
		context(home.directMessagesNote),
		...groupBlocks(input, "dm_ticket", home.groupTicket),
		...groupBlocks(input, "dm_talk", home.groupTalk),
		...quietBlocks(input),
	];
}

function groupBlocks(
	{ deskId, link, messages }: HomeSettingsInput,
	group: DmGroup,
	title: string,
): (AnyHomeTabBlock | null)[] {
	const types = DM_GROUPS[group].filter((type) => link.events.includes(type));
	const boxes = checkboxes(
		{ kind: group, deskId },
		types.map((type) => ({
			value: type,
			label: messages.events.name(type),
			on: link.switches[type] ?? DEFAULT_SWITCHES[type],
		})),
	);
	return boxes ? [section(md`${title}`), actions([boxes])] : [];
}

function quietBlocks({ deskId, link, messages }: HomeSettingsInput): (AnyHomeTabBlock | null)[] {
	const { home } = messages;
	const { quietHours, timezone } = link;
	if (!quietHours) {
		return [section(home.noQuietHours), actions([homeButton(home.quietOn, { kind: "quiet_on", deskId })])];
	}
	const { from, to } = quietHours;
	return [
		section(home.quietHours(toTime(from), toTime(to), timezone)),
		actions([
			timePicker(home.quietFrom, { kind: "quiet_from", deskId }, from),
			timePicker(home.quietTo, { kind: "quiet_to", deskId }, to),
			homeButton(home.quietOff, { kind: "quiet_off", deskId }),
		]),
	];
}
