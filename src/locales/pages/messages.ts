import type { Locale } from "../../core/locale.ts";
import type { ProviderName } from "../../desk/help-desk.ts";
import { en } from "./en.ts";
import { ja, jaZoho } from "./ja.ts";

/** What every language has to say: the keys and arguments of the English one. */
export type PageMessages = typeof en;

const MESSAGES: Record<Locale, PageMessages> = { en, ja };

/** `provider`: where a page speaks of one desk's tickets. */
export function pageMessages(locale: Locale, provider: ProviderName | null = null): PageMessages {
	return locale === "ja" && provider === "zoho" ? jaZoho : MESSAGES[locale];
}
