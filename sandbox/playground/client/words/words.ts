import { en, type Words } from "./en.ts";
import { ja } from "./ja.ts";

export type { Words };
export type Language = "en" | "ja";

export const WORDS: Readonly<Record<Language, Words>> = { en, ja };

export function toLanguage(locale: string): Language {
	return locale.toLowerCase().startsWith("ja") ? "ja" : "en";
}
