import type { Locale } from "../../core/locale.ts";
import { en } from "./en.ts";
import { ja } from "./ja.ts";

/** What every language has to say: the keys and arguments of the English one. */
export type PageMessages = typeof en;

const MESSAGES: Record<Locale, PageMessages> = { en, ja };

export function pageMessages(locale: Locale): PageMessages {
	return MESSAGES[locale];
}
