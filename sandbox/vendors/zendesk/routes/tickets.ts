import { Hono } from "hono";
import type { ZendeskContext, ZendeskEnv } from "../app-env.ts";
import { ApiError, noAccess, recordNotFound } from "../errors.ts";
import { agentsOnly, needs } from "../guard.ts";
import { paginate } from "../paging.ts";
import { maySee } from "../rights.ts";
import { toCommentJson, toTicketJson, toUserJson } from "../serialize.ts";
import { parseInclude, pick, toTicketSideloads } from "../sideloads.ts";
import type { TicketRecord } from "../state.ts";

export const ticketRoutes = new Hono<ZendeskEnv>()
	.get("/tickets/:id{[0-9]+}", needs("read", "tickets"), agentsOnly, (c) => {
		const ticket = requireTicket(c);
		return c.json({
			ticket: toTicketJson(c.env.account, ticket),
			...toTicketSideloads(c.env.account, [ticket], parseInclude(c.req.query("include"))),
		});
	})
	.get("/tickets/:id{[0-9]+}/comments", needs("read", "tickets"), agentsOnly, (c) => {
		const { account } = c.env;
		const ticket = requireTicket(c);
		const { items, envelope } = paginate(
			c,
			isNewestFirst(c) ? ticket.comments.toReversed() : ticket.comments,
		);
		const authors = parseInclude(c.req.query("include")).includes("users")
			? {
					users: pick(
						account.users,
						items.map(({ authorId }) => authorId),
					).map((user) => toUserJson(account, user)),
				}
			: {};
		return c.json({
			comments: items.map((comment) => toCommentJson(account, ticket, comment)),
			...authors,
			...envelope,
		});
	});

export function requireTicket(c: ZendeskContext): TicketRecord {
	const ticket = c.env.account.tickets.get(Number(c.req.param("id")));
	if (!ticket) throw recordNotFound();
	if (!maySee(c.var.user, ticket)) throw noAccess();
	return ticket;
}

/** `sort` belongs to cursor paging, `sort_order` to offset paging; each ignores the other's. */
export function isNewestFirst(c: ZendeskContext): boolean {
	if (c.req.query("page[size]") === undefined) return c.req.query("sort_order") === "desc";
	const sort = c.req.query("sort") ?? "created_at";
	if (!["created_at", "-created_at"].includes(sort)) {
		throw new ApiError(400, { error: "InvalidPaginationParameter", description: "sort is not valid" });
	}
	return sort === "-created_at";
}
