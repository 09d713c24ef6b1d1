/** What would end a phrase, or act inside one. */
const UNQUOTABLE = /["“”„*\\\p{Cc}\p{Cf}]/gu;
const HAS_CONTENT = /[\p{L}\p{N}]/u;
const MAX_LENGTH = 200;

/** A value as one phrase of a search query: whatever it holds is text. null when nothing of it can be searched for. */
export function toPhrase(value: string): string | null {
	const text = [...value.replace(UNQUOTABLE, " ").trim()].slice(0, MAX_LENGTH).join("").trim();
	return HAS_CONTENT.test(text) ? `"${text}"` : null;
}
