import type { DirectoryKind } from "../../../core/sync/record.ts";
import { isVendorError } from "../../../lib/errors.ts";
import type { Retirement, Submission, WriteResult } from "../../desk-directory.ts";
import type { ZohoClient } from "../client.ts";
import { each, toFailure, toMassResult } from "./failures.ts";
import { massAnswer } from "./schema.ts";

interface Leaving {
	key: string;
	id: string;
}

/**
 * Contacts can be marked as spam, which keeps their mail out; both kinds go to the recycle bin. Neither has tags, and
 * an account can't be kept out.
 */
export async function retire(
	client: ZohoClient,
	kind: DirectoryKind,
	records: readonly Leaving[],
	how: Retirement,
): Promise<Submission> {
	if (records.length === 0) return { done: [], jobId: null };
	if (how.by === "tag") return refuseAll(records, "Zoho Desk has no tags on accounts and contacts");
	if (how.by === "suspend" && kind === "organization") {
		return refuseAll(records, "An account can't be suspended");
	}
	const action = how.by === "suspend" ? SPAM : TRASH[kind];
	return retireAll(client, records, action);
}

interface Action {
	path: string;
	json: (ids: string[]) => Record<string, unknown>;
}

const SPAM: Action = {
	path: "/contacts/markSpam",
	// Tickets stay what they are: they were answered once.
	json: (ids) => ({ ids, isSpam: true, handleExistingTickets: false }),
};

const TRASH: Readonly<Record<DirectoryKind, Action>> = {
	person: { path: "/contacts/moveToTrash", json: (contactIds) => ({ contactIds }) },
	organization: { path: "/accounts/moveToTrash", json: (accountIds) => ({ accountIds }) },
};

/** All at once; one by one when the vendor refuses all for one of them. */
async function retireAll(
	client: ZohoClient,
	records: readonly Leaving[],
	action: Action,
): Promise<Submission> {
	try {
		const answer = await client.write({
			operation: `POST ${action.path}`,
			method: "POST",
			path: action.path,
			json: action.json(records.map(({ id }) => id)),
			schema: massAnswer,
		});
		return { done: records.map(({ key, id }) => toMassResult(key, id, answer)), jobId: null };
	} catch (error) {
		const isOnesOwn = isVendorError(error) && (error.kind === "invalid" || error.kind === "not_found");
		if (!isOnesOwn) throw error;
		if (records.length === 1) return { done: records.map(({ key }) => toFailure(key, error)), jobId: null };
		return each(
			records,
			({ key }) => [key],
			async (record) => (await retireAll(client, [record], action)).done,
		);
	}
}

function refuseAll(records: readonly Leaving[], answer: string): Submission {
	const done = records.map(({ key }): WriteResult => ({ key, ok: false, reason: "refused", answer }));
	return { done, jobId: null };
}
