import { Hono } from "hono";
import { checkOrg } from "../../services/orgs/check-org.ts";
import type { AdminEnv } from "../env.ts";
import { renderNotFound } from "../render.tsx";
import { findOwn } from "./frame.tsx";
import { orgPath } from "./list.tsx";

/** Somebody changed in Salesforce what an org stood still for, and wants to know now. */
export function createCheckRoutes() {
	return new Hono<AdminEnv>().post("/admin/salesforce/:org/check", async (c) => {
		const org = await findOwn(c);
		if (org?.state !== "needs_admin") return org ? c.redirect(orgPath(org), 303) : renderNotFound(c);
		await checkOrg(c.var.ctx, org.id);
		const isWell = (await findOwn(c))?.state === "connected";
		return c.redirect(`${orgPath(org)}?done=${isWell ? "works" : "still"}`, 303);
	});
}
