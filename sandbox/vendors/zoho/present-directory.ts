import { keptOf } from "./directory.ts";
import { consoleUrlOf } from "./present-ticket.ts";
import type { SimAccount, SimContact, ZohoState } from "./state.ts";

/** The many forms that an account and a contact are shown in. */

const ACCOUNT_DETAILS = [
	"email",
	"phone",
	"fax",
	"industry",
	"annualrevenue",
	"description",
	"street",
	"city",
	"state",
	"code",
	"country",
];
const CONTACT_DETAILS = [
	"type",
	"title",
	"description",
	"street",
	"city",
	"state",
	"zip",
	"country",
	"facebook",
	"twitter",
	"phone",
	"mobile",
	"secondaryEmail",
];
/** A list's rows have only these of them. */
const LISTED = ["type", "phone", "mobile", "secondaryEmail"];

const toTime = (ms: number) => new Date(ms).toISOString();

export function presentAccountRow(state: ZohoState, orgId: string, account: SimAccount) {
	const { createdAt, modifiedAt, cf, details } = keptOf(account);
	return {
		id: account.id,
		accountName: account.name,
		website: account.website,
		...pick(details, ACCOUNT_DETAILS),
		ownerId: null,
		createdTime: toTime(createdAt),
		modifiedTime: toTime(modifiedAt),
		webUrl: consoleUrlOf(state, orgId, "Accounts", account.id),
		cf,
		customFields: {},
	};
}

export function presentAccount(state: ZohoState, orgId: string, account: SimAccount) {
	return {
		...presentAccountRow(state, orgId, account),
		isFollowing: false,
		isDeleted: false,
		isTrashed: false,
		zohoCRMAccount: null,
	};
}

export function presentContactRow(state: ZohoState, orgId: string, contact: SimContact) {
	const { createdAt, modifiedAt, cf, details } = keptOf(contact);
	const { account } = contact;
	return {
		...presentNames(contact),
		...pick(details, CONTACT_DETAILS),
		account: account && { id: account.id, accountName: account.name, website: account.website },
		createdTime: toTime(createdAt),
		modifiedTime: toTime(modifiedAt),
		webUrl: consoleUrlOf(state, orgId, "Contacts", contact.id),
		cf,
		customFields: {},
	};
}

export function presentContact(state: ZohoState, orgId: string, contact: SimContact) {
	const kept = keptOf(contact);
	return {
		...presentContactRow(state, orgId, contact),
		isAnonymous: false,
		isEndUser: false,
		isFollowing: false,
		isDeleted: false,
		isTrashed: false,
		isSpam: kept.isSpam,
		zohoCRMContact: null,
		customerHappiness: null,
		accountCount: String((contact.account ? 1 : 0) + kept.otherAccountIds.length),
	};
}

export function presentListedContact(state: ZohoState, orgId: string, contact: SimContact) {
	const { createdAt, details, isSpam } = keptOf(contact);
	return {
		...presentNames(contact),
		...pick(details, LISTED),
		createdTime: toTime(createdAt),
		webUrl: consoleUrlOf(state, orgId, "Contacts", contact.id),
		isAnonymous: false,
		isEndUser: false,
		isSpam,
		zohoCRMContact: null,
		customerHappiness: null,
	};
}

function presentNames({ id, firstName, lastName, email, account }: SimContact) {
	return { id, firstName, lastName, email, accountId: account?.id ?? null, ownerId: null };
}

function pick(details: Readonly<Record<string, string>>, names: readonly string[]) {
	return Object.fromEntries(names.map((name) => [name, details[name] ?? null]));
}
