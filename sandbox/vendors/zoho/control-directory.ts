import type { Clock } from "../../vendor.ts";
import { isThere, keptOf } from "./directory.ts";
import type { SimAccount, SimContact, SimKept, ZohoState } from "./state.ts";

export interface ZohoAccountView extends SimKept {
	id: string;
	name: string;
	website: string | null;
}

export interface ZohoContactView extends SimKept {
	id: string;
	firstName: string | null;
	lastName: string;
	email: string | null;
	accountId: string | null;
}

export interface NewSimAccount {
	name: string;
	website?: string | null;
	details?: Record<string, string>;
	cf?: Record<string, string>;
}

export interface NewSimContact {
	firstName?: string | null;
	lastName: string;
	email?: string | null;
	accountId?: string | null;
	details?: Record<string, string>;
	cf?: Record<string, string>;
}

/** What can be done with accounts and contacts from outside the API: a hundred thousand of them are no trouble. */
export function createDirectoryControl(state: () => ZohoState, clock: Clock) {
	/** By hand, rather than through the API: not counted, and in the index at once. */
	const kept = (details: Record<string, string> = {}, cf: Record<string, string> = {}): SimKept => ({
		details,
		cf,
		createdAt: clock.now(),
		modifiedAt: clock.now(),
		indexedAt: 0,
		isTrashed: false,
		isSpam: false,
		otherAccountIds: [],
		writes: 0,
	});

	return {
		/** Those that aren't in the recycle bin. */
		accounts: (): ZohoAccountView[] =>
			[...state().directory.accounts.values()].filter(isThere).map(toAccountView),
		account(id: string): ZohoAccountView | null {
			const found = state().directory.accounts.get(id);
			return found && isThere(found) ? toAccountView(found) : null;
		},
		contacts: (): ZohoContactView[] =>
			[...state().directory.contacts.values()].filter(isThere).map(toContactView),
		contact(id: string): ZohoContactView | null {
			const found = state().directory.contacts.get(id);
			return found && isThere(found) ? toContactView(found) : null;
		},
		/** Answers their ids. */
		addAccounts(inputs: readonly NewSimAccount[]): string[] {
			const { directory, nextId } = state();
			return inputs.map(({ name, website = null, details, cf }) => {
				const account = { id: nextId(), name, website, kept: kept(details, cf) };
				directory.keepAccount(account);
				return account.id;
			});
		},
		addContacts(inputs: readonly NewSimContact[]): string[] {
			const { contacts, directory, nextId } = state();
			return inputs.map(({ firstName = null, lastName, email = null, accountId, details, cf }) => {
				const account = directory.accounts.get(accountId ?? "") ?? null;
				const contact = { id: nextId(), firstName, lastName, email, account, kept: kept(details, cf) };
				contacts.push(contact);
				directory.keepContact(contact);
				return contact.id;
			});
		},
		editAccount(id: string, { name, website, details, cf }: Partial<NewSimAccount>): void {
			const account = requireRecord(state().directory.accounts, id);
			if (name !== undefined) account.name = name;
			if (website !== undefined) account.website = website;
			account.kept = edited(account, details, cf, clock.now());
		},
		editContact(id: string, { details, cf, accountId, ...names }: Partial<NewSimContact>): void {
			const { directory } = state();
			const contact = requireRecord(directory.contacts, id);
			Object.assign(contact, names);
			if (accountId !== undefined) contact.account = directory.accounts.get(accountId ?? "") ?? null;
			contact.kept = edited(contact, details, cf, clock.now());
			directory.keepContact(contact);
		},
		trashAccount(id: string): void {
			const account = requireRecord(state().directory.accounts, id);
			account.kept = { ...keptOf(account), isTrashed: true };
		},
		trashContact(id: string): void {
			const { directory } = state();
			const contact = requireRecord(directory.contacts, id);
			contact.kept = { ...keptOf(contact), isTrashed: true };
			directory.keepContact(contact);
		},
		setDirectory(trouble: { searchLagMs?: number; refusesSameEmail?: boolean }): void {
			Object.assign(state().directory, trouble);
		},
		/** As if the contact had been made this moment: the search index learns of it after its lag. */
		hideFromSearch(id: string): void {
			const { contacts, searchLagMs } = state().directory;
			const contact = contacts.get(id);
			if (!contact) throw new RangeError(`no contact ${id}`);
			contact.kept = { ...keptOf(contact), indexedAt: clock.now() + searchLagMs };
		},
		/** What a field of accounts may be chosen from, from now on. */
		setChoices(apiName: string, values: readonly string[]): void {
			const { fields } = state().directory;
			fields.accounts = fields.accounts.map((one) => (one.apiName === apiName ? { ...one, values } : one));
		},
	};
}

export type ZohoDirectoryControl = ReturnType<typeof createDirectoryControl>;

function edited(
	record: SimAccount | SimContact,
	details: Record<string, string> | undefined,
	cf: Record<string, string> | undefined,
	now: number,
): SimKept {
	const had = keptOf(record);
	return { ...had, details: { ...had.details, ...details }, cf: { ...had.cf, ...cf }, modifiedAt: now };
}

function requireRecord<T>(records: ReadonlyMap<string, T>, id: string): T {
	const record = records.get(id);
	if (!record) throw new RangeError(`no record ${id}`);
	return record;
}

function toAccountView(account: SimAccount): ZohoAccountView {
	const { id, name, website } = account;
	return { ...keptOf(account), id, name, website };
}

function toContactView(contact: SimContact): ZohoContactView {
	const { id, firstName, lastName, email, account } = contact;
	return { ...keptOf(contact), id, firstName, lastName, email, accountId: account?.id ?? null };
}
