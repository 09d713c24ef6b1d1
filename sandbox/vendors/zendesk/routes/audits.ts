import { Hono } from "hono";
import type { ZendeskEnv } from "../app-env.ts";
import { agentsOnly, needs } from "../guard.ts";
import { paginate } from "../paging.ts";
import { toUserJson } from "../serialize.ts";
import { toAuditJson } from "../serialize-hearing.ts";
import { parseInclude, pick } from "../sideloads.ts";
import { isNewestFirst, requireTicket } from "./tickets.ts";

export const auditRoutes = new Hono<ZendeskEnv>().get(
	"/tickets/:id{[0-9]+}/audits",
	needs("read", null),
	agentsOnly,
	(c) => {
		const { account } = c.env;
		const audits = account.history.auditsOf(requireTicket(c).id);
		const { items, envelope } = paginate(c, isNewestFirst(c) ? audits.toReversed() : audits);
		const authors = parseInclude(c.req.query("include")).includes("users")
			? pick(
					account.users,
					items.map(({ authorId }) => authorId),
				)
			: null;
		return c.json({
			audits: items.map((audit) => toAuditJson(account, audit)),
			...(authors ? { users: authors.map((user) => toUserJson(account, user)) } : {}),
			...envelope,
		});
	},
);
