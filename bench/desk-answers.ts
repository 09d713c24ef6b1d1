import { EVENT_GROUPS, TICKET_SUBJECT } from "./world.ts";

/** Answers of about the size that the vendors' have, with fields we don't read among those we do. */

const REPORT =
	"Since Monday the printer at the packing table puts out two labels for every second parcel. " +
	"We have changed the roll and the cable, and switched it off over night. The count on its display is right. " +
	"Could somebody tell us whether the driver has to be installed again?";

const CREATED = "2026-11-18T08:12:31Z";
const STARTED = new Date().toISOString();
const UPDATED = "2026-11-20T15:40:02Z";

const zendeskUsers = [
	{ id: 9001, name: "Ines Falk", email: "ines@customer.example", role: "end-user", locale: "en-GB" },
	{ id: 9002, name: "Tom Lindqvist", email: "tom@benchco.example", role: "agent", locale: "en-US" },
].map((user) => ({
	...user,
	created_at: CREATED,
	updated_at: UPDATED,
	time_zone: "Berlin",
	active: true,
	verified: true,
	shared: false,
	suspended: false,
	tags: [],
	user_fields: { plan: "standard", region: "north" },
}));

const zendeskRest = {
	raw_subject: TICKET_SUBJECT,
	subject: TICKET_SUBJECT,
	description: REPORT,
	status: "open",
	priority: "high",
	type: "incident",
	requester_id: 9001,
	submitter_id: 9001,
	assignee_id: 9002,
	group_id: 700,
	organization_id: 800,
	created_at: CREATED,
	updated_at: UPDATED,
	due_at: null,
	external_id: null,
	recipient: null,
	tags: ["printer", "packing"],
	custom_fields: Array.from({ length: 12 }, (_, index) => ({ id: 36_000 + index, value: null })),
	via: { channel: "email", source: { from: {}, to: {}, rel: null } },
	satisfaction_rating: { score: "unoffered" },
	has_incidents: false,
	is_public: true,
};

const zendeskSideloads = {
	users: zendeskUsers,
	groups: [{ id: 700, name: "Hardware", deleted: false, created_at: CREATED, updated_at: UPDATED }],
	organizations: [{ id: 800, name: "Falk Versand", created_at: CREATED, updated_at: UPDATED, tags: [] }],
};

const zendeskRestText = `${JSON.stringify(zendeskRest).slice(1, -1)}},${JSON.stringify(zendeskSideloads).slice(1)}`;

export function zendeskTicket(number: string): string {
	return `{"ticket":{"id":${number},${zendeskRestText}`;
}

export const zendeskComments = JSON.stringify({
	comments: [
		{
			id: 5501,
			type: "Comment",
			author_id: 9001,
			public: true,
			body: REPORT,
			plain_body: REPORT,
			html_body: `<div class="zd-comment"><p>${REPORT}</p></div>`,
			attachments: [],
			audit_id: 5500,
			created_at: UPDATED,
			metadata: { system: {}, custom: {} },
			via: { channel: "email" },
		},
	],
	users: zendeskUsers,
	meta: { has_more: false, after_cursor: null, before_cursor: null },
});

/** Made just now, in one of the groups that have a channel, by somebody who is linked to nobody. */
export function zendeskEventTicket(number: string, status: string): string {
	const { groupId } = EVENT_GROUPS[Number(number) % EVENT_GROUPS.length] ?? { groupId: "700" };
	const times = { created_at: STARTED, updated_at: STARTED };
	return JSON.stringify({
		ticket: { id: Number(number), ...zendeskRest, ...times, group_id: Number(groupId), status },
		...zendeskSideloads,
		groups: [{ ...zendeskSideloads.groups[0], id: Number(groupId) }],
	});
}

const created = [
	{ type: "Create", field_name: "subject", value: TICKET_SUBJECT },
	{ type: "Create", field_name: "status", value: "open" },
	{ type: "Create", field_name: "priority", value: "high" },
];

export const zendeskAudits = JSON.stringify({
	audits: [{ id: 5500, created_at: STARTED, author_id: 9001, events: created, via: { channel: "email" } }],
	users: zendeskUsers,
	meta: { has_more: false, after_cursor: null, before_cursor: null },
});

let messages = 0;

/** To whatever is posted or changed. */
export function slackAnswer(): string {
	messages += 1;
	const ts = `1795200000.${String(messages).padStart(6, "0")}`;
	return JSON.stringify({ ok: true, channel: "C0BENCHEV00", ts, message: { type: "message", ts } });
}

let tokens = 0;

export function zendeskToken(): string {
	tokens += 1;
	return JSON.stringify({
		access_token: `bench-renewed-access-${tokens}`,
		refresh_token: `bench-renewed-refresh-${tokens}`,
		token_type: "bearer",
		scope: "read tickets:write",
		expires_in: 172_799,
		refresh_token_expires_in: 7_775_999,
	});
}

const ZOHO_TICKET_ID = "520000000700001";

export function zohoSearch(number: string): string {
	return `{"data":[{"ticketNumber":${JSON.stringify(number)},${zohoRestText}],"count":1}`;
}

const zohoRestText = JSON.stringify({
	id: ZOHO_TICKET_ID,
	subject: TICKET_SUBJECT,
	status: "Open",
	statusType: "Open",
	priority: "High",
	channel: "Email",
	createdTime: "2026-11-18T08:12:31.000Z",
	modifiedTime: "2026-11-20T15:40:02.000Z",
	dueDate: null,
	email: "ines@customer.example",
	phone: null,
	departmentId: "520000000006907",
	department: { id: "520000000006907", name: "Hardware" },
	contactId: "520000000400001",
	contact: {
		id: "520000000400001",
		firstName: "Ines",
		lastName: "Falk",
		email: "ines@customer.example",
		type: null,
		account: { id: "520000000300001", accountName: "Falk Versand", website: null },
	},
	assigneeId: "520000000099001",
	assignee: { id: "520000000099001", firstName: "Tom", lastName: "Lindqvist", email: "tom@benchco.example" },
	webUrl: `https://desk.zoho.eu/support/benchco/ShowHomePage.do#Cases/dv/${ZOHO_TICKET_ID}`,
	threadCount: "1",
	commentCount: "0",
	isSpam: false,
	customFields: {},
}).slice(1);

export const zohoConversation = JSON.stringify({
	data: [
		{
			id: "520000000900001",
			type: "thread",
			direction: "in",
			visibility: "public",
			status: "SUCCESS",
			channel: "EMAIL",
			summary: REPORT.slice(0, 120),
			contentType: "text/html",
			author: { id: "520000000400001", name: "Ines Falk", email: "ines@customer.example", type: "END_USER" },
			createdTime: "2026-11-20T15:40:02.000Z",
			attachmentCount: "0",
			hasAttach: false,
		},
	],
});

export const zohoBlueprint = JSON.stringify({
	id: "520000000700900",
	name: "Repairs",
	state: { id: "520000000700901", name: "Diagnosis" },
	strictMode: { strictModeType: "SELECTIVE_RESTRICTION", fields: ["status"], actions: [] },
	transitions: ["Order a part", "Repair", "Send back"].map((name, index) => ({
		id: `52000000070091${index}`,
		name,
		toState: "Workshop",
		isAutoTransition: false,
		isCriteriaSatisfied: true,
		canUserPerformTransition: index === 0,
		owners: [{ agents: [{ id: "520000000099001", firstName: "Tom", lastName: "Lindqvist" }], teams: [] }],
	})),
});
