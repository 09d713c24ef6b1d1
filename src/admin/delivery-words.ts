import type { Locale } from "../core/locale.ts";
import { TICKET_EVENT_TYPES } from "../core/ticket-event.ts";
import type { ProviderName } from "../desk/help-desk.ts";
import { eventMessages } from "../locales/events/event-messages.ts";
import { pageMessages } from "../locales/pages/messages.ts";
import type { Delivery } from "../services/activity/deliveries.ts";
import type { WorkspaceView } from "../services/workspaces/find-workspace.ts";

/** What deliveries are called on the pages. */
export function deliveryWords(locale: Locale, provider: ProviderName | null) {
	const words = pageMessages(locale).deliveries;
	const events = eventMessages(locale, provider);
	const reasons: Record<string, string> = words.reasons;
	return {
		event(type: string): string {
			if (type === "digest" || type === "trouble") return words[type];
			const known = TICKET_EVENT_TYPES.find((one) => one === type);
			return known ? events.name(known) : type;
		},
		reason(reason: string): string {
			const known = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
			return known ?? words.otherReason(reason);
		},
		/** `people`: names by Slack's id, where they are known. */
		destination(
			{ destination, teamId }: Pick<Delivery, "destination" | "teamId">,
			workspaces: readonly WorkspaceView[],
			people: ReadonlyMap<string, string> = new Map(),
		): string {
			const view = workspaces.find(({ team }) => team.teamId === teamId);
			const name = view && namesOf(view).get(destination);
			if (name) return `#${name}`;
			return /^[UW]/.test(destination) ? words.direct(people.get(destination) ?? destination) : destination;
		},
	};
}

const names = new WeakMap<WorkspaceView, Map<string, string>>();

/** A workspace's channels by id. Files name thousands of destinations. */
function namesOf(view: WorkspaceView): Map<string, string> {
	let known = names.get(view);
	if (!known) {
		known = new Map(view.mappings.map(({ channelId, channelName }) => [channelId, channelName]));
		names.set(view, known);
	}
	return known;
}

export type DeliveryWords = ReturnType<typeof deliveryWords>;
