import * as v from "valibot";
import { comment, cursorMeta, flag, id, optionalId, sideloads, text, ticket, time, user } from "./schema.ts";

/** What hearing reads of Zendesk's answers. One row that isn't as documented must not hide the others. */

export const tags = v.nullish(v.array(v.string()), []);

/** The readable rows of a list. */
function rowsOf<S extends v.GenericSchema>(row: S) {
	return v.pipe(
		v.nullish(v.array(v.unknown()), []),
		v.transform((rows) =>
			rows.flatMap((one): v.InferOutput<S>[] => {
				const parsed = v.safeParse(row, one);
				return parsed.success ? [parsed.output] : [];
			}),
		),
	);
}

export const observedTicketAnswer = v.object({
	ticket: v.object({ ...ticket.entries, tags }),
	...sideloads,
});

export const observedCommentsAnswer = v.object({
	comments: rowsOf(comment),
	users: rowsOf(user),
	meta: v.optional(cursorMeta),
});

/** Values of changes are ids as text or as numbers, words, lists of tags, or nothing. */
const auditEvent = v.object({
	type: v.string(),
	field_name: text,
	previous_value: v.optional(v.unknown()),
});

const audit = v.object({
	id,
	created_at: time,
	author_id: optionalId,
	events: rowsOf(auditEvent),
});

export const auditsAnswer = v.object({
	audits: rowsOf(audit),
	users: rowsOf(user),
	meta: v.optional(cursorMeta),
});

export const exportedTicketsAnswer = v.object({
	tickets: rowsOf(v.object({ id, status: text, updated_at: v.nullish(time, null) })),
	after_cursor: text,
	end_of_stream: flag,
});

export const listedRatingsAnswer = v.object({
	satisfaction_ratings: rowsOf(
		v.object({
			id,
			ticket_id: optionalId,
			score: v.string(),
			comment: text,
			created_at: time,
			updated_at: v.nullish(time, null),
		}),
	),
	meta: v.optional(cursorMeta),
});

export const metricEventsAnswer = v.object({
	ticket_metric_events: rowsOf(
		v.object({
			id,
			ticket_id: id,
			metric: text,
			instance_id: v.nullish(v.number(), null),
			type: v.string(),
			time,
			deleted: flag,
		}),
	),
	count: v.nullish(v.number(), null),
	/** Seconds. */
	end_time: v.nullish(v.number(), null),
});

export const dueTasksAnswer = v.object({
	results: rowsOf(v.object({ id, type: text, status: text, due_at: v.nullish(time, null) })),
	next_page: text,
});

export const webhook = v.object({
	id: v.pipe(v.string(), v.minLength(1)),
	name: text,
	status: text,
	endpoint: text,
	http_method: text,
	request_format: text,
	subscriptions: v.nullish(v.array(v.string()), []),
});

export const webhooksAnswer = v.object({ webhooks: rowsOf(webhook), meta: v.optional(cursorMeta) });
export const webhookAnswer = v.object({ webhook });

export const signingSecretAnswer = v.object({
	signing_secret: v.object({ secret: v.pipe(v.string(), v.minLength(1)) }),
});

export type ZendeskAudit = v.InferOutput<typeof audit>;
export type ZendeskWebhook = v.InferOutput<typeof webhook>;
