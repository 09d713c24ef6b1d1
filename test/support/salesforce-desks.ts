import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import type {
	ZendeskOrganizationView,
	ZendeskPersonView,
} from "../../sandbox/vendors/zendesk/directory/control.ts";
import type { DeskKind } from "./sign-in.ts";

/** An organization or a person as a desk has it; what one desk doesn't know is null or empty there. */
export interface DeskRecord {
	id: string;
	name: string;
	externalId: string | null;
	/** How often it was written through the API. */
	writes: number;
	tags: readonly string[];
	/** By the desk's own name of it, as mappings have it. */
	value(target: string): unknown;
}

export interface DeskPersonRecord extends DeskRecord {
	email: string | null;
	emails: readonly string[];
	phone: string | null;
	/** Kept out: suspended, or marked as spam. */
	isOut: boolean;
	isStaff: boolean;
	organizationId: string | null;
	organizationIds: readonly string[];
}

export interface NewDeskRecord {
	name: string;
	externalId?: string;
	email?: string;
	phone?: string;
	organizationId?: string;
	fields?: Record<string, string | number | boolean>;
}

/** Which fields a desk has for each type of value; null: none of that type. */
type Targets = Record<"text" | "long" | "choice" | "decimal" | "boolean" | "date" | "integer", string>;

/** A desk's customers, in the words that both desks share. */
export interface SyncDesk {
	key: DeskKind;
	name: "Zendesk" | "Zoho Desk";
	targets: Targets;
	/** Where a person's several choices go. */
	interests: string;
	/** The person's name, as the default mapping has it. */
	personName: string;
	organizationName: string;
	/** Where people and organizations are made, changed and asked for, as faults match it. */
	address: { makeOrganization: string; makePerson: string; changeOrganization: string; jobs: string };
	/** The desk has the record, but its search doesn't know of it yet. */
	searchLag(sandbox: Sandbox, personId: string, ms: number): void;
	/** Quick jobs, an index that is never behind, people in bulk. */
	makeEasy(sandbox: Sandbox): void;
	/** What an organization's tier may be, from now on. */
	setTiers(sandbox: Sandbox, names: readonly string[]): void;
	organizations(sandbox: Sandbox): DeskRecord[];
	people(sandbox: Sandbox): DeskPersonRecord[];
	addOrganization(sandbox: Sandbox, record: NewDeskRecord): string;
	addPerson(sandbox: Sandbox, record: NewDeskRecord): string;
	editOrganization(sandbox: Sandbox, id: string, change: { name: string }): void;
	editPerson(sandbox: Sandbox, id: string, change: { organizationId?: string; phone?: string }): void;
	removeOrganization(sandbox: Sandbox, id: string): void;
	removePerson(sandbox: Sandbox, id: string): void;
}

const custom = (prefix: string, names: Targets): Targets =>
	Object.fromEntries(Object.entries(names).map(([type, name]) => [type, `${prefix}${name}`])) as Targets;

const zendesk: SyncDesk = {
	key: "zendesk",
	name: "Zendesk",
	targets: custom("organization_fields.", {
		text: "account_owner",
		long: "billing_address",
		choice: "tier",
		decimal: "annual_revenue",
		boolean: "is_key_account",
		date: "renewal_on",
		integer: "employees",
	}),
	interests: "user_fields.interests",
	personName: "name",
	organizationName: "name",
	address: {
		makeOrganization: "POST https://acme.zendesk.com/api/v2/organizations/create_many",
		makePerson: "POST https://acme.zendesk.com/api/v2/users/create_many",
		changeOrganization: "PUT https://acme.zendesk.com/api/v2/organizations/update_many",
		jobs: "GET https://acme.zendesk.com/api/v2/job_statuses",
	},
	searchLag(sandbox, personId, searchLagMs) {
		sandbox.zendesk.setDirectory({ searchLagMs });
		sandbox.zendesk.hideFromSearch(Number(personId));
	},
	makeEasy: (sandbox) =>
		sandbox.zendesk.setDirectory({
			bulkImport: true,
			jobMs: 50,
			searchLagMs: 0,
			validatesPhones: false,
			allowsSeveral: true,
		}),
	setTiers: (sandbox, names) =>
		sandbox.zendesk.setChoices(
			"tier",
			Object.fromEntries(names.map((name) => [`tier_${name.toLowerCase()}`, name])),
		),
	organizations: (sandbox) => sandbox.zendesk.organizations().map(fromZendeskOrganization),
	people: (sandbox) => sandbox.zendesk.directoryPeople().map(fromZendeskPerson),
	addOrganization(sandbox, { name, externalId, fields = {} }) {
		const [id] = sandbox.zendesk.addOrganizations([
			{ name, organization_fields: unprefixed(fields), ...(externalId && { external_id: externalId }) },
		]);
		return String(id);
	},
	addPerson(sandbox, { name, email, phone, externalId, organizationId, fields = {} }) {
		const [id] = sandbox.zendesk.addPeople([
			{
				name,
				user_fields: unprefixed(fields),
				...(email && { email }),
				...(phone && { phone }),
				...(externalId && { external_id: externalId }),
				...(organizationId && { organization_id: Number(organizationId) }),
			},
		]);
		return String(id);
	},
	editOrganization: (sandbox, id, change) => sandbox.zendesk.editOrganization(Number(id), change),
	editPerson: (sandbox, id, { organizationId, phone }) =>
		sandbox.zendesk.editPerson(Number(id), {
			...(organizationId && { organization_id: Number(organizationId) }),
			...(phone && { phone }),
		}),
	removeOrganization: (sandbox, id) => sandbox.zendesk.removeOrganization(Number(id)),
	removePerson: (sandbox, id) => sandbox.zendesk.removePerson(Number(id)),
};

const zoho: SyncDesk = {
	key: "zoho",
	name: "Zoho Desk",
	targets: custom("cf.", {
		text: "cf_account_owner",
		long: "cf_notes",
		choice: "cf_tier",
		decimal: "cf_discount",
		boolean: "cf_key_account",
		date: "cf_renewal_on",
		integer: "cf_employees",
	}),
	interests: "cf.cf_interests",
	personName: "lastName",
	organizationName: "accountName",
	address: {
		makeOrganization: "POST https://desk.zoho.eu/api/v1/accounts",
		makePerson: "POST https://desk.zoho.eu/api/v1/contacts",
		changeOrganization: "PATCH https://desk.zoho.eu/api/v1/accounts",
		jobs: "POST https://desk.zoho.eu/api/v1/accounts",
	},
	searchLag(sandbox, personId, searchLagMs) {
		sandbox.zoho.setDirectory({ searchLagMs });
		sandbox.zoho.hideFromSearch(personId);
	},
	makeEasy: (sandbox) => sandbox.zoho.setDirectory({ searchLagMs: 0, refusesSameEmail: true }),
	setTiers: (sandbox, names) => sandbox.zoho.setChoices("cf_tier", ["-None-", ...names]),
	organizations: (sandbox) =>
		sandbox.zoho.accounts().map(({ id, name, website, cf, details, writes }) => ({
			id,
			name,
			externalId: cf.cf_external_id || null,
			writes,
			tags: [],
			value: (target) => readValue({ ...details, accountName: name, website }, cf, "cf.", target),
		})),
	people: (sandbox) =>
		sandbox.zoho.contacts().map((contact) => {
			const { id, firstName, lastName, email, accountId, cf, details, writes, isSpam } = contact;
			return {
				id,
				name: [firstName, lastName].filter(Boolean).join(" "),
				externalId: cf.cf_external_id || null,
				writes,
				tags: [],
				value: (target) => readValue({ ...details, firstName, lastName, email }, cf, "cf.", target),
				email,
				emails: [email, details.secondaryEmail].filter(
					(one) => typeof one === "string" && one !== "",
				) as string[],
				phone: details.phone ?? null,
				isOut: isSpam,
				isStaff: false,
				organizationId: accountId,
				organizationIds: [...(accountId ? [accountId] : []), ...contact.otherAccountIds],
			};
		}),
	addOrganization(sandbox, { name, externalId, fields = {} }) {
		const cf = { ...texts(unprefixed(fields)), ...(externalId && { cf_external_id: externalId }) };
		const [id] = sandbox.zoho.addAccounts([{ name, cf }]);
		return id ?? "";
	},
	addPerson(sandbox, { name, email = null, phone, externalId, organizationId, fields = {} }) {
		const [lastName = name, ...firstNames] = name.split(" ").reverse();
		const cf = { ...texts(unprefixed(fields)), ...(externalId && { cf_external_id: externalId }) };
		const [id] = sandbox.zoho.addContacts([
			{
				firstName: firstNames.reverse().join(" ") || null,
				lastName,
				email,
				accountId: organizationId ?? null,
				cf,
				...(phone && { details: { phone } }),
			},
		]);
		return id ?? "";
	},
	editOrganization: (sandbox, id, change) => sandbox.zoho.editAccount(id, change),
	editPerson: (sandbox, id, { organizationId, phone }) =>
		sandbox.zoho.editContact(id, {
			...(organizationId && { accountId: organizationId }),
			...(phone && { details: { phone } }),
		}),
	removeOrganization: (sandbox, id) => sandbox.zoho.trashAccount(id),
	removePerson: (sandbox, id) => sandbox.zoho.trashContact(id),
};

export const SYNC_DESKS: readonly SyncDesk[] = [zendesk, zoho];

function fromZendeskOrganization(organization: ZendeskOrganizationView): DeskRecord {
	const { id, name, externalId, tags, fields, writes, details, notes, domains } = organization;
	const standard = { name, details, notes, domain_names: domains };
	return {
		id: String(id),
		name,
		externalId,
		writes,
		tags,
		value: (target) => readValue(standard, fields, "organization_fields.", target),
	};
}

function fromZendeskPerson(person: ZendeskPersonView): DeskPersonRecord {
	const { id, name, externalId, tags, fields, writes, details, notes, email, phone } = person;
	return {
		id: String(id),
		name,
		externalId,
		writes,
		tags,
		value: (target) => readValue({ name, details, notes, email, phone }, fields, "user_fields.", target),
		email: email || null,
		emails: [email, ...person.otherEmails].filter(Boolean),
		phone,
		isOut: person.suspended,
		isStaff: person.role !== "end-user",
		organizationId: person.organizationId === null ? null : String(person.organizationId),
		organizationIds: person.organizationIds.map(String),
	};
}

function readValue(
	standard: Readonly<Record<string, unknown>>,
	fields: Readonly<Record<string, unknown>>,
	prefix: string,
	target: string,
): unknown {
	const value = target.startsWith(prefix) ? fields[target.slice(prefix.length)] : standard[target];
	return value === undefined || value === "" ? null : value;
}

function unprefixed<T>(fields: Readonly<Record<string, T>>): Record<string, T> {
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [name.split(".").at(-1) ?? name, value]),
	);
}

function texts(fields: Readonly<Record<string, unknown>>): Record<string, string> {
	return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
}
