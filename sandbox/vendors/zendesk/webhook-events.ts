import type { FieldChange, RecordedChange } from "./history.ts";
import type { Account, CommentRecord, TicketRecord } from "./state.ts";

/** One event as the vendor tells of it, before it is signed. */
export interface WebhookEvent {
	id: string;
	type: string;
	body: string;
}

const PREFIX = "zen:event-type:ticket.";

/** What changed → which event tells of it. What isn't here has no event. */
const TYPES: ReadonlyMap<string, string> = new Map([
	["subject", "subject_changed"],
	["status", "status_changed"],
	["priority", "priority_changed"],
	["type", "type_changed"],
	["requester_id", "requester_changed"],
	["assignee_id", "agent_assignment_changed"],
	["group_id", "group_assignment_changed"],
	["tags", "tags_changed"],
	["due_at", "task_due_at_changed"],
]);

const UPPER_CASE = ["status", "priority", "type"];

/** One action is several events, which say that they belong together and in which order. */
export function buildWebhookEvents(
	account: Account,
	ticket: TicketRecord,
	change: RecordedChange,
): WebhookEvent[] {
	const parts: { type: string; event: object }[] = [
		...(change.isNew ? [{ type: "created", event: {} }] : []),
		...change.comments.map((comment) => ({ type: "comment_added", event: toCommentEvent(account, comment) })),
		...(change.isNew ? [] : change.fields).flatMap((field) => {
			const type = TYPES.get(field.field);
			return type ? [{ type, event: toChangeEvent(field) }] : [];
		}),
	];
	const sequence = crypto.randomUUID().replaceAll("-", "").toUpperCase();
	return parts.map(({ type, event }, index) => {
		const id = crypto.randomUUID();
		const meta = { sequence: { id: sequence, position: index + 1, total: parts.length } };
		const body = {
			type: `${PREFIX}${type}`,
			account_id: 22129,
			id,
			time: new Date(change.at).toISOString().replace("Z", "000000Z"),
			zendesk_event_version: "2022-06-20",
			subject: `zen:ticket:${ticket.id}`,
			detail: toDetail(ticket, change.by),
			event: { ...event, meta },
		};
		return { id, type: body.type, body: JSON.stringify(body) };
	});
}

function toDetail(ticket: TicketRecord, by: number) {
	const first = ticket.comments[0];
	return {
		id: String(ticket.id),
		subject: ticket.subject ?? "",
		description: first?.body ?? "",
		status: ticket.status.toUpperCase(),
		priority: ticket.priority?.toUpperCase() ?? null,
		type: ticket.type?.toUpperCase() ?? null,
		custom_status: "",
		requester_id: String(ticket.requesterId),
		submitter_id: String(first?.authorId ?? ticket.requesterId),
		assignee_id: toId(ticket.assigneeId),
		actor_id: String(by),
		group_id: toId(ticket.groupId),
		organization_id: toId(ticket.organizationId),
		brand_id: "5",
		form_id: "12",
		external_id: null,
		is_public: ticket.comments.some((comment) => comment.public),
		tags: ticket.tags,
		via: { channel: ticket.channel === "api" ? "web_service" : ticket.channel },
		created_at: new Date(ticket.createdAt).toISOString(),
		updated_at: new Date(ticket.updatedAt).toISOString(),
	};
}

function toCommentEvent(account: Account, comment: CommentRecord) {
	const author = account.users.get(comment.authorId);
	return {
		comment: {
			id: String(comment.id),
			body: comment.body,
			is_public: comment.public,
			author: {
				id: String(comment.authorId),
				is_staff: author !== undefined && author.role !== "end-user",
				name: author?.name ?? "",
			},
		},
	};
}

function toChangeEvent({ field, previous, current }: FieldChange) {
	if (Array.isArray(current)) {
		const before = Array.isArray(previous) ? previous : [];
		return {
			tags_added: current.filter((tag) => !before.includes(tag)),
			tags_removed: before.filter((tag) => !current.includes(tag)),
		};
	}
	const shown = (value: FieldChange["current"]) =>
		typeof value === "string" && UPPER_CASE.includes(field) ? value.toUpperCase() : value;
	return { current: shown(current), previous: shown(previous) };
}

/** Ids are text there, and empty where there is none. */
function toId(id: number | null): string {
	return id === null ? "" : String(id);
}
