import type { Context } from "../../context.ts";
import { nextLocalMinute } from "../../core/local-time.ts";
import type { Locale } from "../../core/locale.ts";
import {
	DEFAULT_SWITCHES,
	type Filters,
	type Layout,
	type QuietHours,
	type Switches,
} from "../../core/notification-settings.ts";
import { TICKET_EVENT_TYPES, type TicketEventType } from "../../core/ticket-event.ts";
import type { DeskProvider } from "../../desk/help-desk.ts";
import { type EditResult, editWorkspace, type WorkspaceEdit } from "./edit-workspace.ts";

/** The events that this vendor tells of: a switch for another could never do anything. */
export function feedableEvents(provider: DeskProvider): TicketEventType[] {
	return TICKET_EVENT_TYPES.filter((type) => provider.events[type].webhook || provider.events[type].poll);
}

/** Which events the workspace's channels hear of. Only what differs from the defaults is kept. */
export function saveSwitches(
	ctx: Context,
	edit: WorkspaceEdit,
	input: { provider: DeskProvider; on: readonly TicketEventType[] },
): Promise<EditResult> {
	const switches: Switches = {};
	for (const type of feedableEvents(input.provider)) {
		const isOn = input.on.includes(type);
		if (isOn !== DEFAULT_SWITCHES[type]) switches[type] = isOn;
	}
	const text = JSON.stringify(switches);
	return editWorkspace(ctx, edit, "workspace.switches_changed", () => ({ switches: text }));
}

/** Which tickets they hear of. */
export function saveFilters(ctx: Context, edit: WorkspaceEdit, filters: Filters): Promise<EditResult> {
	const isEmpty = [filters.priorities, filters.statuses, filters.tags].every((list) => list.length === 0);
	const text = isEmpty ? "{}" : JSON.stringify(filters);
	return editWorkspace(ctx, edit, "workspace.filters_changed", () => ({ filters: text }));
}

/** When they hear of them. `timezone` is an IANA name that the runtime knows. */
export function saveTimes(
	ctx: Context,
	edit: WorkspaceEdit,
	times: { timezone: string; quiet: QuietHours | null; digestMinute: number | null },
): Promise<EditResult> {
	const { timezone, quiet, digestMinute } = times;
	return editWorkspace(ctx, edit, "workspace.times_changed", (row) => ({
		timezone,
		quietFrom: quiet?.from ?? null,
		quietTo: quiet?.to ?? null,
		digestMinute,
		digestNextAt:
			digestMinute === row.digestMinute && timezone === row.timezone
				? row.digestNextAt
				: digestMinute === null
					? null
					: nextLocalMinute(digestMinute, timezone, ctx.now()),
	}));
}

/** What it looks like there. */
export function saveLook(
	ctx: Context,
	edit: WorkspaceEdit,
	look: { layout: Layout; locale: Locale },
): Promise<EditResult> {
	return editWorkspace(ctx, edit, "workspace.look_changed", () => look);
}

export function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat("en", { timeZone: name });
		return name !== "";
	} catch {
		return false;
	}
}
