import { Hono } from "hono";
import type { SalesforceEnv } from "../app-env.ts";
import { describeObject, describeSummary } from "../describe.ts";
import { refuse } from "../errors.ts";
import { openWritable } from "../records/save.ts";
import { may } from "../users.ts";

/** What there is in the org, as the caller sees it. */
export const objectRoutes = new Hono<SalesforceEnv>()
	.get("/sobjects", (c) => {
		const { call } = c.var;
		const seen = [...call.org.schema.values()].filter(({ name }) => may(call.user, "r", name));
		return c.json({
			encoding: "UTF-8",
			maxBatchSize: 200,
			sobjects: seen.map((object) => describeSummary(call, object)),
		});
	})
	.get("/sobjects/:object/describe", (c) => {
		const { call } = c.var;
		const object = openWritable(call, c.req.param("object"));
		const since = Date.parse(c.req.header("if-modified-since") ?? "");
		if (!Number.isNaN(since) && object.changedAt <= since) return c.body(null, 304);
		c.header("Last-Modified", new Date(object.changedAt).toUTCString());
		return c.json(describeObject(call, object));
	})
	.get("/limits", (c) => {
		const { org, user } = c.var.call;
		if (!user.permissions.has("ViewSetup")) {
			throw refuse("INSUFFICIENT_ACCESS", "The user lacks View Setup and Configuration");
		}
		return c.json({
			DailyApiRequests: { Max: org.usage.max(), Remaining: org.usage.remaining() },
			DailyBulkV2QueryJobs: { Max: 10_000, Remaining: 10_000 },
			DataStorageMB: { Max: 10_240, Remaining: 9_120 },
		});
	});
