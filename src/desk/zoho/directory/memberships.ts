import { isVendorError } from "../../../lib/errors.ts";
import { path } from "../../../lib/http.ts";
import type { Membership, Submission, WriteResult } from "../../desk-directory.ts";
import type { ZohoClient } from "../client.ts";
import { each, toFailure, toMassResult } from "./failures.ts";
import { anything, massAnswer } from "./schema.ts";

type Joining = Membership & { key: string };

/** One call per person, however many accounts they are added to. */
export async function join(client: ZohoClient, memberships: readonly Joining[]): Promise<Submission> {
	const byPerson = [...Map.groupBy(memberships, ({ personId }) => personId)];
	return each(
		byPerson,
		([, joining]) => joining.map(({ key }) => key),
		([personId, joining]) => joinOne(client, personId, joining),
	);
}

async function joinOne(
	client: ZohoClient,
	personId: string,
	joining: readonly Joining[],
): Promise<WriteResult[]> {
	try {
		const answer = await client.write({
			operation: "POST /contacts/{id}/associateAccounts",
			method: "POST",
			path: path`/contacts/${personId}/associateAccounts`,
			// Who sees whose tickets is the portal's own decision.
			json: { data: joining.map(({ organizationId: id }) => ({ id, isAccountTicketsViewable: false })) },
			schema: massAnswer,
		});
		return joining.map(({ key, organizationId }) => toMassResult(key, organizationId, answer));
	} catch (error) {
		return joining.map(({ key }) => toFailure(key, error));
	}
}

export async function leave(client: ZohoClient, memberships: readonly Membership[]): Promise<void> {
	for (const [personId, leaving] of Map.groupBy(memberships, (one) => one.personId)) {
		try {
			await client.write({
				operation: "POST /contacts/{id}/dissociateAccounts",
				method: "POST",
				path: path`/contacts/${personId}/dissociateAccounts`,
				json: { ids: leaving.map(({ organizationId }) => organizationId) },
				schema: anything,
			});
		} catch (error) {
			// Somebody who is gone, or who never belonged there, has left.
			if (!isVendorError(error) || !["not_found", "invalid"].includes(error.kind)) throw error;
		}
	}
}
