import * as v from "valibot";
import { cursorMeta, flag, id, optionalId, text } from "../schema.ts";

/** What is read of organizations, people, their fields and jobs. */

const fieldValue = v.union([v.string(), v.number(), v.boolean(), v.array(v.string()), v.null()]);

/** A field of another kind (a photo, a look-up's record) is read as nothing. */
const fieldValues = v.nullish(v.record(v.string(), v.fallback(fieldValue, null)), {});
const words = v.nullish(v.array(v.string()), []);

export const organization = v.object({
	id,
	name: v.nullish(v.string(), ""),
	external_id: text,
	details: text,
	notes: text,
	domain_names: words,
	tags: words,
	organization_fields: fieldValues,
});

const identity = v.object({ user_id: id, type: text, value: text });

export const person = v.object({
	id,
	name: v.nullish(v.string(), ""),
	email: text,
	external_id: text,
	/** false: deleted. */
	active: flag,
	role: text,
	organization_id: optionalId,
	phone: text,
	alias: text,
	details: text,
	notes: text,
	tags: words,
	user_fields: fieldValues,
});

export const organizationsAnswer = v.object({ organizations: v.array(organization) });

/** Only organizations are asked for; anything else among the results is passed over. */
export const foundOrganizationsAnswer = v.pipe(
	v.object({
		results: v.array(
			v.union([
				v.intersect([v.object({ result_type: v.literal("organization") }), organization]),
				v.object({ result_type: v.pipe(v.string(), v.notValue("organization")) }),
			]),
		),
	}),
	v.transform(({ results }) => ({ results: results.flatMap((one) => ("id" in one ? [one] : [])) })),
);

export const peopleAnswer = v.object({
	users: v.array(person),
	identities: v.optional(v.array(identity), []),
	meta: v.optional(cursorMeta),
});

export const personAnswer = v.object({ user: person });

const field = v.object({
	key: v.string(),
	type: v.string(),
	title: v.nullish(v.string(), ""),
	active: flag,
	custom_field_options: v.nullish(
		v.array(v.object({ name: v.nullish(v.string(), ""), value: v.nullish(v.string(), "") })),
		[],
	),
});

export const organizationFieldsAnswer = v.object({
	organization_fields: v.array(field),
	meta: v.optional(cursorMeta),
});

export const userFieldsAnswer = v.object({ user_fields: v.array(field), meta: v.optional(cursorMeta) });

const membership = v.object({
	id,
	user_id: id,
	organization_id: id,
	default: flag,
});

export const membershipsAnswer = v.object({
	organization_memberships: v.array(membership),
	meta: v.optional(cursorMeta),
});

/** What one result has depends on the kind of job and on who wrote that kind; all of it may be missing. */
const result = v.object({
	index: v.nullish(v.number(), null),
	id: v.fallback(optionalId, null),
	success: flag,
	action: text,
	status: text,
	error: text,
	details: v.fallback(text, null),
	errors: v.fallback(text, null),
});

const job = v.object({
	id: v.pipe(v.string(), v.minLength(1)),
	status: v.nullish(v.string(), ""),
	/** One object stands for a job that has nothing to say of its records. */
	results: v.fallback(v.nullish(v.array(result), []), []),
});

export const jobAnswer = v.object({ job_status: job });
export const jobsAnswer = v.object({ job_statuses: v.array(job) });

export type ZendeskOrganization = v.InferOutput<typeof organization>;
export type ZendeskPerson = v.InferOutput<typeof person>;
export type ZendeskIdentity = v.InferOutput<typeof identity>;
export type ZendeskDirectoryField = v.InferOutput<typeof field>;
export type ZendeskJob = v.InferOutput<typeof job>;
export type ZendeskResult = v.InferOutput<typeof result>;
