import { eq } from "drizzle-orm";
import type { Context as HonoContext } from "hono";
import * as v from "valibot";
import type { AppEnv } from "../app-env.ts";
import type { Context } from "../context.ts";
import { slackTeams } from "../db/schema.ts";
import { parseJson } from "../lib/http.ts";
import { doOnce } from "../services/slack-events/claim-once.ts";
import { disconnectTeam } from "../services/workspaces/disconnect-team.ts";
import { confirmChannel } from "./install.ts";
import { type EventCallback, eventEnvelopeSchema, membershipSchema, tokensRevokedSchema } from "./schema.ts";

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
	await doOnce(ctx, envelope.event_id, () => handleEventCallback(ctx, envelope));
	return c.body(null, 200);
}

async function handleEventCallback(ctx: Context, envelope: EventCallback): Promise<void> {
	// In shared channels the outer team is the other company's.
	const teamId = envelope.authorizations[0]?.team_id ?? envelope.team_id;
	if (!teamId) return;
	switch (envelope.event.type) {
		case "app_uninstalled":
			await disconnectTeam(ctx, teamId);
			return;
		case "tokens_revoked": {
			const revoked = v.safeParse(tokensRevokedSchema, envelope.event);
			if (revoked.success && revoked.output.tokens.bot.length > 0) await disconnectTeam(ctx, teamId);
			return;
		}
		case "member_joined_channel": {
			const joined = v.safeParse(membershipSchema, envelope.event);
			if (!joined.success || !(await isOurBot(ctx, teamId, joined.output.user))) return;
			await confirmChannel(ctx, { teamId, channelId: joined.output.channel });
		}
	}
}

async function isOurBot(ctx: Context, teamId: string, userId: string): Promise<boolean> {
	const [team] = await ctx.db
		.select({ botUserId: slackTeams.botUserId })
		.from(slackTeams)
		.where(eq(slackTeams.teamId, teamId));
	return team?.botUserId === userId;
}
