import { DEFAULT_SWITCHES, type QuietHours, type Switches } from "../core/notification-settings.ts";
import { TICKET_EVENT_TYPES, type TicketEventType } from "../core/ticket-event.ts";

/** What is pressed or chosen in App Home and nowhere else. Create and show are the actions of messages. */
const HOME_ACTIONS = [
	"connect",
	"disconnect",
	"dm_ticket",
	"dm_talk",
	"quiet_on",
	"quiet_off",
	"quiet_from",
	"quiet_to",
	"reload",
] as const;
export type HomeActionKind = (typeof HOME_ACTIONS)[number];
export interface HomeAction {
	kind: HomeActionKind;
	deskId: string;
}

/** An `action_id`: of one desk, so that several may stand in one view. */
export function toHomeActionId({ kind, deskId }: HomeAction): string {
	return `home_${kind}:${deskId}`;
}

/** null for an action of another kind. */
export function parseHomeAction(actionId: string): HomeAction | null {
	const [name = "", deskId = ""] = actionId.split(":", 2);
	const kind = HOME_ACTIONS.find((known) => name === `home_${known}`);
	return kind && deskId.length > 0 && deskId.length <= 64 ? { kind, deskId } : null;
}

/** Slack's checkboxes hold ten at most: what happens to the ticket, and what is said about it. */
export const DM_GROUPS = {
	dm_ticket: TICKET_EVENT_TYPES.filter((type) => type.startsWith("ticket.")),
	dm_talk: TICKET_EVENT_TYPES.filter((type) => !type.startsWith("ticket.")),
} as const;
export type DmGroup = keyof typeof DM_GROUPS;

/** The switches after one group of checkboxes was changed: `chosen` are the values that are ticked now. */
export function withChosen(
	switches: Switches,
	group: DmGroup,
	chosen: readonly string[],
	offered: readonly TicketEventType[],
): Switches {
	const changed: Switches = { ...switches };
	for (const type of DM_GROUPS[group]) {
		if (!offered.includes(type)) continue;
		const on = chosen.includes(type);
		if (on === DEFAULT_SWITCHES[type]) delete changed[type];
		else changed[type] = on;
	}
	return changed;
}

/** What quiet hours begin with, until the person chooses. */
export const FIRST_QUIET_HOURS: QuietHours = { from: 20 * 60, to: 8 * 60 };

/** `22:30`, as a time picker holds it. */
export function toTime(minutes: number): string {
	const two = (value: number) => String(value).padStart(2, "0");
	return `${two(Math.floor(minutes / 60) % 24)}:${two(Math.floor(minutes) % 60)}`;
}

/** Minutes after midnight; null for anything else. */
export function parseTime(time: string | null | undefined): number | null {
	const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time ?? "");
	return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}
