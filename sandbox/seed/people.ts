/**
 * The people of the sandbox, the same in every simulated vendor: e-mail addresses tie them together.
 * `zendesk` and `zoho` say who they are there; null means no account.
 */
export interface SeedPerson {
	key: string;
	name: string;
	email: string;
	slack: { teamId: string; userId: string; locale: "en-US" | "en-GB" | "ja-JP"; tz: string } | null;
	zendesk: {
		id: number;
		role: "admin" | "agent" | "light" | "end-user";
		groups: number[];
		ownGroupsOnly: boolean;
	} | null;
	zoho: { id: string; zuid: string; role: "admin" | "agent" | "light"; departments: string[] } | null;
}

export const TEAM_ACME = "T0ACME0001";
export const TEAM_KITA = "T0KITA0001";

export const ZENDESK_GROUPS = { support: 360001, billing: 360002, hardware: 360003, japan: 360004 } as const;

export const ZOHO_DEPARTMENTS = {
	support: "520000000006907",
	billing: "520000000006908",
	japan: "520000000006909",
} as const;

const allGroups = Object.values(ZENDESK_GROUPS);
const allDepartments = Object.values(ZOHO_DEPARTMENTS);

export const PEOPLE: readonly SeedPerson[] = [
	{
		key: "mina",
		name: "Mina Kato",
		email: "mina@acme.example",
		slack: { teamId: TEAM_ACME, userId: "U0MINA0001", locale: "ja-JP", tz: "Asia/Tokyo" },
		zendesk: { id: 381204417, role: "admin", groups: [...allGroups], ownGroupsOnly: false },
		zoho: { id: "520000000099001", zuid: "70012345", role: "admin", departments: [...allDepartments] },
	},
	{
		key: "alex",
		name: "Alex Berg",
		email: "alex@acme.example",
		slack: { teamId: TEAM_ACME, userId: "U0ALEX0001", locale: "en-US", tz: "America/Chicago" },
		zendesk: {
			id: 381204418,
			role: "agent",
			groups: [ZENDESK_GROUPS.support, ZENDESK_GROUPS.billing],
			ownGroupsOnly: false,
		},
		zoho: {
			id: "520000000099002",
			zuid: "70012346",
			role: "agent",
			departments: [ZOHO_DEPARTMENTS.support, ZOHO_DEPARTMENTS.billing],
		},
	},
	{
		key: "priya",
		name: "Priya Nair",
		email: "priya@acme.example",
		slack: { teamId: TEAM_ACME, userId: "U0PRIYA001", locale: "en-GB", tz: "Europe/London" },
		zendesk: { id: 381204419, role: "agent", groups: [ZENDESK_GROUPS.hardware], ownGroupsOnly: true },
		zoho: { id: "520000000099003", zuid: "70012347", role: "agent", departments: [ZOHO_DEPARTMENTS.billing] },
	},
	{
		key: "kenji",
		name: "伊藤 健二",
		email: "kenji@acme.example",
		slack: { teamId: TEAM_ACME, userId: "U0KENJI001", locale: "ja-JP", tz: "Asia/Tokyo" },
		zendesk: { id: 381204420, role: "light", groups: [ZENDESK_GROUPS.japan], ownGroupsOnly: true },
		zoho: { id: "520000000099004", zuid: "70012348", role: "agent", departments: [ZOHO_DEPARTMENTS.japan] },
	},
	{
		key: "sam",
		name: "Sam Doyle",
		email: "sam@acme.example",
		slack: { teamId: TEAM_ACME, userId: "U0SAM00001", locale: "en-US", tz: "America/New_York" },
		zendesk: { id: 381204421, role: "end-user", groups: [], ownGroupsOnly: true },
		zoho: null,
	},
	{
		// Another address in Slack than in the desk: linking has to prove who they are by Slack's own sign-in.
		key: "yuki",
		name: "森 ゆき",
		email: "yuki.mori@acme.example",
		slack: { teamId: TEAM_KITA, userId: "U0YUKI0001", locale: "ja-JP", tz: "Asia/Tokyo" },
		zendesk: {
			id: 381204422,
			role: "agent",
			groups: [ZENDESK_GROUPS.japan, ZENDESK_GROUPS.support],
			ownGroupsOnly: false,
		},
		zoho: { id: "520000000099005", zuid: "70012349", role: "admin", departments: [...allDepartments] },
	},
	{
		// A name that tries to be markup, a mention and a link.
		key: "mallory",
		name: "<!here> *Mallory* & <https://evil.example|Zendesk> `x` _y_ @channel",
		email: "mallory@kita.example",
		slack: { teamId: TEAM_KITA, userId: "U0MALLORY1", locale: "en-US", tz: "Europe/Paris" },
		zendesk: null,
		zoho: null,
	},
];

/** The e-mail Slack knows, where it differs from the desk's. */
export const SLACK_EMAILS: Readonly<Record<string, string>> = { yuki: "yuki@kita.example" };
