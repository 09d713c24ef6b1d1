import type { Context } from "../../context.ts";
import type { QuietHours } from "../../core/notification-settings.ts";
import { isVendorError } from "../../lib/errors.ts";
import {
	editDmSwitches,
	findDmSettings,
	type SlackPersonKey,
	setQuietHours,
} from "../../services/agent-links/dm-settings.ts";
import { openSlack } from "../../services/agent-links/slack-person.ts";
import { answerInTime } from "../../services/commands/answer-in-time.ts";
import type { Click } from "../click.ts";
import { openAnswer } from "../forms/open-answer.ts";
import { FIRST_QUIET_HOURS, type HomeAction, parseTime, withChosen } from "../home-ids.ts";
import type { BlockActions } from "../schema.ts";
import { eventsOfDesk } from "./load-home.ts";
import { showHome } from "./show-home.ts";

type Element = BlockActions["actions"][number];

/** Something pressed or chosen in App Home, by the person whose Home it is. What it changed is drawn at once. */
export async function handleHomeAction(
	ctx: Context,
	click: Click,
	{ kind, deskId }: HomeAction,
	element: Element,
): Promise<void> {
	switch (kind) {
		case "connect":
			return openAnswer(ctx, click, { deskId, command: { verb: "connect" } });
		case "disconnect":
			await disconnect(ctx, click, deskId);
			break;
		case "dm_ticket":
		case "dm_talk": {
			const chosen = element.selected_options?.map(({ value }) => value) ?? [];
			const offered = await eventsOfDesk(ctx, deskId);
			await editDmSwitches(ctx, click, deskId, (switches) => withChosen(switches, kind, chosen, offered));
			break;
		}
		case "quiet_on":
			await changeQuietHours(ctx, click, deskId, () => FIRST_QUIET_HOURS);
			break;
		case "quiet_off":
			await changeQuietHours(ctx, click, deskId, () => null);
			break;
		case "quiet_from":
		case "quiet_to": {
			const time = parseTime(element.selected_time);
			const end = kind === "quiet_from" ? "from" : "to";
			// A picker that was emptied says nothing: the hours stay, and are shown again.
			if (time === null) break;
			await changeQuietHours(ctx, click, deskId, (hours) => ({
				...(hours ?? FIRST_QUIET_HOURS),
				[end]: time,
			}));
			break;
		}
		case "reload":
			break;
	}
	ctx.later(showHome(ctx, click));
}

async function disconnect(ctx: Context, click: Click, deskId: string): Promise<void> {
	const { teamId, userId } = click;
	const place = { teamId, userId, channelId: "", responseUrl: null, replacesMessage: false };
	await answerInTime(ctx, { ...place, deskId, command: { verb: "disconnect" }, cursor: null, from: 1 });
}

async function changeQuietHours(
	ctx: Context,
	person: SlackPersonKey,
	deskId: string,
	change: (hours: QuietHours | null) => QuietHours | null,
): Promise<void> {
	const known = (await findDmSettings(ctx, person)).get(deskId);
	if (!known) return;
	const timezone = (await findTimezone(ctx, person)) ?? known.timezone;
	await setQuietHours(ctx, person, deskId, change(known.quietHours), timezone);
}

/** Where the person's clock is, as Slack knows it now. */
async function findTimezone(ctx: Context, { teamId, userId }: SlackPersonKey): Promise<string | null> {
	try {
		return (await (await openSlack(ctx, teamId))?.user(userId))?.tz ?? null;
	} catch (error) {
		if (!isVendorError(error)) throw error;
		ctx.log.warn("slack.timezone_unknown", { team: teamId, kind: error.kind, code: error.code });
		return null;
	}
}
