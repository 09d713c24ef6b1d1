import type { DirectoryKind } from "../../../core/sync/record.ts";
import type { DirectoryRecord } from "../../desk-directory.ts";
import { requireId } from "../address.ts";
import type { ZendeskClient } from "../client.ts";
import { refuse } from "../refusals.ts";
import { organizationToMatch, organizationToValues, personToMatch, personToValues } from "./mapper.ts";
import { organizationsAnswer, peopleAnswer } from "./schema.ts";

/** 4,000 colleagues; with more, the calls of one invocation would be spent on them. */
const MAX_STAFF_PAGES = 40;

export async function readRecords(
	client: ZendeskClient,
	kind: DirectoryKind,
	ids: readonly string[],
	fields: readonly string[],
): Promise<DirectoryRecord[]> {
	if (ids.length === 0) return [];
	const query = { ids: ids.map(requireId).join(",") };
	if (kind === "organization") {
		const { organizations } = await client.read({
			pattern: "/organizations/show_many",
			query,
			schema: organizationsAnswer,
		});
		return organizations.map((organization) => ({
			...organizationToMatch(organization),
			values: organizationToValues(organization, fields),
			organizationIds: [],
		}));
	}
	const { users } = await client.read({ pattern: "/users/show_many", query, schema: peopleAnswer });
	return users
		.filter(({ active }) => active !== false)
		.map((person) => ({
			...personToMatch(person),
			values: personToValues(person, fields),
			organizationIds: person.organization_id === null ? [] : [person.organization_id],
		}));
}

/** Everybody who may sign in as an agent, with all their addresses: one of them could be a customer's in the CRM. */
export async function readStaff(
	client: ZendeskClient,
): Promise<{ ids: ReadonlySet<string>; emails: ReadonlySet<string> }> {
	const ids = new Set<string>();
	const emails = new Set<string>();
	let after: Record<string, string> = {};
	for (let page = 0; page < MAX_STAFF_PAGES; page++) {
		const { users, identities, meta } = await client.read({
			pattern: "/users",
			query: { "role[]": ["agent", "admin"], "page[size]": "100", include: "identities", ...after },
			schema: peopleAnswer,
		});
		for (const { id, email } of users) {
			ids.add(id);
			if (email) emails.add(email.toLowerCase());
		}
		for (const { type, value } of identities) {
			if (type === "email" && value) emails.add(value.toLowerCase());
		}
		if (!meta?.has_more || !meta.after_cursor) return { ids, emails };
		after = { "page[after]": meta.after_cursor };
	}
	throw refuse("too_many_staff", "GET /users");
}
