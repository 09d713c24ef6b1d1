import type { ApiClient } from "./client.ts";

/** Salesforce's time by its last answer; if there was none yet, by one that needs no rights and no allocation. */
export async function readClock(client: ApiClient): Promise<number> {
	if (client.skew() === null) {
		await client.ask({ method: "GET", operation: "GET /services/data", path: "/services/data" });
	}
	return client.call.now() + (client.skew() ?? 0);
}
