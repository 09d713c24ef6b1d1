import type { OrganizationRecord, UserRecord } from "../state.ts";

/** Ids by what is unique of a record. Texts are compared without case, as the vendor does. */
export interface Lookup {
	userByEmail(email: string): number | undefined;
	userByExternalId(externalId: string): number | undefined;
	organizationByName(name: string): number | undefined;
	organizationByExternalId(externalId: string): number | undefined;
	/** To be called after a record was made or changed. */
	noteUser(user: UserRecord): void;
	noteOrganization(organization: OrganizationRecord): void;
	dropUser(id: number): void;
	dropOrganization(id: number): void;
}

export function createLookup(
	users: readonly UserRecord[],
	organizations: readonly OrganizationRecord[],
): Lookup {
	const emails = createIndex();
	const userIds = createIndex();
	const names = createIndex();
	const organizationIds = createIndex();

	const lookup: Lookup = {
		userByEmail: (email) => emails.find(email),
		userByExternalId: (externalId) => userIds.find(externalId),
		organizationByName: (name) => names.find(name),
		organizationByExternalId: (externalId) => organizationIds.find(externalId),
		noteUser(user) {
			emails.set(user.id, [user.email, ...(user.otherEmails ?? [])]);
			userIds.set(user.id, [user.kept?.externalId ?? ""]);
		},
		noteOrganization(organization) {
			names.set(organization.id, [organization.name]);
			organizationIds.set(organization.id, [organization.kept?.externalId ?? ""]);
		},
		dropUser(id) {
			emails.set(id, []);
			userIds.set(id, []);
		},
		dropOrganization(id) {
			names.set(id, []);
			organizationIds.set(id, []);
		},
	};
	for (const user of users) lookup.noteUser(user);
	for (const organization of organizations) lookup.noteOrganization(organization);
	return lookup;
}

function createIndex() {
	const owners = new Map<string, number>();
	const held = new Map<number, string[]>();
	return {
		find: (text: string) => owners.get(text.trim().toLowerCase()),
		set(id: number, texts: readonly string[]) {
			for (const text of held.get(id) ?? []) if (owners.get(text) === id) owners.delete(text);
			const own = texts.map((text) => text.trim().toLowerCase()).filter((text) => text !== "");
			for (const text of own) if (!owners.has(text)) owners.set(text, id);
			if (own.length > 0) held.set(id, own);
			else held.delete(id);
		},
	};
}
