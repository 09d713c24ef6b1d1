import { ZOHO_ACCOUNT } from "../../seed/accounts.ts";
import { PEOPLE, type SeedPerson, ZOHO_DEPARTMENTS } from "../../seed/people.ts";
import type { SimAccount, SimAgent, SimContact, SimDepartment, SimOrganization } from "./state.ts";

export const ORGANIZATIONS: readonly SimOrganization[] = [
	{
		id: ZOHO_ACCOUNT.orgId,
		name: ZOHO_ACCOUNT.orgName,
		portal: ZOHO_ACCOUNT.portal,
		edition: "ENTERPRISE",
	},
	{
		id: ZOHO_ACCOUNT.otherOrgId,
		name: ZOHO_ACCOUNT.otherOrgName,
		portal: ZOHO_ACCOUNT.otherPortal,
		edition: "FREE",
	},
];

/** The second organisation's ids begin differently: nothing of one exists in the other. */
const OTHER_PREFIX = "530000000";
export const OTHER_DEPARTMENT = `${OTHER_PREFIX}006907`;

export const DEPARTMENTS: readonly SimDepartment[] = [
	{ id: ZOHO_DEPARTMENTS.support, orgId: ZOHO_ACCOUNT.orgId, name: "Support", isDefault: true },
	{ id: ZOHO_DEPARTMENTS.billing, orgId: ZOHO_ACCOUNT.orgId, name: "Billing", isDefault: false },
	{ id: ZOHO_DEPARTMENTS.japan, orgId: ZOHO_ACCOUNT.orgId, name: "日本サポート", isDefault: false },
	{ id: OTHER_DEPARTMENT, orgId: ZOHO_ACCOUNT.otherOrgId, name: "Research", isDefault: true },
];

/** Who is a member of the second organisation too; Mina administers both. */
const MEMBERS_OF_BOTH = new Set(["mina", "alex"]);

export function seedAgents(): SimAgent[] {
	const agents = PEOPLE.flatMap((person): SimAgent[] => {
		if (!person.zoho) return [];
		const first = toAgent(person, person.zoho);
		if (!MEMBERS_OF_BOTH.has(person.key)) return [first];
		const second: SimAgent = {
			...first,
			id: OTHER_PREFIX + first.id.slice(OTHER_PREFIX.length),
			orgId: ZOHO_ACCOUNT.otherOrgId,
			departmentIds: [OTHER_DEPARTMENT],
		};
		return [first, second];
	});
	// Nobody of the shared cast is a light agent here.
	agents.push({
		id: "520000000099006",
		zuid: "70012390",
		orgId: ZOHO_ACCOUNT.orgId,
		name: "Noor Haddad",
		firstName: "Noor",
		lastName: "Haddad",
		email: "noor@acme.example",
		role: "light",
		departmentIds: [ZOHO_DEPARTMENTS.support],
		language: "en_GB",
		timeZone: "Europe/London",
	});
	return agents;
}

function toAgent(person: SeedPerson, zoho: NonNullable<SeedPerson["zoho"]>): SimAgent {
	const [one = "", two = ""] = person.name.split(" ");
	const familyFirst = /\p{Script=Han}/u.test(one);
	return {
		id: zoho.id,
		zuid: zoho.zuid,
		orgId: ZOHO_ACCOUNT.orgId,
		name: person.name,
		firstName: familyFirst ? two : one,
		lastName: familyFirst ? one : two,
		email: person.email,
		role: zoho.role,
		departmentIds: [...zoho.departments],
		language: (person.slack?.locale ?? "en-US").replace("-", "_"),
		timeZone: person.slack?.tz ?? "UTC",
	};
}

const account = (index: number, name: string, website: string | null): SimAccount => ({
	id: `520000000000777${String(index).padStart(3, "0")}`,
	name,
	website,
});

const ACCOUNTS = {
	globex: account(1, "Globex KK", "https://globex.example"),
	initech: account(2, "Initech Logistics", "https://initech.example"),
	yamada: account(3, "株式会社山田商事", "https://yamada.example"),
	kita: account(4, "北海道精機株式会社", null),
	halden: account(5, "Halden Marine AS", "https://halden.example"),
	okafor: account(6, "Okafor & Sons", null),
};

type ContactRow = [first: string | null, last: string, email: string | null, account: SimAccount | null];

const CONTACTS: ContactRow[] = [
	["Ivo", "Berg", "ivo.berg@globex.example", ACCOUNTS.globex],
	["Laura", "Mendes", "laura@initech.example", ACCOUNTS.initech],
	["Henrik", "Dahl", "henrik.dahl@halden.example", ACCOUNTS.halden],
	["Chidi", "Okafor", "chidi@okafor.example", ACCOUNTS.okafor],
	["Sofia", "Lindqvist", "sofia@globex.example", ACCOUNTS.globex],
	["Tomasz", "Wójcik", "t.wojcik@initech.example", ACCOUNTS.initech],
	["Dana", "Whitfield", "dana.whitfield@freelance.example", null],
	["太郎", "山田", "taro@yamada.example", ACCOUNTS.yamada],
	["陽子", "佐藤", "yoko.sato@yamada.example", ACCOUNTS.yamada],
	["直樹", "中村", "nakamura@kitaseiki.example", ACCOUNTS.kita],
	["美咲", "高橋", "misaki@kitaseiki.example", ACCOUNTS.kita],
	[null, "Warehouse 7", null, ACCOUNTS.okafor],
	["<!everyone>", "*O'Neil* & <Sons>", "oneil@hostile.example", null],
];

export function seedContacts(): SimContact[] {
	// Accounts are written to: every portal has its own.
	const accounts = new Map(Object.values(ACCOUNTS).map((one) => [one.id, { ...one }]));
	return CONTACTS.map(([firstName, lastName, email, owner], index) => ({
		id: `520000000000452${String(681 + index)}`,
		firstName,
		lastName,
		email,
		account: accounts.get(owner?.id ?? "") ?? null,
	}));
}
