import { toAttachmentJson, toTime } from "./serialize.ts";
import type { Account, AuditRecord, MetricEventRecord, RatingRecord, WebhookRecord } from "./state.ts";

/** What hearing reads, as the vendor's documents write it. */

export function toAuditJson(account: Account, audit: AuditRecord) {
	return {
		id: audit.id,
		ticket_id: audit.ticketId,
		created_at: toTime(audit.createdAt),
		author_id: audit.authorId,
		metadata: { system: {}, custom: {} },
		via: { channel: audit.channel, source: { from: {}, to: {}, rel: null } },
		events: audit.events.map((event) => {
			if (event.type === "Comment") {
				const { id, authorId, body, attachments } = event.comment;
				return {
					id,
					type: event.type,
					author_id: authorId,
					body,
					public: event.comment.public,
					attachments: attachments.map((attachment) => toAttachmentJson(account, attachment)),
				};
			}
			const { id, type, field, current, previous } = event;
			const before = type === "Change" ? { previous_value: previous } : {};
			return { id, type, field_name: field, value: current, ...before };
		}),
	};
}

export function toRatingJson({ subdomain }: Account, rating: RatingRecord) {
	return {
		url: `https://${subdomain}.zendesk.com/api/v2/satisfaction_ratings/${rating.id}.json`,
		id: rating.id,
		ticket_id: rating.ticketId,
		requester_id: rating.requesterId,
		assignee_id: rating.assigneeId,
		group_id: rating.groupId,
		score: rating.score,
		comment: rating.comment ?? null,
		created_at: toTime(rating.createdAt),
		updated_at: toTime(rating.updatedAt ?? rating.createdAt),
	};
}

export function toMetricEventJson({ id, ticketId, metric, instance, type, at, deleted }: MetricEventRecord) {
	return {
		id,
		ticket_id: ticketId,
		metric,
		instance_id: instance,
		type,
		time: toTime(at),
		...(type === "breach" ? { deleted } : {}),
	};
}

/** Without its secret, which has an address of its own. */
export function toWebhookJson(webhook: WebhookRecord) {
	return {
		id: webhook.id,
		name: webhook.name,
		description: null,
		status: webhook.status,
		endpoint: webhook.endpoint,
		http_method: webhook.method,
		request_format: webhook.format,
		subscriptions: webhook.subscriptions,
		created_at: toTime(webhook.createdAt),
		created_by: String(webhook.createdBy),
		updated_at: toTime(webhook.updatedAt),
		updated_by: String(webhook.createdBy),
	};
}
