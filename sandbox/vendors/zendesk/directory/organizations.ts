import { ApiError, recordInvalid, recordNotFound } from "../errors.ts";
import type { Account, KeptDetails, OrganizationRecord } from "../state.ts";
import { detailsOf } from "./directory.ts";
import { mergeFields } from "./field-values.ts";
import type { OrganizationInput } from "./input.ts";

const MAX_NAME = 255;

export function createOrganization(
	account: Account,
	input: OrganizationInput,
	now: number,
): OrganizationRecord {
	const { directory } = account;
	const record: OrganizationRecord = {
		id: directory.nextOrganizationId,
		name: "",
		domains: [],
		createdAt: now,
	};
	apply(account, record, { ...input, name: input.name ?? "" }, now);
	directory.nextOrganizationId += 1;
	account.organizations.set(record.id, record);
	directory.lookup.noteOrganization(record);
	return record;
}

export function updateOrganization(
	account: Account,
	record: OrganizationRecord,
	input: OrganizationInput,
	now: number,
): void {
	apply(account, record, input, now);
	account.directory.lookup.noteOrganization(record);
}

/** By `id`, else by `external_id`; never by name. */
export function findOrganization(
	account: Account,
	{ id, external_id }: { id?: number | null | undefined; external_id?: string | null | undefined },
): OrganizationRecord | undefined {
	if (typeof id === "number") return account.organizations.get(id);
	const found = external_id ? account.directory.lookup.organizationByExternalId(external_id) : undefined;
	return found === undefined ? undefined : account.organizations.get(found);
}

export function destroyOrganization(account: Account, id: number): void {
	if (!account.organizations.delete(id)) throw recordNotFound();
	const { directory } = account;
	directory.lookup.dropOrganization(id);
	for (const membership of directory.memberships.ofOrganization(id)) {
		directory.memberships.remove(membership.id);
		const user = account.users.get(membership.userId);
		if (user?.organizationId === id) user.organizationId = nextDefault(account, user.id);
	}
	for (const ticket of account.tickets.values()) {
		if (ticket.organizationId === id) ticket.organizationId = null;
	}
}

/** Whoever leaves their default organization gets the next one they belong to. */
export function nextDefault(account: Account, userId: number): number | null {
	return account.directory.memberships.ofUser(userId)[0]?.organizationId ?? null;
}

function apply(account: Account, record: OrganizationRecord, input: OrganizationInput, now: number): void {
	const { directory } = account;
	const name = (input.name === undefined ? record.name : (input.name ?? "")).trim();
	requireName(name);
	const owner = directory.lookup.organizationByName(name);
	if (owner !== undefined && owner !== record.id) {
		throw recordInvalid("name", `Name: ${name} has already been taken`, "DuplicateValue");
	}
	const kept = toDetails(record, input, {
		fields: directory.organizationFields,
		given: input.organization_fields,
		ownerOf: directory.lookup.organizationByExternalId,
		now,
		lagMs: directory.searchLagMs,
	});
	record.name = name;
	if (input.domain_names !== undefined) {
		record.domains = (input.domain_names ?? []).map((domain) => domain.toLowerCase());
	}
	record.kept = kept;
}

export function requireName(name: string): void {
	if (name === "") throw recordInvalid("name", "Name: cannot be blank", "BlankValue");
	if (name.length > MAX_NAME) {
		throw recordInvalid("name", `Name: is too long (maximum is ${MAX_NAME} characters)`, "ValueTooLong");
	}
}

interface DetailsInput {
	external_id?: string | null | undefined;
	details?: string | null | undefined;
	notes?: string | null | undefined;
	tags?: string[] | null | undefined;
}

/** What people and organizations have in common, after a write. Throws before anything is changed. */
export function toDetails(
	record: OrganizationRecord | Parameters<typeof detailsOf>[0],
	input: DetailsInput,
	{
		fields,
		given,
		ownerOf,
		now,
		lagMs,
	}: {
		fields: Parameters<typeof mergeFields>[0];
		given: Readonly<Record<string, unknown>> | null | undefined;
		ownerOf: (externalId: string) => number | undefined;
		now: number;
		lagMs: number;
	},
): KeptDetails {
	const had = detailsOf(record);
	const { external_id, details, notes, tags } = input;
	if (external_id) {
		const owner = ownerOf(external_id);
		if (owner !== undefined && owner !== record.id) {
			throw recordInvalid("external_id", "External: has already been taken", "DuplicateValue");
		}
	}
	const { values, problems } = mergeFields(fields, had.fields, given ?? {});
	if (Object.keys(problems).length > 0) {
		const words = Object.entries(problems).map(([key, description]) => [
			key,
			[{ description, error: "InvalidValue" }],
		]);
		throw new ApiError(422, {
			error: "RecordInvalid",
			description: "Record validation errors",
			details: Object.fromEntries(words),
		});
	}
	return {
		externalId: external_id === undefined ? had.externalId : external_id || null,
		details: details === undefined ? had.details : details,
		notes: notes === undefined ? had.notes : notes,
		tags: tags === undefined ? had.tags : toTags(tags ?? []),
		fields: values,
		updatedAt: now,
		// What the index knows of a record it keeps until it knows better.
		indexedAt: record.kept || record.createdAt !== now ? had.indexedAt : now + lagMs,
		writes: had.writes + 1,
	};
}

/** One word each, in lower case, every one once. */
function toTags(tags: readonly string[]): string[] {
	return [...new Set(tags.flatMap((tag) => tag.trim().toLowerCase().split(/\s+/)))].filter(
		(tag) => tag !== "",
	);
}
