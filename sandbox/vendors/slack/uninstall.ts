import { teamOf } from "./create-state.ts";
import type { Events } from "./events.ts";
import type { SlackState } from "./state.ts";

/** Takes the app from a team and tells it; both events come, in no order that the app may count on. */
export async function uninstallApp(state: SlackState, events: Events, teamId: string): Promise<void> {
	const team = teamOf(state, teamId);
	if (!team.installation) return;
	team.installation = null;
	for (const token of state.tokens.values()) {
		if (token.teamId === teamId && token.kind === "bot") token.revoked = true;
	}
	for (const channel of team.channels.values()) {
		if (channel.kind !== "direct") channel.members.delete(team.botUserId);
	}
	team.modals.clear();
	team.homes.clear();
	state.changed();
	await Promise.all([
		events.send(teamId, { type: "tokens_revoked", tokens: { oauth: [], bot: [team.botUserId] } }),
		events.send(teamId, { type: "app_uninstalled" }),
	]);
}
