import { Hono } from "hono";
import * as v from "valibot";
import type { CrmPanel, CrmSync } from "./crm-panel.ts";
import { readBody } from "./read-body.ts";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const Fields = v.object({ fields: v.record(v.string(), v.pipe(v.string(), v.maxLength(60_000))) });
const Merge = v.object({ otherId: id });

/** The simulated Salesforce as JSON, for the page. `sync`: left out where nothing is kept in step with it. */
export function createCrmRoutes(crm: CrmPanel, sync?: CrmSync): Hono {
	const app = new Hono();

	app.get("/", async (c) => {
		const connected = (await sync?.connected()) ?? [];
		const orgs = crm.orgs().map((org) => ({ ...org, isConnected: connected.includes(org.key) }));
		return c.json({ orgs, objects: crm.objects });
	});
	app.post("/sync", async (c) => c.json({ outcome: (await sync?.run()) ?? "nothing_on" }));
	app.get("/:org/list/:object", (c) => {
		const { org, object } = c.req.param();
		return c.json(crm.records(org, object, c.req.query("search") ?? ""));
	});
	app.post("/:org/list/:object", async (c) => {
		const body = await readBody(c, Fields);
		if (body instanceof Response) return body;
		return c.json({ id: crm.add(c.req.param("org"), c.req.param("object"), body.fields) });
	});
	app.get("/:org/record/:id", (c) => {
		const record = crm.record(c.req.param("org"), c.req.param("id"));
		return record ? c.json(record) : c.json({ error: "There is no such record." }, 404);
	});
	app.get("/:org/record/:id/counterparts", async (c) =>
		c.json({ counterparts: (await sync?.counterparts(c.req.param("id"))) ?? [] }),
	);
	app.post("/:org/record/:id", async (c) => {
		const body = await readBody(c, Fields);
		if (body instanceof Response) return body;
		crm.save(c.req.param("org"), c.req.param("id"), body.fields);
		return c.json({});
	});
	app.post("/:org/record/:id/merge", async (c) => {
		const body = await readBody(c, Merge);
		if (body instanceof Response) return body;
		crm.merge(c.req.param("org"), c.req.param("id"), body.otherId.trim());
		return c.json({});
	});
	for (const verb of ["remove", "restore", "convert"] as const) {
		app.post(`/:org/record/:id/${verb}`, async (c) => {
			const body = await readBody(c, v.object({}));
			if (body instanceof Response) return body;
			const result = crm[verb](c.req.param("org"), c.req.param("id"));
			return c.json(typeof result === "string" ? { id: result } : {});
		});
	}

	app.onError((error, c) => c.json({ error: error.message }, 422));
	return app;
}
