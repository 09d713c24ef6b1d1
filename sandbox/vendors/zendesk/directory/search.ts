import { matchesText, type Term } from "../search-query.ts";
import type { Account, DirectoryValue, OrganizationRecord, UserRecord } from "../state.ts";
import { detailsOf } from "./directory.ts";

type PropertyTerm = Extract<Term, { kind: "property" }>;

/** People that the index knows and the query means, in the order they were made. */
export function searchPeople(account: Account, terms: readonly Term[], now: number): UserRecord[] {
	return candidates(account, terms).filter(
		(user) =>
			detailsOf(user).indexedAt <= now &&
			matches(terms, {
				text: () => `${user.id}\n${user.name}\n${[user.email, ...(user.otherEmails ?? [])].join("\n")}`,
				holds: (term) => holdsOfPerson(user, term),
			}),
	);
}

export function searchOrganizations(
	account: Account,
	terms: readonly Term[],
	now: number,
): OrganizationRecord[] {
	return [...account.organizations.values()].filter(
		(organization) =>
			detailsOf(organization).indexedAt <= now &&
			matches(terms, {
				text: () => `${organization.id}\n${organization.name}\n${organization.domains.join("\n")}`,
				holds: (term) => holdsOfOrganization(organization, term),
			}),
	);
}

/** Addresses are looked up; among a hundred thousand people nothing else may be asked of each. */
function candidates({ users, directory }: Account, terms: readonly Term[]): UserRecord[] {
	const emails = terms.filter((term) => term.kind === "property" && term.name === "email" && !term.isNegated);
	if (emails.length === 0) return [...users.values()];
	const ids = emails.map((term) => directory.lookup.userByEmail(term.kind === "property" ? term.value : ""));
	return [...new Set(ids)].flatMap((id) => (id === undefined ? [] : (users.get(id) ?? [])));
}

/** Several values of one property mean any of them; everything else must hold at once. */
function matches(
	terms: readonly Term[],
	record: { text: () => string; holds: (term: PropertyTerm) => boolean },
): boolean {
	const equalities = new Map<string, PropertyTerm[]>();
	for (const term of terms) {
		if (term.kind === "property" && !term.isNegated) {
			equalities.set(term.name, [...(equalities.get(term.name) ?? []), term]);
		} else if (term.kind === "property") {
			if (record.holds(term)) return false;
		} else if (matchesText(record.text(), term) === term.isNegated) return false;
	}
	return [...equalities.values()].every((anyOf) => anyOf.some(record.holds));
}

function holdsOfPerson(user: UserRecord, { name, value }: PropertyTerm): boolean {
	const kept = detailsOf(user);
	switch (name) {
		case "type":
		case "order_by":
		case "sort":
			return true;
		case "role":
			return value === (user.role === "light" ? "agent" : user.role);
		case "email":
			return [user.email, ...(user.otherEmails ?? [])].includes(value.toLowerCase());
		case "name":
			return holdsText(user.name, value);
		case "phone":
			return holdsText(user.phone ?? "", value);
		default:
			return holdsKept(kept, name, value);
	}
}

function holdsOfOrganization(organization: OrganizationRecord, { name, value }: PropertyTerm): boolean {
	if (name === "type" || name === "order_by" || name === "sort") return true;
	if (name === "name") return holdsText(organization.name, value);
	return holdsKept(detailsOf(organization), name, value);
}

function holdsKept(kept: ReturnType<typeof detailsOf>, name: string, value: string): boolean {
	if (name === "external_id") return kept.externalId?.toLowerCase() === value.toLowerCase();
	if (name === "tags") return kept.tags.includes(value.toLowerCase());
	if (name === "details") return holdsText(kept.details ?? "", value);
	if (name === "notes") return holdsText(kept.notes ?? "", value);
	return holdsValue(kept.fields[name] ?? null, value);
}

function holdsValue(actual: DirectoryValue, wanted: string): boolean {
	if (actual === null) return false;
	if (Array.isArray(actual)) return actual.includes(wanted);
	return typeof actual === "string" ? holdsText(actual, wanted) : String(actual) === wanted;
}

function holdsText(actual: string, wanted: string): boolean {
	// Words are cut and compared only where the letters are there at all.
	const first = wanted.toLowerCase().match(/[\p{L}\p{N}]+/u)?.[0];
	if (first === undefined || !actual.toLowerCase().includes(first)) return false;
	return matchesText(actual, { text: wanted, isPrefix: true });
}
