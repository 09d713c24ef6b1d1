import { and, eq, inArray, ne, type SQL } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { mappings, slackTeams } from "../../db/schema.ts";
import { wakeTeam } from "./wake-team.ts";

export interface ChannelPlace {
	teamId: string;
	channelId: string;
}

/** Slack's own words for what keeps the bot from posting. */
export type ChannelTrouble = "is_archived" | "channel_not_found" | "not_in_channel";

/** Nothing can be posted there from now on: the pages say so. Whoever posts tells the administrator. */
export async function markChannel(ctx: Context, place: ChannelPlace, trouble: ChannelTrouble): Promise<void> {
	await setTrouble(ctx, at(place), trouble);
}

/** The bot is out. A public channel takes its posts from outside, where the installation has that permission. */
export async function leaveChannel(ctx: Context, place: ChannelPlace): Promise<void> {
	const [team] = await ctx.db
		.select({ scopes: slackTeams.scopes })
		.from(slackTeams)
		.where(eq(slackTeams.teamId, place.teamId));
	const staysOpen = team?.scopes.split(",").includes("chat:write.public");
	const its = staysOpen ? and(at(place), ne(mappings.channelKind, "public")) : at(place);
	await setTrouble(ctx, its, "not_in_channel");
}

/** What was wrong with the channel is over: what waits for it goes out. */
export async function clearChannel(
	ctx: Context,
	place: ChannelPlace,
	over: readonly ChannelTrouble[],
): Promise<void> {
	const cleared = await ctx.db
		.update(mappings)
		.set({ trouble: null, troubleAt: null, updatedAt: ctx.now() })
		.where(and(at(place), inArray(mappings.trouble, [...over])))
		.returning({ deskId: mappings.deskId });
	if (cleared.length > 0) await wakeTeam(ctx, place.teamId);
}

export async function renameChannel(ctx: Context, place: ChannelPlace, name: string): Promise<void> {
	await ctx.db
		.update(mappings)
		.set({ channelName: name, updatedAt: ctx.now() })
		.where(and(at(place), ne(mappings.channelName, name)));
}

/** The same channel under another id (Slack does this when one becomes shared between companies). */
export async function moveChannel(ctx: Context, place: ChannelPlace, newId: string): Promise<void> {
	await ctx.db
		.update(mappings)
		.set({ channelId: newId, trouble: null, troubleAt: null, updatedAt: ctx.now() })
		.where(at(place));
	await wakeTeam(ctx, place.teamId, [{ workspaceId: null, from: place.channelId, to: newId }]);
}

function at({ teamId, channelId }: ChannelPlace): SQL | undefined {
	return and(eq(mappings.teamId, teamId), eq(mappings.channelId, channelId));
}

async function setTrouble(ctx: Context, its: SQL | undefined, trouble: ChannelTrouble): Promise<void> {
	const now = ctx.now();
	await ctx.db.update(mappings).set({ trouble, troubleAt: now, updatedAt: now }).where(its);
}
