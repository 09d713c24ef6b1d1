import { teamOf } from "./create-state.ts";
import type { Events } from "./events.ts";
import type { ChannelState, SlackState, TeamState } from "./state.ts";

/** What happens to channels and people beside the app, and what it is told of it. */
export function createChannelChanges(state: SlackState, events: Events) {
	/** The app hears of channels it sees: public ones, and private ones that it is in. */
	async function tell(team: TeamState, channel: ChannelState, what: string, more: object): Promise<void> {
		state.changed();
		if (!team.installation || (channel.kind === "private" && !channel.members.has(team.botUserId))) return;
		const type = `${channel.kind === "private" ? "group" : "channel"}_${what}`;
		await events.send(team.id, { type, ...more });
	}

	function find(teamId: string, channelId: string): { team: TeamState; channel: ChannelState } {
		const team = teamOf(state, teamId);
		const channel = team.channels.get(channelId);
		if (!channel || channel.kind === "direct") throw new Error(`no channel ${channelId} in ${teamId}`);
		return { team, channel };
	}

	return {
		/** A public channel with everybody in it but the app. */
		createChannel(input: { teamId: string; channelId: string; name: string }): void {
			const team = teamOf(state, input.teamId);
			const people = [...team.users.values()].filter(({ isBot }) => !isBot).map(({ id }) => id);
			team.channels.set(input.channelId, {
				id: input.channelId,
				name: input.name,
				kind: "public",
				members: new Set(people),
				isArchived: false,
				isGeneral: false,
				isExternal: false,
				topic: "",
				creator: people[0] ?? team.botUserId,
				createdAt: state.clock.now(),
				messages: [],
			});
			state.changed();
		},
		async renameChannel(input: { teamId: string; channelId: string; name: string }): Promise<void> {
			const { team, channel } = find(input.teamId, input.channelId);
			channel.name = input.name;
			const created = Math.floor(channel.createdAt / 1000);
			await tell(team, channel, "rename", { channel: { id: channel.id, name: channel.name, created } });
		},
		async deleteChannel(input: { teamId: string; channelId: string }): Promise<void> {
			const { team, channel } = find(input.teamId, input.channelId);
			if (channel.isGeneral) throw new Error("this channel can't be deleted");
			team.channels.delete(channel.id);
			await tell(team, channel, "deleted", { channel: channel.id });
		},
		/** The person's account is switched off. */
		deactivateUser({ teamId, userId }: { teamId: string; userId: string }): void {
			const user = teamOf(state, teamId).users.get(userId);
			if (!user) throw new Error(`no user ${userId} in ${teamId}`);
			user.deleted = true;
			state.changed();
		},
	};
}
