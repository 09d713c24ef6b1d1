import { ZENDESK_ACCOUNT } from "../../../seed/accounts.ts";
import type { UserRecord } from "../state.ts";
import { seedSystemFields } from "./fields.ts";
import { type AccountSeed, byId, DAY, HOUR, type TicketDraft, toTicketRecord } from "./seed.ts";

const ADMIN = 482300001;
const AGENT = 482300002;
const CUSTOMER = 482309001;
const GROUP = 470001;
const ORGANIZATION = 471001;

/** Somebody else's desk: its ticket numbers overlap with the first one's, and nothing else does. */
export function seedGlobex(now: number): AccountSeed {
	const createdAt = now - 400 * DAY;
	const staff = { groups: [GROUP], ownGroupsOnly: false, organizationId: null, suspended: false, createdAt };
	const users: UserRecord[] = [
		{
			...staff,
			id: ADMIN,
			name: "Dana Whitlock",
			email: "dana@globex.example",
			role: "admin",
			locale: "en-GB",
			timeZone: "Europe/London",
		},
		{
			...staff,
			id: AGENT,
			name: "岡田 実",
			email: "okada@globex.example",
			role: "agent",
			locale: "ja",
			timeZone: "Asia/Tokyo",
		},
		{
			...staff,
			id: CUSTOMER,
			name: "Rui Costa",
			email: "rui@porto.example",
			role: "end-user",
			locale: "en-GB",
			timeZone: "Europe/Lisbon",
			groups: [],
			ownGroupsOnly: true,
			organizationId: ORGANIZATION,
		},
	];
	return {
		subdomain: ZENDESK_ACCOUNT.otherSubdomain,
		name: "Globex Helpdesk",
		users,
		groups: [{ id: GROUP, name: "Helpdesk", createdAt }],
		organizations: [{ id: ORGANIZATION, name: "Porto Ltda", domains: ["porto.example"], createdAt }],
		fields: seedSystemFields({ hasHold: false }),
		form: null,
		ratings: [],
		tickets: SUBJECTS.map((subject, index) => toTicketRecord(toDraft(subject, index), byId(users), now)),
	};
}

const SUBJECTS = [
	"Globex only: salary letters for January",
	"Globex only: merger checklist",
	"Door badge does not open the lab",
	"バックアップの結果を確認してください",
	"New laptop for the Porto office",
];

function toDraft(subject: string, index: number): TicketDraft {
	return {
		id: 1040 + index,
		subject,
		requester: CUSTOMER,
		groupId: GROUP,
		assigneeId: index % 2 === 0 ? AGENT : null,
		status: index % 2 === 0 ? "open" : "new",
		priority: "normal",
		messages: [{ by: CUSTOMER, ago: (6 - index) * 7 * HOUR, text: `${subject}. Please have a look.` }],
	};
}
