import { directoryFieldsOf } from "./directory-fields.ts";
import type { SimField } from "./fields.ts";
import type { SimAccount, SimContact, SimKept } from "./state.ts";

const SEEDED_AT = Date.UTC(2026, 0, 5, 9);
const DEFAULT_SEARCH_LAG_MS = 60_000;

/** Accounts and contacts by what they are looked up by: a hundred thousand of them are no trouble. */
export interface SimDirectory {
	readonly accounts: Map<string, SimAccount>;
	readonly contacts: Map<string, SimContact>;
	/** The portal's own idea of what it keeps. */
	readonly fields: Record<"accounts" | "contacts", readonly SimField[]>;
	/** The contact that has this address, in any case; not the secondary one. */
	findByEmail(email: string): SimContact | undefined;
	keepAccount(account: SimAccount): void;
	/** To be called after a contact was made or changed. */
	keepContact(contact: SimContact): void;
	/** How long after a write the search index knows of it. */
	searchLagMs: number;
	/** No two contacts may have one address. */
	refusesSameEmail: boolean;
}

export function createDirectory(contacts: readonly SimContact[]): SimDirectory {
	const byEmail = new Map<string, SimContact>();
	const emailOf = new Map<string, string>();
	const directory: SimDirectory = {
		accounts: new Map(),
		contacts: new Map(),
		fields: { accounts: directoryFieldsOf("accounts"), contacts: directoryFieldsOf("contacts") },
		findByEmail: (email) => byEmail.get(email.trim().toLowerCase()),
		keepAccount(account) {
			directory.accounts.set(account.id, account);
		},
		keepContact(contact) {
			const before = emailOf.get(contact.id);
			if (before !== undefined && byEmail.get(before) === contact) byEmail.delete(before);
			emailOf.delete(contact.id);
			directory.contacts.set(contact.id, contact);
			const email = contact.kept?.isTrashed ? undefined : contact.email?.toLowerCase();
			if (!email) return;
			emailOf.set(contact.id, email);
			if (!byEmail.has(email)) byEmail.set(email, contact);
		},
		searchLagMs: DEFAULT_SEARCH_LAG_MS,
		refusesSameEmail: true,
	};
	for (const contact of contacts) {
		if (contact.account) directory.keepAccount(contact.account);
		directory.keepContact(contact);
	}
	return directory;
}

export function keptOf({ kept }: SimAccount | SimContact): SimKept {
	return (
		kept ?? {
			details: {},
			cf: {},
			createdAt: SEEDED_AT,
			modifiedAt: SEEDED_AT,
			indexedAt: 0,
			isTrashed: false,
			isSpam: false,
			otherAccountIds: [],
			writes: 0,
		}
	);
}

export const isThere = (record: SimAccount | SimContact): boolean => !record.kept?.isTrashed;
