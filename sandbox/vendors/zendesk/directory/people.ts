import { noAccess, recordInvalid, recordNotFound } from "../errors.ts";
import type { Account, UserRecord } from "../state.ts";
import type { PersonInput } from "./input.ts";
import { requireName, toDetails } from "./organizations.ts";

const EMAIL = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;
const E164 = /^\+[1-9]\d{6,14}$/;

export function createPerson(account: Account, input: PersonInput, now: number): UserRecord {
	const record: UserRecord = {
		id: account.nextUserId,
		name: "",
		email: "",
		role: "end-user",
		groups: [],
		ownGroupsOnly: true,
		organizationId: null,
		locale: "en-US",
		timeZone: "UTC",
		suspended: false,
		createdAt: now,
	};
	apply(account, record, { ...input, name: input.name ?? "" }, now);
	account.nextUserId += 1;
	account.users.set(record.id, record);
	account.directory.lookup.noteUser(record);
	belongTo(account, record, input.organization_id, now);
	return record;
}

export function updatePerson(account: Account, record: UserRecord, input: PersonInput, now: number): void {
	apply(account, record, input, now);
	account.directory.lookup.noteUser(record);
	belongTo(account, record, input.organization_id, now);
}

/** By `id`, by `external_id`, then by one of their addresses. */
export function findPerson(
	account: Account,
	{ id, external_id, email }: Pick<PersonInput, "id" | "external_id" | "email">,
): UserRecord | undefined {
	const { lookup } = account.directory;
	if (typeof id === "number") return account.users.get(id);
	const found =
		(external_id ? lookup.userByExternalId(external_id) : undefined) ??
		(email ? lookup.userByEmail(email) : undefined);
	return found === undefined ? undefined : account.users.get(found);
}

export function destroyPerson(account: Account, id: number, by: UserRecord): void {
	const user = account.users.get(id);
	if (!user) throw recordNotFound();
	if (user.id === by.id) throw noAccess();
	account.users.delete(id);
	account.directory.lookup.dropUser(id);
	for (const membership of account.directory.memberships.ofUser(id)) {
		account.directory.memberships.remove(membership.id);
	}
}

function apply(account: Account, record: UserRecord, input: PersonInput, now: number): void {
	const { directory } = account;
	const name = (input.name === undefined ? record.name : (input.name ?? "")).trim();
	requireName(name);
	const email = requireEmail(account, record, input.email);
	const phone = input.phone === undefined ? record.phone : input.phone || null;
	if (phone && directory.validatesPhones && !E164.test(phone)) {
		throw recordInvalid("phone", `Phone: ${phone} is not a valid E.164 number`);
	}
	if (typeof input.organization_id === "number" && !account.organizations.has(input.organization_id)) {
		throw recordInvalid("organization", "Organization: is invalid");
	}
	const kept = toDetails(record, input, {
		fields: directory.userFields,
		given: input.user_fields,
		ownerOf: directory.lookup.userByExternalId,
		now,
		lagMs: directory.searchLagMs,
	});
	record.name = name;
	if (phone !== undefined) record.phone = phone;
	if (input.alias !== undefined) record.alias = input.alias;
	if (typeof input.suspended === "boolean") record.suspended = input.suspended;
	record.kept = kept;
	if (email === null) return;
	// Somebody who has an address keeps it: another one is added beside it.
	if (record.email === "") record.email = email;
	else if (email !== record.email) record.otherEmails = [...new Set([...(record.otherEmails ?? []), email])];
}

function requireEmail(account: Account, record: UserRecord, given: string | null | undefined): string | null {
	if (!given) return null;
	const email = given.trim().toLowerCase();
	if (!EMAIL.test(email)) throw recordInvalid("email", `Email: ${given} is not properly formatted`);
	const owner = account.directory.lookup.userByEmail(email);
	if (owner !== undefined && owner !== record.id) {
		throw recordInvalid("email", `Email: ${email} is already being used by another user`, "DuplicateValue");
	}
	return email;
}

function belongTo(
	account: Account,
	record: UserRecord,
	organizationId: number | null | undefined,
	now: number,
): void {
	if (organizationId === undefined) return;
	const { memberships, allowsSeveral } = account.directory;
	if (organizationId === null || !allowsSeveral) {
		for (const { id } of memberships.ofUser(record.id)) memberships.remove(id);
	}
	if (organizationId !== null) memberships.add(record.id, organizationId, now);
	record.organizationId = organizationId;
}
