import { Hono } from "hono";
import type { ApiCall, SalesforceContext, SalesforceEnv } from "../app-env.ts";
import { createQueryContext } from "../query-context.ts";
import { type QueryResult, runQuery } from "../soql/run-query.ts";
import { malformed } from "../soql/syntax.ts";

const MIN_BATCH = 200;
const MAX_BATCH = 2000;

/** SOQL, page by page. */
export const queryRoutes = new Hono<SalesforceEnv>()
	.get("/query", (c) => answer(c, false))
	.get("/queryAll", (c) => answer(c, true))
	.get("/query/:locator", (c) => continueFrom(c))
	.get("/queryAll/:locator", (c) => continueFrom(c));

function answer(c: SalesforceContext, all: boolean): Response {
	const { call } = c.var;
	const soql = c.req.query("q");
	if (!soql) throw malformed("unexpected token: <EOF>");
	const result = runQuery(createQueryContext(call), soql, all);
	const asked = /batchSize\s*=\s*(\d+)/i.exec(c.req.header("sforce-query-options") ?? "")?.[1];
	const size = Math.min(MAX_BATCH, Math.max(MIN_BATCH, Number(asked ?? MAX_BATCH)));
	const pageSize = Math.min(size, call.org.policy.maxPageSize ?? size);
	return Response.json(toPage(call, result, 0, pageSize, null));
}

function continueFrom(c: SalesforceContext): Response {
	const { call } = c.var;
	const found = call.org.locators.read(call.user.id, c.req.param("locator") ?? "");
	return Response.json(toPage(call, found.result, found.from, found.pageSize, found.name));
}

function toPage(call: ApiCall, result: QueryResult, from: number, pageSize: number, name: string | null) {
	const { totalSize } = result;
	const to = from + pageSize;
	const records = result.show(from, to);
	if (to >= totalSize || records.length === 0) return { totalSize, done: true, records };
	const locator = name ?? call.org.locators.open(call.user.id, result, pageSize);
	const nextRecordsUrl = `/services/data/v${call.version}/query/${locator}-${to}`;
	return { totalSize, done: false, nextRecordsUrl, records };
}
