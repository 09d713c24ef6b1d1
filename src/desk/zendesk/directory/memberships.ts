import { isVendorError } from "../../../lib/errors.ts";
import { path } from "../../../lib/http.ts";
import type { Membership, Submission } from "../../desk-directory.ts";
import { requireId } from "../address.ts";
import type { ZendeskClient } from "../client.ts";
import { membershipsAnswer } from "./schema.ts";
import { BATCH, submit } from "./write.ts";

/** A person can have 300; three pages hold them. */
const MAX_PAGES = 3;

export async function join(
	client: ZendeskClient,
	memberships: readonly (Membership & { key: string })[],
): Promise<Submission> {
	if (memberships.length > BATCH) throw new RangeError("too many memberships for one write");
	if (memberships.length === 0) return { done: [], jobId: null };
	return submit(
		client,
		{
			method: "POST",
			pattern: "/organization_memberships/create_many",
			json: {
				organization_memberships: memberships.map(({ personId, organizationId }) => ({
					user_id: Number(requireId(personId)),
					organization_id: Number(requireId(organizationId)),
				})),
			},
		},
		memberships.map(({ key }) => ({ key, id: null })),
	);
}

export async function leave(client: ZendeskClient, memberships: readonly Membership[]): Promise<void> {
	const found: string[] = [];
	const byPerson = Map.groupBy(memberships, ({ personId }) => personId);
	for (const [personId, left] of byPerson) {
		const unwanted = new Set(left.map(({ organizationId }) => organizationId));
		for (const { id, organization_id } of await listMemberships(client, personId)) {
			if (unwanted.has(organization_id)) found.push(id);
		}
	}
	for (let start = 0; start < found.length; start += BATCH) {
		// The memberships end at once; the job only looks after their tickets.
		await client.write({
			method: "DELETE",
			pattern: "/organization_memberships/destroy_many",
			query: { ids: found.slice(start, start + BATCH).join(",") },
		});
	}
}

async function listMemberships(client: ZendeskClient, personId: string) {
	const memberships = [];
	let after: Record<string, string> = {};
	try {
		for (let page = 0; page < MAX_PAGES; page++) {
			const answer = await client.read({
				pattern: "/users/{id}/organization_memberships",
				path: path`/users/${requireId(personId)}/organization_memberships`,
				query: { "page[size]": "100", ...after },
				schema: membershipsAnswer,
			});
			memberships.push(...answer.organization_memberships);
			if (!answer.meta?.has_more || !answer.meta.after_cursor) break;
			after = { "page[after]": answer.meta.after_cursor };
		}
	} catch (error) {
		// Somebody who is gone belongs to nothing.
		if (!isVendorError(error) || error.kind !== "not_found") throw error;
	}
	return memberships;
}
