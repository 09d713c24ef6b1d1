import * as v from "valibot";
import { cursorMeta, flag, id, optionalId, organization, sideloads, text, ticket, time } from "./schema.ts";

/** What writing reads of Zendesk's answers, beside what showing a ticket does. */

const ids = v.nullish(v.array(id), []);

export const recipient = v.object({
	id,
	name: v.nullish(v.string(), ""),
	email: text,
	role: text,
	active: flag,
});

/** A ticket before it is written to. `updated_at` stays as it came: it is sent back to notice what came between. */
export const writableTicketAnswer = v.object({
	ticket: v.object({
		id,
		status: v.string(),
		recipient: text,
		requester_id: optionalId,
		collaborator_ids: ids,
		follower_ids: ids,
		email_cc_ids: ids,
		tags: v.nullish(v.array(v.string()), []),
		updated_at: text,
	}),
	users: v.optional(v.array(recipient), []),
});

export const recipientsAnswer = v.object({ users: v.array(recipient) });

export const createdTicketAnswer = v.object({ ticket, ...sideloads });

export const uploadAnswer = v.object({ upload: v.object({ token: v.pipe(v.string(), v.minLength(1)) }) });

const option = v.object({ name: v.nullish(v.string(), ""), value: v.nullish(v.string(), "") });

export const ticketField = v.object({
	id,
	type: v.string(),
	title: v.nullish(v.string(), ""),
	active: flag,
	required: flag,
	agent_can_edit: flag,
	custom_field_options: v.nullish(v.array(option), []),
	system_field_options: v.nullish(v.array(option), []),
	sub_type_id: v.nullish(v.number(), null),
});

export const ticketFieldsAnswer = v.object({ ticket_fields: v.array(ticketField) });

export const ticketForm = v.object({
	id,
	active: flag,
	default: flag,
	position: v.nullish(v.number(), 0),
	ticket_field_ids: ids,
	agent_conditions: v.nullish(
		v.array(v.object({ child_fields: v.nullish(v.array(v.object({ id })), []) })),
		[],
	),
});

export const ticketFormsAnswer = v.object({ ticket_forms: v.array(ticketForm) });

export const staffAnswer = v.object({
	users: v.array(
		v.object({
			id,
			name: v.nullish(v.string(), ""),
			email: text,
			role: text,
			role_type: v.nullish(v.number(), null),
			active: flag,
			suspended: flag,
			only_private_comments: flag,
		}),
	),
	meta: v.optional(cursorMeta),
});

export const foundPeopleAnswer = v.object({
	users: v.array(
		v.object({
			id,
			name: v.nullish(v.string(), ""),
			email: text,
			role: text,
			organization_id: optionalId,
		}),
	),
	organizations: v.optional(v.array(organization), []),
});

export const foundOrganizationsAnswer = v.object({ organizations: v.array(organization) });

export const ticketsAnswer = v.object({
	tickets: v.array(ticket),
	...sideloads,
	meta: v.optional(cursorMeta),
});

export const countAnswer = v.object({ count: v.number() });

export const ratingsAnswer = v.object({
	satisfaction_ratings: v.array(v.object({ score: text, group_id: optionalId, created_at: time })),
	meta: v.optional(cursorMeta),
});

export type WritableTicket = v.InferOutput<typeof writableTicketAnswer>["ticket"];
export type Recipient = v.InferOutput<typeof recipient>;
export type ZendeskField = v.InferOutput<typeof ticketField>;
export type ZendeskForm = v.InferOutput<typeof ticketForm>;
export type ZendeskStaff = v.InferOutput<typeof staffAnswer>["users"][number];
export type FoundPeople = v.InferOutput<typeof foundPeopleAnswer>;
