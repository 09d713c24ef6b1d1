import { Hono } from "hono";
import type { ZendeskContext, ZendeskEnv } from "../app-env.ts";
import { ApiError } from "../errors.ts";
import { adminsOnly, needs } from "../guard.ts";
import { paginate } from "../paging.ts";
import { toRatingJson } from "../serialize-hearing.ts";
import type { RatingRecord } from "../state.ts";

export const ratingRoutes = new Hono<ZendeskEnv>().get(
	"/satisfaction_ratings",
	needs("read", "satisfaction_ratings"),
	adminsOnly,
	(c) => {
		const { account } = c.env;
		const asked = toFilter(c);
		const ratings = account.ratings.filter(asked);
		const newestFirst = c.req.query("sort") === "-created_at";
		const { items, envelope } = paginate(c, newestFirst ? ratings.toReversed() : ratings);
		return c.json({
			satisfaction_ratings: items.map((rating) => toRatingJson(account, rating)),
			...envelope,
		});
	},
);

/** By score (`received` is any answer) and by time in seconds. */
function toFilter(c: ZendeskContext): (rating: RatingRecord) => boolean {
	const [score, comment] =
		/^(\w+?)(_with_comment|_without_comment)?$/.exec(c.req.query("score") ?? "")?.slice(1) ?? [];
	const from = toMs(c, "start_time") ?? Number.NEGATIVE_INFINITY;
	const until = toMs(c, "end_time") ?? Number.POSITIVE_INFINITY;
	return (rating) => {
		const isScore = !score || rating.score === score || (score === "received" && rating.score !== "offered");
		const isCommented = !comment || Boolean(rating.comment) === (comment === "_with_comment");
		return isScore && isCommented && rating.createdAt >= from && rating.createdAt <= until;
	};
}

function toMs(c: ZendeskContext, name: string): number | null {
	const value = c.req.query(name);
	if (value === undefined) return null;
	if (!/^\d+$/.test(value)) {
		throw new ApiError(400, { error: "InvalidValue", description: `${name} must be a time in seconds` });
	}
	return Number(value) * 1000;
}
