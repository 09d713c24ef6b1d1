import { detailsOf } from "./directory/directory.ts";
import { AUDIT_ID_OFFSET } from "./history.ts";
import { isCustomField } from "./seed/fields.ts";
import type {
	Account,
	AttachmentRecord,
	CommentRecord,
	DirectoryFieldRecord,
	GroupRecord,
	KeptDetails,
	OrganizationRecord,
	TicketRecord,
	UserRecord,
} from "./state.ts";

/** Records as the vendor's documents write them. */

const ROLE_TYPES: Readonly<Record<UserRecord["role"], number | null>> = {
	admin: 4,
	agent: null,
	light: 1,
	"end-user": null,
};

export function toTime(ms: number): string {
	return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}

export function toTicketJson(account: Account, ticket: TicketRecord) {
	return {
		url: `${apiUrl(account)}/tickets/${ticket.id}.json`,
		id: ticket.id,
		external_id: null,
		via: { channel: ticket.channel, source: { from: {}, to: {}, rel: null } },
		created_at: toTime(ticket.createdAt),
		updated_at: toTime(ticket.updatedAt),
		type: ticket.type,
		subject: ticket.subject,
		raw_subject: ticket.subject,
		description: ticket.comments[0]?.body ?? "",
		priority: ticket.priority,
		status: ticket.status,
		recipient: ticket.channel === "email" ? `support@${account.subdomain}.zendesk.com` : null,
		requester_id: ticket.requesterId,
		submitter_id: ticket.comments[0]?.authorId ?? ticket.requesterId,
		assignee_id: ticket.assigneeId,
		organization_id: ticket.organizationId,
		group_id: ticket.groupId,
		collaborator_ids: [...ticket.followerIds, ...ticket.copyIds],
		follower_ids: ticket.followerIds,
		email_cc_ids: ticket.copyIds,
		forum_topic_id: null,
		problem_id: null,
		has_incidents: false,
		is_public: ticket.comments.some((comment) => comment.public),
		due_at: ticket.dueAt === null ? null : toTime(ticket.dueAt),
		tags: ticket.tags,
		custom_fields: toFieldValues(account, ticket),
		satisfaction_rating: ticket.satisfaction ?? null,
		sharing_agreement_ids: [],
		custom_status_id: null,
		fields: toFieldValues(account, ticket),
		followup_ids: [],
		ticket_form_id: 12,
		brand_id: 5,
		allow_channelback: false,
		allow_attachments: true,
		from_messaging_channel: false,
	};
}

function toFieldValues({ fields }: Account, { customFields }: TicketRecord) {
	return fields
		.filter(({ id }) => isCustomField(id))
		.map(({ id }) => ({ id, value: customFields.get(id) ?? null }));
}

export function toUserJson(account: Account, user: UserRecord) {
	const isStaff = user.role !== "end-user";
	return {
		id: user.id,
		url: `${apiUrl(account)}/users/${user.id}.json`,
		name: user.name,
		email: user.email || null,
		created_at: toTime(user.createdAt),
		updated_at: toTime(detailsOf(user).updatedAt),
		time_zone: user.timeZone,
		iana_time_zone: user.timeZone,
		external_id: detailsOf(user).externalId,
		phone: user.phone ?? null,
		alias: user.alias ?? "",
		details: detailsOf(user).details ?? "",
		notes: detailsOf(user).notes ?? "",
		shared_phone_number: null,
		photo: null,
		locale: user.locale,
		organization_id: user.organizationId,
		role: user.role === "light" ? "agent" : user.role,
		role_type: ROLE_TYPES[user.role],
		custom_role_id: null,
		verified: true,
		active: true,
		suspended: user.suspended,
		moderator: user.role === "admin",
		only_private_comments: user.role === "light",
		restricted_agent: user.role !== "admin",
		ticket_restriction: toRestriction(user),
		default_group_id: isStaff ? (user.groups[0] ?? null) : null,
		report_csv: user.role === "admin",
		shared: false,
		shared_agent: false,
		tags: detailsOf(user).tags,
		user_fields: toFieldsJson(account.directory.userFields, detailsOf(user).fields),
	};
}

/** Every active field stands there, with or without a value. */
function toFieldsJson(fields: readonly DirectoryFieldRecord[], values: KeptDetails["fields"]) {
	const active = fields.filter((field) => field.active);
	return Object.fromEntries(
		active.map(({ key, type }) => [key, values[key] ?? (type === "checkbox" ? false : null)]),
	);
}

/** The address that was there first is the primary one. */
export function toIdentitiesJson(account: Account, user: UserRecord) {
	const emails = [user.email, ...(user.otherEmails ?? [])].filter((email) => email !== "");
	return emails.map((value, index) => ({
		id: user.id * 10 + index,
		url: `${apiUrl(account)}/users/${user.id}/identities/${user.id * 10 + index}.json`,
		user_id: user.id,
		type: "email",
		value,
		verified: index === 0,
		primary: index === 0,
		created_at: toTime(user.createdAt),
		updated_at: toTime(user.createdAt),
	}));
}

function toRestriction({ role, ownGroupsOnly }: UserRecord): string | null {
	if (role === "end-user") return "requested";
	return ownGroupsOnly ? "groups" : null;
}

export function toGroupJson(account: Account, group: GroupRecord) {
	return {
		url: `${apiUrl(account)}/groups/${group.id}.json`,
		id: group.id,
		is_public: true,
		name: group.name,
		description: "",
		default: [...account.groups.keys()][0] === group.id,
		deleted: false,
		created_at: toTime(group.createdAt),
		updated_at: toTime(group.createdAt),
	};
}

export function toOrganizationJson(account: Account, organization: OrganizationRecord) {
	const kept = detailsOf(organization);
	return {
		url: `${apiUrl(account)}/organizations/${organization.id}.json`,
		id: organization.id,
		name: organization.name,
		shared_tickets: false,
		shared_comments: false,
		external_id: kept.externalId,
		created_at: toTime(organization.createdAt),
		updated_at: toTime(kept.updatedAt),
		domain_names: organization.domains,
		details: kept.details ?? "",
		notes: kept.notes ?? "",
		group_id: null,
		tags: kept.tags,
		organization_fields: toFieldsJson(account.directory.organizationFields, kept.fields),
	};
}

export function toCommentJson(account: Account, ticket: TicketRecord, comment: CommentRecord) {
	return {
		id: comment.id,
		type: "Comment",
		author_id: comment.authorId,
		body: comment.body,
		html_body: `<div class="zd-comment" dir="auto"><p>${toHtml(comment.body)}</p></div>`,
		plain_body: comment.body,
		public: comment.public,
		attachments: comment.attachments.map((attachment) => toAttachmentJson(account, attachment)),
		audit_id: comment.id + AUDIT_ID_OFFSET,
		via: { channel: ticket.channel, source: { from: {}, to: {}, rel: null } },
		created_at: toTime(comment.createdAt),
		metadata: { system: {}, custom: {} },
	};
}

export function toAttachmentJson(account: Account, attachment: AttachmentRecord) {
	const file = encodeURIComponent(attachment.fileName);
	return {
		url: `${apiUrl(account)}/attachments/${attachment.id}.json`,
		id: attachment.id,
		file_name: attachment.fileName,
		content_url: `https://${account.subdomain}.zendesk.com/attachments/token/${attachment.id}/?name=${file}`,
		content_type: attachment.contentType,
		size: attachment.size,
		inline: false,
		deleted: false,
		thumbnails: [],
	};
}

function toHtml(text: string): string {
	return text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;")
		.replaceAll("\n", "<br>");
}

function apiUrl({ subdomain }: Account): string {
	return `https://${subdomain}.zendesk.com/api/v2`;
}
