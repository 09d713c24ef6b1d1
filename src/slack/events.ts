import { eq } from "drizzle-orm";
import type { Context as HonoContext } from "hono";
import * as v from "valibot";
import type { AppEnv } from "../app-env.ts";
import type { Context } from "../context.ts";
import { slackTeams } from "../db/schema.ts";
import { parseJson } from "../lib/http.ts";
import { doOnce } from "../services/slack-events/claim-once.ts";
import { leaveChannel } from "../services/workspaces/channel-life.ts";
import { disconnectTeam } from "../services/workspaces/disconnect-team.ts";
import { handleChannelEvent } from "./channel-events.ts";
import { showHome } from "./home/show-home.ts";
import { confirmChannel } from "./install.ts";
import {
	type EventCallback,
	eventEnvelopeSchema,
	homeOpenedSchema,
	linkSharedSchema,
	membershipSchema,
	tokensRevokedSchema,
} from "./schema.ts";
import { unfurlLinks } from "./unfurl.ts";

/**
 * `POST /slack/events`, verified. Each event is acted on once, however often Slack repeats it; one that fails is
 * answered 500 so that Slack does. Event types we don't know are answered 200.
 */
export async function handleEvent(c: HonoContext<AppEnv>, rawBody: string): Promise<Response> {
	const parsed = v.safeParse(eventEnvelopeSchema, parseJson(rawBody));
	if (!parsed.success) return c.body(null, 400);
	const envelope = parsed.output;
	const { ctx } = c.var;
	if (envelope.type === "url_verification") return c.text(envelope.challenge);
	if (envelope.type === "app_rate_limited") {
		ctx.log.warn("slack.events_rate_limited", { team: envelope.team_id });
		return c.body(null, 200);
	}
	// In shared channels the outer team is the other company's.
	const teamId = envelope.authorizations[0]?.team_id ?? envelope.team_id;
	if (!teamId) return c.body(null, 200);
	if (envelope.event.type === "app_home_opened") openHome(ctx, teamId, envelope);
	else await doOnce(ctx, envelope.event_id, () => handleEventCallback(ctx, teamId, envelope));
	return c.body(null, 200);
}

/** Opened again it is drawn again: nothing has to be remembered of it. */
function openHome(ctx: Context, teamId: string, { event }: EventCallback): void {
	const opened = v.safeParse(homeOpenedSchema, event);
	if (!opened.success || opened.output.tab !== "home") return;
	ctx.later(showHome(ctx, { teamId, userId: opened.output.user }));
}

async function handleEventCallback(ctx: Context, teamId: string, envelope: EventCallback): Promise<void> {
	const { event } = envelope;
	switch (event.type) {
		case "app_uninstalled":
			return disconnectTeam(ctx, teamId, toHappenedBy(ctx, envelope));
		case "tokens_revoked": {
			const revoked = v.safeParse(tokensRevokedSchema, event);
			if (revoked.success && revoked.output.tokens.bot.length > 0) {
				await disconnectTeam(ctx, teamId, toHappenedBy(ctx, envelope));
			}
			return;
		}
		case "link_shared": {
			const shared = v.safeParse(linkSharedSchema, event);
			// Slack takes no card before this event is answered.
			if (shared.success) ctx.later(unfurlLinks(ctx, teamId, shared.output, envelope));
			return;
		}
		case "member_joined_channel":
		case "member_left_channel": {
			const member = v.safeParse(membershipSchema, event);
			if (!member.success || !(await isOurBot(ctx, teamId, member.output.user))) return;
			const place = { teamId, channelId: member.output.channel };
			if (event.type === "member_left_channel") await leaveChannel(ctx, place);
			else await confirmChannel(ctx, place);
			return;
		}
		default:
			return handleChannelEvent(ctx, teamId, event);
	}
}

/** Slack tells whole seconds: the end of that one, so that nothing which happened before it counts as later. */
function toHappenedBy(ctx: Context, { event_time }: EventCallback): number {
	return event_time === undefined ? ctx.now() : (event_time + 1) * 1000;
}

async function isOurBot(ctx: Context, teamId: string, userId: string): Promise<boolean> {
	const [team] = await ctx.db
		.select({ botUserId: slackTeams.botUserId })
		.from(slackTeams)
		.where(eq(slackTeams.teamId, teamId));
	return team?.botUserId === userId;
}
