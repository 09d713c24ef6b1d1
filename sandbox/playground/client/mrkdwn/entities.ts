/** Slack escapes exactly three characters; nothing else is decoded. */
export function decodeEntities(text: string): string {
	return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** What Slack's own client does to a typed message: only its pickers make mentions and links. */
export function encodeEntities(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Only what a click may open. `javascript:` and its like stay text. */
export function isSafeUrl(url: string): boolean {
	return /^(?:https?:\/\/|mailto:|tel:)[^\s]+$/i.test(url);
}
