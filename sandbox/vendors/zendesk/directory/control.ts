import type { Clock } from "../../../vendor.ts";
import type { Account, DirectoryValue, OrganizationRecord, UserRecord } from "../state.ts";
import { detailsOf } from "./directory.ts";
import type { OrganizationInput, PersonInput } from "./input.ts";
import { createOrganization, destroyOrganization, updateOrganization } from "./organizations.ts";
import { createPerson, updatePerson } from "./people.ts";

/** What can be done with people and organizations from outside the API: a hundred thousand of them are no trouble. */
export interface DirectoryControl {
	organizations(subdomain?: string): ZendeskOrganizationView[];
	organization(id: number, subdomain?: string): ZendeskOrganizationView | null;
	/** Everybody, colleagues too. */
	directoryPeople(subdomain?: string): ZendeskPersonView[];
	directoryPerson(id: number, subdomain?: string): ZendeskPersonView | null;
	/** Answers their ids. Found by search at once. */
	addOrganizations(inputs: readonly OrganizationInput[], subdomain?: string): number[];
	addPeople(inputs: readonly PersonInput[], subdomain?: string): number[];
	editOrganization(id: number, input: OrganizationInput, subdomain?: string): void;
	editPerson(id: number, input: PersonInput, subdomain?: string): void;
	removeOrganization(id: number, subdomain?: string): void;
	removePerson(id: number, subdomain?: string): void;
	setRole(id: number, role: UserRecord["role"], subdomain?: string): void;
	setDirectory(trouble: DirectoryTrouble, subdomain?: string): void;
	/** What a field of organizations may be chosen from, from now on: value → name. */
	setChoices(key: string, choices: Readonly<Record<string, string>>, subdomain?: string): void;
	/** As if the person had been made this moment: the search index learns of them after its lag. */
	hideFromSearch(id: number, subdomain?: string): void;
	jobs(subdomain?: string): { running: number; submitted: number };
}

export interface DirectoryTrouble {
	/** Whether people may be made in bulk. */
	bulkImport?: boolean;
	/** How far the search index is behind. */
	searchLagMs?: number;
	/** How long a job takes. */
	jobMs?: number;
	/** Phone numbers have to be E.164. */
	validatesPhones?: boolean;
	/** A person may belong to several organizations. */
	allowsSeveral?: boolean;
}

interface SharedView {
	id: number;
	name: string;
	externalId: string | null;
	details: string | null;
	notes: string | null;
	tags: readonly string[];
	fields: Readonly<Record<string, DirectoryValue>>;
	/** How often it was written through the API. */
	writes: number;
}

export interface ZendeskOrganizationView extends SharedView {
	domains: readonly string[];
}

export interface ZendeskPersonView extends SharedView {
	email: string;
	otherEmails: readonly string[];
	phone: string | null;
	role: UserRecord["role"];
	suspended: boolean;
	organizationId: number | null;
	organizationIds: readonly number[];
}

export function createDirectoryControl(
	accountOf: (subdomain?: string) => Account,
	clock: Clock,
): DirectoryControl {
	function settled(subdomain: string | undefined): Account {
		const account = accountOf(subdomain);
		account.directory.jobs.settle();
		return account;
	}

	/** By hand, rather than through the API: not counted, and in the index at once. */
	function quietly<T extends UserRecord | OrganizationRecord>(record: T): number {
		if (record.kept)
			record.kept = { ...record.kept, indexedAt: 0, writes: Math.max(0, record.kept.writes - 1) };
		return record.id;
	}

	return {
		organizations: (subdomain) => [...settled(subdomain).organizations.values()].map(toOrganizationView),
		organization(id, subdomain) {
			const found = settled(subdomain).organizations.get(id);
			return found ? toOrganizationView(found) : null;
		},
		directoryPeople(subdomain) {
			const account = settled(subdomain);
			return [...account.users.values()].map((user) => toPersonView(account, user));
		},
		directoryPerson(id, subdomain) {
			const account = settled(subdomain);
			const found = account.users.get(id);
			return found ? toPersonView(account, found) : null;
		},
		addOrganizations(inputs, subdomain) {
			const account = settled(subdomain);
			return inputs.map((input) => quietly(createOrganization(account, input, clock.now())));
		},
		addPeople(inputs, subdomain) {
			const account = settled(subdomain);
			return inputs.map((input) => quietly(createPerson(account, input, clock.now())));
		},
		editOrganization(id, input, subdomain) {
			const account = settled(subdomain);
			const organization = requireRecord(account.organizations, id);
			updateOrganization(account, organization, input, clock.now());
			quietly(organization);
		},
		editPerson(id, input, subdomain) {
			const account = settled(subdomain);
			const user = requireRecord(account.users, id);
			updatePerson(account, user, input, clock.now());
			quietly(user);
		},
		removeOrganization: (id, subdomain) => destroyOrganization(settled(subdomain), id),
		removePerson(id, subdomain) {
			const account = settled(subdomain);
			account.users.delete(id);
			account.directory.lookup.dropUser(id);
			for (const membership of account.directory.memberships.ofUser(id)) {
				account.directory.memberships.remove(membership.id);
			}
		},
		setRole(id, role, subdomain) {
			requireRecord(settled(subdomain).users, id).role = role;
		},
		setDirectory({ jobMs, ...trouble }, subdomain) {
			const { directory } = settled(subdomain);
			Object.assign(directory, trouble);
			if (jobMs !== undefined) directory.jobs.setDuration(jobMs);
		},
		setChoices(key, choices, subdomain) {
			const field = settled(subdomain).directory.organizationFields.find((one) => one.key === key);
			if (!field) throw new RangeError(`no field ${key}`);
			field.options = Object.entries(choices).map(([value, name]) => ({ value, name }));
		},
		hideFromSearch(id, subdomain) {
			const { users, directory } = settled(subdomain);
			const user = requireRecord(users, id);
			user.kept = { ...detailsOf(user), indexedAt: clock.now() + directory.searchLagMs };
		},
		jobs(subdomain) {
			const { jobs } = settled(subdomain).directory;
			return { running: jobs.running(), submitted: jobs.submitted() };
		},
	};
}

function requireRecord<T>(records: ReadonlyMap<number, T>, id: number): T {
	const record = records.get(id);
	if (!record) throw new RangeError(`no record ${id}`);
	return record;
}

function toOrganizationView(organization: OrganizationRecord): ZendeskOrganizationView {
	const { id, name, domains } = organization;
	return { ...toSharedView(organization), id, name, domains };
}

function toPersonView(account: Account, user: UserRecord): ZendeskPersonView {
	const { id, name, email, role, suspended, organizationId } = user;
	const own = account.directory.memberships.ofUser(id).map((one) => one.organizationId);
	return {
		...toSharedView(user),
		id,
		name,
		email,
		otherEmails: user.otherEmails ?? [],
		phone: user.phone ?? null,
		role,
		suspended,
		organizationId,
		organizationIds: own,
	};
}

function toSharedView(record: UserRecord | OrganizationRecord) {
	const { externalId, details, notes, tags, fields, writes } = detailsOf(record);
	return { externalId, details, notes, tags, fields, writes };
}
