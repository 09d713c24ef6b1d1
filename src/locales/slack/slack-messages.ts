import type { Locale } from "../../core/locale.ts";
import type { ProviderName } from "../../desk/help-desk.ts";
import { createEnglish } from "./en.ts";
import { createJapanese } from "./ja.ts";
import type { SlackMessages } from "./messages.ts";

const known = new Map<string, SlackMessages>();

/** `provider` decides the vendor's name and its word for a ticket; null before a desk is known. */
export function slackMessages(locale: Locale, provider: ProviderName | null): SlackMessages {
	const key = `${locale} ${provider}`;
	const messages = known.get(key) ?? (locale === "ja" ? createJapanese(provider) : createEnglish(provider));
	known.set(key, messages);
	return messages;
}
