import { isVendorError, VendorError } from "../lib/errors.ts";
import { apiPath } from "./address.ts";
import { type ApiClient, readAnswer } from "./client.ts";
import { COMPOSITE_QUERIES, readTogether } from "./composite.ts";
import type { ApiAnswer } from "./errors.ts";
import { type QueryAnswer, queryAnswer, type SalesforceRecord } from "./schema.ts";
import type { Soql } from "./soql.ts";

/** `queryAll` also sees what is in the recycle bin. */
export type QueryKind = "query" | "queryAll";

/** Salesforce takes 16 KB of address and headers together. */
const MOST_PATH = 12_000;
/** Only advice: a page of wide rows is shorter. */
const PAGE_HEADERS = { "sforce-query-options": "batchSize=2000" };

export function queryPath(kind: QueryKind, soql: string): string {
	// A reference is looked for before the address is decoded. Nobody's value can look like one: see `quoted`.
	const encoded = encodeURIComponent(soql).replace(/%40%7B.*?%7D/g, decodeURIComponent);
	return apiPath(`/${kind}?q=${encoded}`);
}

/** The first page of each query, in one call for every five. */
export async function askQueries(
	client: ApiClient,
	kind: QueryKind,
	queries: readonly Soql[],
): Promise<QueryAnswer[]> {
	const [only] = queries;
	const path = only === undefined ? "" : queryPath(kind, only);
	if (queries.length === 1 && path.length <= MOST_PATH) return [await askPage(client, kind, path)];
	const pages: QueryAnswer[] = [];
	for (let start = 0; start < queries.length; start += COMPOSITE_QUERIES) {
		const some = queries.slice(start, start + COMPOSITE_QUERIES);
		const answers = await readTogether(
			client,
			some.map((soql, index) => ({
				referenceId: `query${index}`,
				path: queryPath(kind, soql),
				httpHeaders: PAGE_HEADERS,
			})),
		);
		pages.push(...answers.map((answer) => readPage(client, kind, answer)));
	}
	return pages;
}

/** The page behind this one; null behind the last. */
export async function askNext(
	client: ApiClient,
	kind: QueryKind,
	{ done, nextRecordsUrl }: QueryAnswer,
): Promise<QueryAnswer | null> {
	if (done || nextRecordsUrl === null) return null;
	// It is a path, and goes nowhere else.
	if (!/^\/services\/data\/v\d+\.\d\/query(?:All)?\/[\w-]+$/.test(nextRecordsUrl)) {
		throw new VendorError({
			vendor: "salesforce",
			kind: "malformed",
			status: 200,
			code: "nextRecordsUrl",
			operation: `GET /${kind}/{locator}`,
		});
	}
	return askPage(client, kind, nextRecordsUrl);
}

/** Every row of every query, however many pages they come in. */
export async function askEverything(
	client: ApiClient,
	kind: QueryKind,
	queries: readonly Soql[],
): Promise<SalesforceRecord[]> {
	const rows: SalesforceRecord[] = [];
	for (const first of await askQueries(client, kind, queries)) {
		for (let page: QueryAnswer | null = first; page; page = await askNext(client, kind, page)) {
			for (const row of page.records) rows.push(row);
		}
	}
	return rows;
}

async function askPage(client: ApiClient, kind: QueryKind, path: string): Promise<QueryAnswer> {
	const operation = `GET /${kind}`;
	return readPage(client, kind, await client.ask({ method: "GET", operation, path, headers: PAGE_HEADERS }));
}

function readPage(client: ApiClient, kind: QueryKind, answer: ApiAnswer): QueryAnswer {
	return readAnswer(queryAnswer, answer, { operation: `GET /${kind}`, now: client.call.now() });
}

/** An answer above what is read at once. */
export function isTooLarge(error: unknown): boolean {
	return isVendorError(error) && error.kind === "malformed" && error.code === "too_large";
}
