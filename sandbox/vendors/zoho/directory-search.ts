import { isThere, keptOf } from "./directory.ts";
import type { SimAccount, SimContact, ZohoState } from "./state.ts";

/** Contacts that the index knows and the query means. Every word of a column's value has to be in it somewhere. */
export function searchContacts(state: ZohoState, query: URLSearchParams, now: number): SimContact[] {
	const email = query.get("email");
	const known = email?.includes("@") ? [state.directory.findByEmail(email)] : null;
	const candidates = known?.filter((one) => one !== undefined) ?? state.directory.contacts.values();
	return search(candidates, query, now, {
		_all: contactText,
		fullName: fullNameOf,
		lastName: ({ lastName }) => lastName,
		firstName: ({ firstName }) => firstName ?? "",
		email: (contact) => contact.email ?? "",
		accountName: ({ account }) => account?.name ?? "",
	});
}

export function searchAccounts(state: ZohoState, query: URLSearchParams, now: number): SimAccount[] {
	return search(state.directory.accounts.values(), query, now, {
		_all: (account) => `${account.name}\n${account.website ?? ""}\n${otherColumns(account)}`,
		accountName: ({ name }) => name,
		email: (account) => keptOf(account).details.email ?? "",
	});
}

function search<T extends SimAccount | SimContact>(
	candidates: Iterable<T>,
	query: URLSearchParams,
	now: number,
	columns: Readonly<Record<string, (record: T) => string>>,
): T[] {
	const ids = query.get("id")?.split(",") ?? null;
	const asked = Object.entries(columns).flatMap(([name, textOf]) => {
		const words = (query.get(name) ?? "").toLowerCase().replaceAll("*", " ").split(/\s+/).filter(Boolean);
		return words.length > 0 ? [{ words, textOf }] : [];
	});
	const found: T[] = [];
	for (const record of candidates) {
		if (!isThere(record) || (record.kept && record.kept.indexedAt > now)) continue;
		if (ids && !ids.includes(record.id)) continue;
		const isMeant = asked.every(({ words, textOf }) => {
			const text = textOf(record).toLowerCase();
			return words.every((word) => text.includes(word));
		});
		if (isMeant) found.push(record);
	}
	return found;
}

const fullNameOf = ({ firstName, lastName }: SimContact) =>
	firstName ? `${firstName} ${lastName}` : lastName;

function contactText(contact: SimContact): string {
	const { email, account } = contact;
	return `${fullNameOf(contact)}\n${email ?? ""}\n${account?.name ?? ""}\n${otherColumns(contact)}`;
}

function otherColumns({ kept }: SimAccount | SimContact): string {
	if (!kept) return "";
	let text = "";
	for (const value of Object.values(kept.details)) text += `${value}\n`;
	for (const value of Object.values(kept.cf)) text += `${value}\n`;
	return text;
}
