import type { Context } from "../../context.ts";
import { type Locale, toLocale } from "../../core/locale.ts";
import { type Caller, findCaller } from "../../db/callers.ts";
import { slackUsers } from "../../db/schema.ts";
import { isVendorError } from "../../lib/errors.ts";
import { botTokenPlace } from "../workspaces/bot-token.ts";

/** What a person waits for their language, once. */
const FIRST_LOOKUP_MS = 700;
const LATER_LOOKUP_MS = 5_000;
const RECHECK_MS = 24 * 3_600_000;

const FALLBACK: Locale = "en";

/** The language of a person's Slack, as last seen; somebody new is looked up, briefly. */
export async function resolveLocale(ctx: Context, caller: Caller): Promise<Locale> {
	if (!caller.locale) return (await learnLocale(ctx, caller, FIRST_LOOKUP_MS)) ?? FALLBACK;
	if (ctx.now() - (caller.localeCheckedAt ?? 0) > RECHECK_MS)
		ctx.later(learnLocale(ctx, caller, LATER_LOOKUP_MS));
	return caller.locale;
}

/** The language to write to somebody in who has not just asked for something. */
export async function resolvePersonLocale(ctx: Context, teamId: string, userId: string): Promise<Locale> {
	return resolveLocale(ctx, await findCaller(ctx.db.$client, { teamId, userId, channelId: "" }));
}

async function learnLocale(ctx: Context, caller: Caller, timeoutMs: number): Promise<Locale | null> {
	const { team, teamId, userId } = caller;
	if (team?.state !== "active") return null;
	try {
		const token = await ctx.sealer.open(team.botTokenSealed, botTokenPlace(teamId));
		const user = await ctx.slack(token, ctx.call(timeoutMs)).user(userId);
		const row = { locale: toLocale(user.locale ?? null), checkedAt: ctx.now() };
		await ctx.db
			.insert(slackUsers)
			.values({ teamId, userId, ...row })
			.onConflictDoUpdate({ target: [slackUsers.teamId, slackUsers.userId], set: row });
		return row.locale;
	} catch (error) {
		ctx.log.warn("slack.locale_unknown", {
			team: teamId,
			kind: isVendorError(error) ? error.kind : "unknown",
		});
		return null;
	}
}
