import type { Context } from "../../context.ts";

/** Where a team's bot token is sealed to. Several desks share it, so it belongs to none. */
export function botTokenPlace(teamId: string) {
	return { table: "slack_teams", column: "bot_token_sealed", row: teamId, desk: "" };
}

/** null when the team's token was revoked. Throws `SealError`. */
export async function openBotToken(
	ctx: Context,
	team: { teamId: string; botTokenSealed: string; state: "active" | "revoked" },
): Promise<string | null> {
	if (team.state === "revoked" || team.botTokenSealed === "") return null;
	return ctx.sealer.open(team.botTokenSealed, botTokenPlace(team.teamId));
}
