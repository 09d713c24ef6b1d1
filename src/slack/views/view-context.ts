import type { Locale } from "../../core/locale.ts";
import type { ProviderName } from "../../desk/help-desk.ts";
import type { SlackMessages } from "../../locales/slack/messages.ts";
import { slackMessages } from "../../locales/slack/slack-messages.ts";

/** What every view about a desk needs to know. */
export interface ViewContext {
	locale: Locale;
	provider: ProviderName;
	deskName: string;
	/** Milliseconds since 1970. */
	now: number;
}

export function messagesOf(view: Pick<ViewContext, "locale" | "provider">): SlackMessages {
	return slackMessages(view.locale, view.provider);
}
