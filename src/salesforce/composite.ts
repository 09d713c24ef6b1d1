import { VendorError } from "../lib/errors.ts";
import { apiPath } from "./address.ts";
import { type ApiClient, readAnswer } from "./client.ts";
import type { ApiAnswer } from "./errors.ts";
import { compositeAnswer } from "./schema.ts";

const OPERATION = "POST /composite";

/** Of one call; of them at most five queries. */
export const COMPOSITE_PARTS = 25;
export const COMPOSITE_QUERIES = 5;

export interface CompositePart {
	referenceId: string;
	/** From `/services/data` on. */
	path: string;
	httpHeaders?: Record<string, string>;
}

/** Reads many things with one call. Each part is answered as if it had been asked for alone. */
export async function readTogether(client: ApiClient, parts: readonly CompositePart[]): Promise<ApiAnswer[]> {
	if (parts.length > COMPOSITE_PARTS) throw new RangeError("too many parts of one call");
	const answer = await client.ask({
		method: "POST",
		operation: OPERATION,
		path: apiPath("/composite"),
		json: {
			allOrNone: false,
			compositeRequest: parts.map(({ path, ...part }) => ({ method: "GET", url: path, ...part })),
		},
	});
	const { compositeResponse } = readAnswer(compositeAnswer, answer, {
		operation: OPERATION,
		now: client.call.now(),
	});
	return parts.map(({ referenceId }) => {
		const found = compositeResponse.find((part) => part.referenceId === referenceId);
		if (!found) throw missingPart();
		return { status: found.httpStatusCode, headers: answer.headers, json: found.body };
	});
}

function missingPart(): VendorError {
	return new VendorError({
		vendor: "salesforce",
		kind: "malformed",
		status: 200,
		code: "part_missing",
		operation: OPERATION,
	});
}
