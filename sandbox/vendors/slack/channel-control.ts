import { teamOf } from "./create-state.ts";
import type { Events } from "./events.ts";
import type { ChannelState, SlackState, TeamState } from "./state.ts";

interface InChannel {
	teamId: string;
	channelId: string;
	/** Who does it. */
	userId: string;
}

/** What people do to a channel in Slack's own menus, and what the app is told of it. */
export function createChannelControl(state: SlackState, events: Events) {
	function find({ teamId, channelId }: InChannel): { team: TeamState; channel: ChannelState } {
		const team = teamOf(state, teamId);
		const channel = team.channels.get(channelId);
		if (!channel) throw new Error(`no channel ${channelId} in ${teamId}`);
		return { team, channel };
	}

	return {
		async inviteBot(input: InChannel): Promise<void> {
			const { team, channel } = find(input);
			if (!team.installation) throw new Error("the app is not installed in this workspace");
			if (channel.isArchived) throw new Error("nobody joins an archived channel");
			if (channel.members.has(team.botUserId)) return;
			channel.members.add(team.botUserId);
			state.changed();
			await events.send(team.id, { ...membershipOf(team, channel, "joined"), inviter: input.userId });
		},
		async removeBot(input: InChannel): Promise<void> {
			const { team, channel } = find(input);
			if (!channel.members.delete(team.botUserId)) return;
			state.changed();
			if (!team.installation) return;
			await events.send(team.id, membershipOf(team, channel, "left"));
			await events.send(team.id, {
				type: nameOf(channel, "left"),
				channel: channel.id,
				actor_id: input.userId,
			});
		},
		async setArchived(input: InChannel & { archived: boolean }): Promise<void> {
			const { team, channel } = find(input);
			if (channel.kind === "direct" || channel.isGeneral) throw new Error("this channel can't be archived");
			if (channel.isArchived === input.archived) return;
			channel.isArchived = input.archived;
			state.changed();
			// The app hears of channels it sees: public ones, and private ones that it is in.
			if (!team.installation || (channel.kind === "private" && !channel.members.has(team.botUserId))) return;
			const type = nameOf(channel, input.archived ? "archive" : "unarchive");
			await events.send(team.id, { type, channel: channel.id, user: input.userId });
		},
	};
}

function nameOf({ kind }: ChannelState, what: "left" | "archive" | "unarchive"): string {
	return `${kind === "private" ? "group" : "channel"}_${what}`;
}

function membershipOf(team: TeamState, { id, kind }: ChannelState, what: "joined" | "left") {
	return {
		type: `member_${what}_channel`,
		user: team.botUserId,
		channel: id,
		channel_type: kind === "private" ? "G" : "C",
		team: team.id,
	};
}
