import { type SalesforceOrgSeed, type SalesforceRights, toUsername } from "../../seed/salesforce-orgs.ts";
import { toId } from "./ids.ts";
import { PERMISSIONS, type Permission } from "./schema/setup.ts";

/** Read, create, edit, delete. */
export type Access = "r" | "c" | "e" | "d";

export interface SimUser {
	key: string;
	id: string;
	firstName: string;
	lastName: string;
	name: string;
	email: string;
	username: string;
	rights: SalesforceRights;
	permissions: Set<Permission>;
	/** By object; what is not named is out of reach. `*`: everything else. */
	objects: Record<string, string>;
	/** `Contact.Phone`: fields that field-level security hides. */
	hiddenFields: Set<string>;
	isActive: boolean;
	/** Frozen, or with a new password: signed-in sessions end, grants are refused. */
	isFrozen: boolean;
}

const READ_SYNCED = { Account: "r", Contact: "r", Lead: "r", Opportunity: "r" };
const READ_SETUP = {
	Organization: "r",
	User: "r",
	Group: "r",
	Profile: "r",
	UserLicense: "r",
	CaseStatus: "r",
	OpportunityStage: "r",
	UserPermissionAccess: "r",
};

const RIGHTS: Readonly<
	Record<SalesforceRights, { permissions: Permission[]; objects: Record<string, string> }>
> = {
	administrator: {
		permissions: PERMISSIONS.filter((name) => name !== "ApiUserOnly"),
		objects: { "*": "rced" },
	},
	minimum: {
		permissions: ["ApiEnabled"],
		objects: { ...READ_SETUP, ...READ_SYNCED, AccountContactRelation: "r", Case: "rce" },
	},
	lacking: {
		permissions: ["ApiEnabled"],
		objects: { ...READ_SETUP, Account: "r", Contact: "r", Opportunity: "r", Case: "r" },
	},
	api_only: {
		permissions: ["ApiEnabled", "ApiUserOnly", "ModifyAllData", "ViewAllData"],
		objects: { "*": "rced" },
	},
	no_api: { permissions: [], objects: { ...READ_SETUP, ...READ_SYNCED, Case: "rce" } },
	sales: { permissions: [], objects: { ...READ_SETUP, ...READ_SYNCED, Case: "rce", Task: "rced" } },
};

export function createUsers(org: SalesforceOrgSeed): SimUser[] {
	return org.users.map((seed, index) => {
		const name = org.language === "ja" || /\p{Script=Han}/u.test(seed.lastName);
		const user: SimUser = {
			key: seed.key,
			id: toId("005", org.pod, index + 1),
			firstName: seed.firstName,
			lastName: seed.lastName,
			name: name ? `${seed.lastName} ${seed.firstName}` : `${seed.firstName} ${seed.lastName}`,
			email: seed.email,
			username: toUsername(seed, org),
			rights: seed.rights,
			permissions: new Set(),
			objects: {},
			hiddenFields: new Set(),
			isActive: true,
			isFrozen: false,
		};
		setRights(user, seed.rights);
		return user;
	});
}

export function setRights(user: SimUser, rights: SalesforceRights): void {
	user.rights = rights;
	user.permissions = new Set(RIGHTS[rights].permissions);
	user.objects = { ...RIGHTS[rights].objects };
}

export function may(user: SimUser, access: Access, object: string): boolean {
	const granted = user.objects[object] ?? user.objects["*"] ?? "";
	return granted.includes(access);
}
