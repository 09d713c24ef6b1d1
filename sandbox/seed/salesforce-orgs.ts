/** The simulated Salesforce orgs, and who may sign in there. Nothing here is a secret of anybody. */
export type SalesforceRights = "administrator" | "minimum" | "lacking" | "api_only" | "no_api" | "sales";

export interface SalesforceUserSeed {
	key: string;
	firstName: string;
	lastName: string;
	email: string;
	rights: SalesforceRights;
}

export interface SalesforceOrgSeed {
	/** Its My Domain's name. */
	key: string;
	name: string;
	/** Three characters that all its ids share after the object's prefix. */
	pod: string;
	edition: string;
	isSandbox: boolean;
	/** Whether the edition has the API. */
	hasApi: boolean;
	personAccounts: boolean;
	language: "en" | "ja";
	clientId: string;
	clientSecret: string;
	dailyCalls: number;
	size: {
		accounts: number;
		contacts: number;
		leads: number;
		opportunities: number;
		cases: number;
		persons: number;
	};
	users: readonly SalesforceUserSeed[];
}

const salespeople: SalesforceUserSeed[] = [
	{ key: "nora", firstName: "Nora", lastName: "Quinn", email: "nora.quinn@acme.example", rights: "sales" },
	{ key: "jun", firstName: "淳", lastName: "松本", email: "jun.matsumoto@acme.example", rights: "sales" },
	{ key: "luis", firstName: "Luis", lastName: "Ortega", email: "luis.ortega@acme.example", rights: "sales" },
];

const mina: SalesforceUserSeed = {
	key: "mina",
	firstName: "Mina",
	lastName: "Kato",
	email: "mina@acme.example",
	rights: "administrator",
};
const integration: SalesforceUserSeed = {
	key: "integration",
	firstName: "Desk",
	lastName: "Integration",
	email: "integration@acme.example",
	rights: "minimum",
};

export const SALESFORCE_ORGS: readonly SalesforceOrgSeed[] = [
	{
		key: "acme",
		name: "Acme",
		pod: "GA0",
		edition: "Enterprise Edition",
		isSandbox: false,
		hasApi: true,
		personAccounts: false,
		language: "en",
		clientId: "3MVG9.sandbox.acme.consumer.key.0000",
		clientSecret: "sandbox-salesforce-acme-secret-000",
		dailyCalls: 115_000,
		size: { accounts: 5_000, contacts: 20_000, leads: 3_000, opportunities: 6_000, cases: 400, persons: 0 },
		users: [
			mina,
			integration,
			{
				key: "priya",
				firstName: "Priya",
				lastName: "Nair",
				email: "priya@acme.example",
				rights: "lacking",
			},
			{
				key: "robot",
				firstName: "Nightly",
				lastName: "Import",
				email: "import@acme.example",
				rights: "api_only",
			},
			{ key: "alex", firstName: "Alex", lastName: "Berg", email: "alex@acme.example", rights: "no_api" },
			...salespeople,
		],
	},
	{
		key: "acme--uat.sandbox",
		name: "Acme (UAT)",
		pod: "GB0",
		edition: "Enterprise Edition",
		isSandbox: true,
		hasApi: true,
		personAccounts: false,
		language: "en",
		clientId: "3MVG9.sandbox.uat.consumer.key.00000",
		clientSecret: "sandbox-salesforce-uat-secret-0000",
		dailyCalls: 5_000_000,
		size: { accounts: 300, contacts: 1_200, leads: 200, opportunities: 300, cases: 40, persons: 0 },
		users: [mina, integration, ...salespeople],
	},
	{
		key: "acme-jp",
		name: "アクメジャパン株式会社",
		pod: "GC0",
		edition: "Unlimited Edition",
		isSandbox: false,
		hasApi: true,
		personAccounts: true,
		language: "ja",
		clientId: "3MVG9.sandbox.japan.consumer.key.000",
		clientSecret: "sandbox-salesforce-japan-secret-00",
		dailyCalls: 300_000,
		size: { accounts: 400, contacts: 1_500, leads: 250, opportunities: 400, cases: 60, persons: 120 },
		users: [
			{
				key: "yuki",
				firstName: "ゆき",
				lastName: "森",
				email: "yuki.mori@acme.example",
				rights: "administrator",
			},
			integration,
			...salespeople,
		],
	},
	{
		key: "tinyco",
		name: "Tiny Company",
		pod: "GD0",
		edition: "Professional Edition",
		isSandbox: false,
		hasApi: false,
		personAccounts: false,
		language: "en",
		clientId: "3MVG9.sandbox.tinyco.consumer.key.00",
		clientSecret: "sandbox-salesforce-tinyco-secret-0",
		dailyCalls: 15_000,
		size: { accounts: 20, contacts: 40, leads: 5, opportunities: 5, cases: 5, persons: 0 },
		users: [
			{
				key: "tina",
				firstName: "Tina",
				lastName: "Small",
				email: "tina@tinyco.example",
				rights: "administrator",
			},
		],
	},
];

export function toSalesforceHost({ key }: Pick<SalesforceOrgSeed, "key">): string {
	return `${key}.my.salesforce.com`;
}

export function toUsername(user: SalesforceUserSeed, org: SalesforceOrgSeed): string {
	return org.isSandbox ? `${user.email}.uat` : org.key === "acme" ? user.email : `${user.email}.${org.key}`;
}
