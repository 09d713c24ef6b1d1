import * as v from "valibot";
import type { ZendeskContext } from "../app-env.ts";
import { invalidAttribute } from "../errors.ts";

/** What the API takes of organizations and people. Other properties are passed over, as the vendor does. */

const text = v.nullish(v.string());
const id = v.nullish(v.number());
const words = v.nullish(v.array(v.string()));
const fields = v.nullish(v.record(v.string(), v.unknown()));

const shared = {
	id,
	name: text,
	external_id: text,
	details: text,
	notes: text,
	tags: words,
};

const organization = v.object({ ...shared, domain_names: words, organization_fields: fields });

const person = v.object({
	...shared,
	email: text,
	phone: text,
	alias: text,
	role: text,
	suspended: v.nullish(v.boolean()),
	organization_id: id,
	user_fields: fields,
});

const membership = v.object({ user_id: v.number(), organization_id: v.number() });

export type OrganizationInput = v.InferOutput<typeof organization>;
export type PersonInput = v.InferOutput<typeof person>;
export type MembershipInput = v.InferOutput<typeof membership>;

const MAX_BATCH = 100;

export const organizationBody = v.object({ organization });
export const organizationsBody = v.object({ organizations: v.array(organization) });
export const personBody = v.object({ user: person });
export const peopleBody = v.object({ users: v.array(person) });
export const membershipBody = v.object({ organization_membership: membership });
export const membershipsBody = v.object({ organization_memberships: v.array(membership) });

export async function parseBody<S extends v.GenericSchema>(
	c: ZendeskContext,
	schema: S,
): Promise<v.InferOutput<S>> {
	const parsed = v.safeParse(schema, await c.req.json().catch(() => null));
	if (!parsed.success) {
		throw invalidAttribute(`${v.getDotPath(parsed.issues[0]) ?? "the body"} is missing or not valid`);
	}
	return parsed.output;
}

/** Between one and a hundred, as in every list that becomes a job. */
export function requireBatch<T>(list: readonly T[]): readonly T[] {
	if (list.length === 0 || list.length > MAX_BATCH) {
		throw invalidAttribute(`between 1 and ${MAX_BATCH} records at a time`);
	}
	return list;
}

/** `1,2,3` */
export function toList(value: string | undefined): string[] {
	return (value ?? "").split(",").filter((one) => one !== "");
}
