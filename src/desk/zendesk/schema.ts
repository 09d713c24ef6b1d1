import * as v from "valibot";

/** What is read of Zendesk's answers; unknown fields pass. Ids are numbers there and text everywhere else. */

export const id = v.pipe(
	v.number(),
	v.transform((number) => String(number)),
);
export const optionalId = v.nullish(id, null);
export const time = v.pipe(
	v.string(),
	v.transform((text) => Date.parse(text)),
	v.number(),
);
const optionalTime = v.nullish(time, null);
export const text = v.nullish(v.string(), null);
export const flag = v.nullish(v.boolean(), null);

export const user = v.object({
	id,
	name: v.nullish(v.string(), ""),
	email: text,
	role: text,
});

export const group = v.object({ id, name: v.nullish(v.string(), ""), deleted: flag });

export const organization = v.object({ id, name: v.nullish(v.string(), "") });

export const ticket = v.object({
	id,
	subject: text,
	raw_subject: text,
	description: text,
	status: v.string(),
	priority: text,
	type: text,
	requester_id: optionalId,
	assignee_id: optionalId,
	group_id: optionalId,
	organization_id: optionalId,
	created_at: time,
	updated_at: optionalTime,
	due_at: optionalTime,
});

export const sideloads = {
	users: v.optional(v.array(user), []),
	groups: v.optional(v.array(group), []),
	organizations: v.optional(v.array(organization), []),
};

export const ticketAnswer = v.object({ ticket, ...sideloads });

export const comment = v.object({
	id,
	author_id: optionalId,
	public: flag,
	plain_body: text,
	body: text,
	attachments: v.nullish(v.array(v.unknown()), []),
	created_at: time,
});

export const cursorMeta = v.object({
	has_more: flag,
	after_cursor: text,
	before_cursor: text,
});

export const commentsAnswer = v.object({
	comments: v.array(comment),
	users: sideloads.users,
	meta: v.optional(cursorMeta),
});

export const usersAnswer = v.object({ users: v.array(user), meta: v.optional(cursorMeta) });

export const groupsAnswer = v.object({ groups: v.array(group), meta: v.optional(cursorMeta) });

/** Other kinds of records have other fields: only tickets are asked for, anything else is passed over. */
export const searchAnswer = v.object({
	results: v.array(
		v.union([
			v.intersect([v.object({ result_type: v.literal("ticket") }), ticket]),
			v.object({ result_type: v.pipe(v.string(), v.notValue("ticket")) }),
		]),
	),
	count: v.nullish(v.number(), null),
	...sideloads,
});

/** Without a valid credential this endpoint answers 200 with a nameless person and a null id. */
export const currentUserAnswer = v.object({
	user: v.object({
		id: optionalId,
		name: v.nullish(v.string(), ""),
		email: text,
		role: text,
		role_type: v.nullish(v.number(), null),
		active: flag,
		suspended: flag,
		only_private_comments: flag,
		locale: text,
		iana_time_zone: text,
	}),
});

export const brandsAnswer = v.object({
	brands: v.array(v.object({ name: v.string(), default: flag, subdomain: text })),
});

export const tokenAnswer = v.object({
	access_token: v.pipe(v.string(), v.minLength(1)),
	refresh_token: text,
	scope: text,
	expires_in: v.nullish(v.number(), null),
	refresh_token_expires_in: v.nullish(v.number(), null),
});

export type ZendeskTicket = v.InferOutput<typeof ticket>;
export type ZendeskUser = v.InferOutput<typeof user>;
export type ZendeskComment = v.InferOutput<typeof comment>;
export type ZendeskSideloads = Pick<v.InferOutput<typeof ticketAnswer>, "users" | "groups" | "organizations">;
export type ZendeskCurrentUser = v.InferOutput<typeof currentUserAnswer>["user"];
export type CursorMeta = v.InferOutput<typeof cursorMeta>;
