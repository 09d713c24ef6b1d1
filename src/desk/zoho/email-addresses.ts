export interface MailAddress {
	name: string | null;
	address: string;
}

/** One mailbox and nothing a mail program would read as a second one, a comment or a header. */
const ADDRESS = /^[^\s@<>"(),;:\\[\]]+@[^\s@<>"(),;:\\[\]]+\.[^\s@<>"(),;:\\[\]]+$/;

export function isAddress(text: string): boolean {
	return text.length <= 254 && ADDRESS.test(text);
}

export const sameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** `"Berg, Ivo" <ivo@x.example>; b@x.example` → its mailboxes, each once; what is none is left out. */
export function parseAddresses(list: string | null | undefined): MailAddress[] {
	const found: MailAddress[] = [];
	for (const part of splitList(list ?? "")) {
		const angled = /^(.*)<([^<>]*)>\s*$/s.exec(part);
		const address = (angled?.[2] ?? part).trim();
		if (!isAddress(address) || found.some((known) => sameAddress(known.address, address))) continue;
		const name = angled?.[1]
			?.trim()
			.replace(/^"(.*)"$/s, "$1")
			.trim();
		found.push({ name: name || null, address });
	}
	return found;
}

/** At commas and semicolons outside of quotes. */
function splitList(list: string): string[] {
	const parts: string[] = [];
	let part = "";
	let quoted = false;
	for (const char of list) {
		if (char === '"') quoted = !quoted;
		if (!quoted && (char === "," || char === ";")) {
			parts.push(part);
			part = "";
		} else part += char;
	}
	return [...parts, part];
}
