import type { Context } from "../../context.ts";
import { findCaller } from "../../db/callers.ts";
import { isVendorError } from "../../lib/errors.ts";
import type { SlackPersonKey } from "../../services/agent-links/dm-settings.ts";
import { resolveLocale } from "../../services/commands/locale.ts";
import { requireOrigin } from "../../services/settings/settings.ts";
import { botTokenPlace } from "../../services/workspaces/bot-token.ts";
import type { SlackClient } from "../client.ts";
import { buildHome } from "../views/home.ts";
import { loadHomeDesks } from "./load-home.ts";

const SLACK_TIMEOUT_MS = 5_000;

/** Draws one person's App Home anew, as everything is now. Never throws: it is drawn again when it is opened. */
export async function showHome(ctx: Context, person: SlackPersonKey): Promise<void> {
	try {
		const caller = await findCaller(ctx.db.$client, { ...person, channelId: "" });
		if (caller.team?.state !== "active") return;
		const token = await ctx.sealer.open(caller.team.botTokenSealed, botTokenPlace(person.teamId));
		const slack = ctx.slack(token, ctx.call(SLACK_TIMEOUT_MS));
		const [locale, personName, desks] = await Promise.all([
			resolveLocale(ctx, caller),
			findName(slack, person.userId),
			loadHomeDesks(ctx, caller),
		]);
		const setupUrl = desks.length === 0 ? `${await requireOrigin(ctx)}/setup` : null;
		await slack.publishHome(
			person.userId,
			buildHome({ locale, now: ctx.now(), personName, desks, setupUrl }),
		);
	} catch (error) {
		const [kind, code] = isVendorError(error) ? [error.kind, error.code] : ["broken", (error as Error).name];
		ctx.log.warn("slack.home_not_shown", { team: person.teamId, kind, code });
	}
}

async function findName(slack: SlackClient, userId: string): Promise<string | null> {
	try {
		const { real_name, profile, name } = await slack.user(userId);
		return profile.display_name || real_name || profile.real_name || name || null;
	} catch (error) {
		if (!isVendorError(error)) throw error;
		return null;
	}
}
