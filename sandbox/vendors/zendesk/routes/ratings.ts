import { Hono } from "hono";
import type { ZendeskEnv } from "../app-env.ts";
import { noAccess } from "../errors.ts";
import { agentsOnly, needs } from "../guard.ts";
import { paginate } from "../paging.ts";
import { toTime } from "../serialize.ts";

export const ratingRoutes = new Hono<ZendeskEnv>().get(
	"/satisfaction_ratings",
	needs("read", "satisfaction_ratings"),
	agentsOnly,
	(c) => {
		if (c.var.user.role !== "admin") throw noAccess();
		const { subdomain, ratings } = c.env.account;
		const newestFirst = c.req.query("sort") === "-created_at";
		const { items, envelope } = paginate(c, newestFirst ? ratings.toReversed() : ratings);
		return c.json({
			satisfaction_ratings: items.map((rating) => ({
				url: `https://${subdomain}.zendesk.com/api/v2/satisfaction_ratings/${rating.id}.json`,
				id: rating.id,
				ticket_id: rating.ticketId,
				requester_id: rating.requesterId,
				assignee_id: rating.assigneeId,
				group_id: rating.groupId,
				score: rating.score,
				created_at: toTime(rating.createdAt),
				updated_at: toTime(rating.createdAt),
			})),
			...envelope,
		});
	},
);
