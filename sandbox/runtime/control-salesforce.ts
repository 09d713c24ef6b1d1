import type { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import * as v from "valibot";
import type { Sandbox } from "./sandbox.ts";

const text = v.string();
const fields = v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()]));
const merge = v.object({ losers: v.array(text) });
const convert = v.object({
	accountId: v.exactOptional(text),
	contactId: v.exactOptional(text),
	withOpportunity: v.exactOptional(v.boolean()),
});
const late = v.object({
	id: v.exactOptional(text),
	object: v.exactOptional(text),
	fields,
	commitsInMs: v.exactOptional(v.number()),
});
const policy = v.object({
	requiresPkce: v.exactOptional(v.boolean()),
	rotatesRefreshTokens: v.exactOptional(v.boolean()),
	givesRefreshTokens: v.exactOptional(v.boolean()),
	refreshIdleDays: v.exactOptional(v.nullable(v.number())),
	sessionMinutes: v.exactOptional(v.number()),
	locksSessions: v.exactOptional(v.boolean()),
	blocksRest: v.exactOptional(v.boolean()),
	isAppInstalled: v.exactOptional(v.boolean()),
	knowsCallback: v.exactOptional(v.boolean()),
	hasApi: v.exactOptional(v.boolean()),
	deleteMovesStamp: v.exactOptional(v.boolean()),
	findsDuplicates: v.exactOptional(v.boolean()),
	assignsOwners: v.exactOptional(v.boolean()),
	showsAppUsage: v.exactOptional(v.boolean()),
	maxPageSize: v.exactOptional(v.nullable(v.number())),
});
const user = v.object({
	rights: v.exactOptional(v.picklist(["administrator", "minimum", "lacking", "api_only", "no_api", "sales"])),
	isActive: v.exactOptional(v.boolean()),
	isFrozen: v.exactOptional(v.boolean()),
	hiddenFields: v.exactOptional(v.array(text)),
});
const limit = v.object({ max: v.exactOptional(v.number()), used: v.exactOptional(v.number()) });
const trouble = v.object({
	on: v.picklist(["request", "record", "token", "page"]),
	code: text,
	message: v.exactOptional(text),
	fields: v.exactOptional(v.array(text)),
	match: v.exactOptional(text),
	times: v.exactOptional(v.number()),
});

/** Acting in a simulated org, on its records, its settings and its tokens. */
export function addSalesforceControl(app: Hono, { salesforce }: Sandbox): void {
	const at = "/salesforce/:org";
	const ok = { ok: true };

	app.use(`${at}/*`, async (c, next) => {
		const known = salesforce.orgs().some(({ key }) => key === c.req.param("org"));
		if (!known) throw new HTTPException(404, { message: "there is no such org" });
		await next();
	});

	app.get(`${at}/records/:object`, (c) => {
		const { search, limit: asked, deleted } = c.req.query();
		const options = { search: search ?? "", limit: Number(asked ?? 50), withDeleted: deleted === "true" };
		return c.json({ records: salesforce.records(c.req.param("object"), options, c.req.param("org")) });
	});
	app.get(`${at}/record/:id`, (c) =>
		c.json({ record: salesforce.record(c.req.param("id"), c.req.param("org")) }),
	);
	app.post(`${at}/records/:object`, async (c) => {
		const { org, object } = c.req.param();
		return c.json({ id: salesforce.createRecord(object, v.parse(fields, await c.req.json()), org) });
	});
	app.post(`${at}/record/:id`, async (c) => {
		const { org, id } = c.req.param();
		salesforce.updateRecord(id, v.parse(fields, await c.req.json()), org);
		return c.json({ record: salesforce.record(id, org) });
	});
	app.post(`${at}/record/:id/delete`, (c) => {
		salesforce.deleteRecord(c.req.param("id"), c.req.param("org"));
		return c.json(ok);
	});
	app.post(`${at}/record/:id/undelete`, (c) => {
		salesforce.undeleteRecord(c.req.param("id"), c.req.param("org"));
		return c.json(ok);
	});
	app.post(`${at}/record/:id/purge`, (c) => {
		salesforce.purgeRecord(c.req.param("id"), c.req.param("org"));
		return c.json(ok);
	});
	app.post(`${at}/record/:id/merge`, async (c) => {
		const { losers } = v.parse(merge, await c.req.json());
		salesforce.mergeRecords(c.req.param("id"), losers, c.req.param("org"));
		return c.json(ok);
	});
	app.post(`${at}/record/:id/convert`, async (c) => {
		const into = v.parse(convert, await c.req.json().catch(() => ({})));
		return c.json(salesforce.convertLead(c.req.param("id"), into, c.req.param("org")));
	});
	app.post(`${at}/late`, async (c) => {
		const given = v.parse(late, await c.req.json());
		const org = c.req.param("org");
		salesforce.beginLate(
			(control) => {
				if (given.id) control.updateRecord(given.id, given.fields, org);
				else control.createRecord(given.object ?? "Contact", given.fields, org);
			},
			{ commitsInMs: given.commitsInMs ?? 0 },
			org,
		);
		return c.json(ok);
	});

	app.get(`${at}/policy`, (c) => c.json(salesforce.policy(c.req.param("org"))));
	app.post(`${at}/policy`, async (c) => {
		salesforce.setPolicy(v.parse(policy, await c.req.json()), c.req.param("org"));
		return c.json(salesforce.policy(c.req.param("org")));
	});
	app.post(`${at}/users/:user`, async (c) => {
		salesforce.setUser(c.req.param("user"), v.parse(user, await c.req.json()), c.req.param("org"));
		return c.json(ok);
	});
	app.get(`${at}/tokens`, (c) =>
		c.json({
			refreshes: salesforce.refreshCount(c.req.param("org")),
			calls: salesforce.callCount(c.req.param("org")),
		}),
	);
	app.post(`${at}/tokens/expire`, (c) => {
		salesforce.expireAccessTokens(c.req.param("org"));
		return c.json(ok);
	});
	app.post(`${at}/tokens/revoke`, async (c) => {
		const { user: name } = v.parse(
			v.object({ user: v.optional(text) }),
			await c.req.json().catch(() => ({})),
		);
		salesforce.revokeTokens(name, c.req.param("org"));
		return c.json(ok);
	});
	app.post(`${at}/limit`, async (c) => {
		salesforce.setLimit(v.parse(limit, await c.req.json()), c.req.param("org"));
		return c.json(ok);
	});
	app.post(`${at}/troubles`, async (c) => {
		salesforce.addTrouble(v.parse(trouble, await c.req.json()), c.req.param("org"));
		return c.json(ok);
	});
	app.delete(`${at}/troubles`, (c) => {
		salesforce.clearTroubles(c.req.param("org"));
		return c.json(ok);
	});
}
