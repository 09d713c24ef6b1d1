import { Hono } from "hono";
import type { ZendeskEnv } from "../app-env.ts";
import { pageHeaders, toLocale } from "../page.ts";
import { buildNoTicketPage, buildTicketPage } from "../ticket-page.ts";

/** Where a link to a ticket leads. Read-only: agents act in the playground. */
export const consoleRoutes = new Hono<ZendeskEnv>().get("/agent/tickets/:id{[0-9]+}", (c) => {
	const ticket = c.env.account.tickets.get(Number(c.req.param("id")));
	const locale = toLocale(c);
	if (!ticket) return c.html(buildNoTicketPage(locale), 404, pageHeaders);
	return c.html(buildTicketPage(c.env.account, ticket, locale), 200, pageHeaders);
});
