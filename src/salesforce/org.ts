import { isVendorError } from "../lib/errors.ts";
import { readChanges } from "./changes.ts";
import { createClient } from "./client.ts";
import { readClock } from "./clock.ts";
import type { Crm, CrmProvider } from "./crm.ts";
import { readDeleted } from "./deleted.ts";
import { createShapes } from "./describe.ts";
import { readFacts } from "./facts.ts";
import { createFieldBook } from "./field-book.ts";
import { checkBeforehand } from "./preflight.ts";
import { countRecords, readRecords, readRelatedAccounts } from "./records.ts";
import { writeFields } from "./write-back.ts";

export const openOrg: CrmProvider["open"] = (instanceUrl, tokens, call, memory): Crm => {
	const client = createClient(instanceUrl, tokens, call);
	const shapes = createShapes(client);
	const book = createFieldBook(shapes, memory);

	/** What is known of the org's objects has turned out to be old. */
	async function forgetting<T>(work: Promise<T>): Promise<T> {
		try {
			return await work;
		} catch (error) {
			const isOutdated = isVendorError(error) && /^INVALID_(?:FIELD|TYPE)/.test(error.code ?? "");
			if (isOutdated && error.status !== null) await book.forget();
			throw error;
		}
	}

	return {
		preflight: (expected, userId) => checkBeforehand(client, shapes, expected, userId),
		fields: (object) => book.list(object),
		clock: () => readClock(client),
		changes: (queries) => forgetting(readChanges(client, book, queries)),
		records: (query, ids) => forgetting(readRecords(client, book, query, ids)),
		deleted: (object, from, to) => readDeleted(client, object, from, to),
		count: (object, filter) => forgetting(countRecords(client, book, object, filter)),
		relatedAccounts: (contactIds) => forgetting(readRelatedAccounts(client, shapes, contactIds)),
		writeBack: (object, items) => writeFields(client, book, object, items),
		facts: (customer, shown) => forgetting(readFacts(client, shapes, customer, shown)),
		usage: client.usage,
		skew: client.skew,
		calls: client.calls,
	};
};
