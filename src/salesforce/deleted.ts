import type { CrmObject } from "../core/sync/record.ts";
import { apiPath } from "./address.ts";
import { type ApiClient, readAnswer } from "./client.ts";
import type { DeletedPage } from "./crm.ts";
import { apiName } from "./objects.ts";
import { deletedAnswer } from "./schema.ts";

const OPERATION = "GET /sobjects/{object}/deleted";
/** Seconds are ignored, and a window of a minute or less is refused. */
const SHORTEST_MS = 2 * 60_000;
/** The log reaches back no further, and less when it is large. */
const LONGEST_MS = 15 * 24 * 3_600_000 - 60_000;

export async function readDeleted(
	client: ApiClient,
	object: CrmObject,
	from: number,
	to: number,
): Promise<DeletedPage> {
	const start = Math.max(Math.min(from, to - SHORTEST_MS), to - LONGEST_MS);
	const window = new URLSearchParams({ start: toTime(start), end: toTime(to) });
	const path = apiPath(`/sobjects/${apiName(object)}/deleted/?${window}`);
	const answer = readAnswer(deletedAnswer, await client.ask({ method: "GET", operation: OPERATION, path }), {
		operation: OPERATION,
		now: client.call.now(),
	});
	return {
		ids: answer.deletedRecords.map(({ id }) => id),
		knownFrom: from < start ? Math.max(start, answer.earliestDateAvailable) : answer.earliestDateAvailable,
		coveredTo: answer.latestDateCovered,
	};
}

function toTime(at: number): string {
	return new Date(at).toISOString().replace(/\.\d{3}Z$/, "+00:00");
}
