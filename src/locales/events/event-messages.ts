import type { Locale } from "../../core/locale.ts";
import type { TicketEventType } from "../../core/ticket-event.ts";
import type { ProviderName } from "../../desk/help-desk.ts";
import { englishEvents } from "./en.ts";
import { japaneseEvents } from "./ja.ts";

export interface EventMessages {
	/** As a switch is labelled. */
	name(type: TicketEventType): string;
	/** In one line, what it tells. */
	description(type: TicketEventType): string;
}

/** The names of what happens to tickets, the same in Slack and on the pages. */
export function eventMessages(locale: Locale, provider: ProviderName | null): EventMessages {
	const words =
		locale === "ja" ? japaneseEvents(provider === "zoho" ? "問い合わせ" : "チケット") : englishEvents;
	return { name: (type) => words[type][0], description: (type) => words[type][1] };
}
