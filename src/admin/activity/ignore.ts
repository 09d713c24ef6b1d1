import { Hono } from "hono";
import * as v from "valibot";
import { setAllIgnored, setIgnored } from "../../services/activity/ignore.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { parseForm } from "../form.ts";
import { renderNotFound } from "../render.tsx";
import { actorOf } from "../workspace/frame.tsx";
import { isOwn } from "./deliveries.tsx";
import { type DeliveryQuery, deliveryQuery, toFilter, toKept } from "./delivery-filter.tsx";
import { pathOfDelivery } from "./delivery-path.ts";
import { openPlace, TABS } from "./frame.tsx";
import { parseQuery, withQuery } from "./query.ts";

const ignored = v.pipe(
	v.picklist(["yes", "no"]),
	v.transform((word) => word === "yes"),
);
const oneForm = v.object({ ignored, from: v.optional(v.literal("list")) });
const allForm = v.object({ ignored, until: v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)) });

/** Problems that need nobody: one, or all that a filter finds; and back. */
export function createIgnoreRoutes() {
	const app = new Hono<AdminEnv>();
	app.post("/admin/activity/deliveries/:id/ignore", async (c) => {
		const form = await parseForm(c, oneForm);
		const asked = parseQuery(c, deliveryQuery);
		if (!form.ok || !asked.ok) return renderNotFound(c);
		const deliveryId = c.req.param("id");
		const { deskId } = c.var.session;
		const { ignored: isIgnored, from } = form.values;
		const isThere = await setIgnored(c.var.ctx, { actor: actorOf(c), deskId, deliveryId, isIgnored });
		if (!isThere) return renderNotFound(c);
		return from ? toList(c, asked.values, isIgnored, 1) : c.redirect(pathOfDelivery({ id: deliveryId }), 303);
	});
	app.post(`${TABS.problems}/ignore`, async (c) => {
		const form = await parseForm(c, allForm);
		const asked = parseQuery(c, deliveryQuery);
		const place = await openPlace(c);
		if (!form.ok || !asked.ok || !place || !isOwn(place, asked.values.workspace)) return renderNotFound(c);
		const { ignored: isIgnored, until } = form.values;
		const count = await setAllIgnored(c.var.ctx, {
			actor: actorOf(c),
			desk: { id: place.desk.id, workspaces: place.workspaces },
			filter: toFilter(asked.values, "problems", place.timezone),
			until,
			isIgnored,
			asked: toLogged(asked.values),
		});
		return toList(c, asked.values, isIgnored, count);
	});
	return app;
}

function toList(c: PageContext, query: DeliveryQuery, isIgnored: boolean, count: number) {
	const done = { [isIgnored ? "ignored" : "unignored"]: String(count) };
	return c.redirect(withQuery(TABS.problems, { ...toKept(query), ...done }), 303);
}

/** What was asked for, as the log has it. `from` and `to` would be read there as a change. */
function toLogged({ workspace, state, event, q, from, to }: DeliveryQuery): Record<string, string> {
	const asked = { workspace, state, event, q, firstDay: from, lastDay: to };
	return Object.fromEntries(
		Object.entries(asked).flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
	);
}
