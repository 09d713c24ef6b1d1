import type {
	SimChannel,
	SimMessage,
	SimShortcut,
	SimTeam,
	SimUser,
	SimView,
	SlackSimulator,
} from "../vendors/slack-simulator.ts";

/** The part of the simulated Slack that the playground uses. */
export type PlaygroundSlack = Pick<
	SlackSimulator,
	| "teams"
	| "users"
	| "channels"
	| "messages"
	| "views"
	| "home"
	| "command"
	| "act"
	| "suggest"
	| "submitView"
	| "closeView"
	| "say"
	| "file"
	| "shortcuts"
	| "globalShortcut"
	| "messageShortcut"
	| "openHome"
	| "inviteBot"
	| "removeBot"
	| "setArchived"
	| "subscribe"
>;

/** Everything one person sees in one channel, in one answer: the page draws nothing else. */
export interface SlackState {
	teamId: string;
	userId: string;
	channelId: string;
	teams: SimTeam[];
	users: SimUser[];
	channels: ChannelState[];
	messages: SimMessage[];
	views: SimView[];
	home: SimView | null;
	/** Those of the app, where it is installed. */
	shortcuts: SimShortcut[];
}

export interface ChannelState extends SimChannel {
	/** The newest message this person sees there. */
	lastTs: string | null;
}

export interface SlackPlace {
	teamId: string;
	userId: string;
	channelId: string;
}

/** A place that does not exist (an old address, a reset) becomes the nearest one that does; null without a team. */
export function buildSlackState(
	slack: PlaygroundSlack,
	wanted: SlackPlace,
	channelName: string,
): SlackState | null {
	const teams = slack.teams();
	const team = teams.find(({ id }) => id === wanted.teamId) ?? teams[0];
	if (!team) return null;
	const users = slack.users(team.id);
	const people = users.filter(({ isBot }) => !isBot);
	const user = people.find(({ id }) => id === wanted.userId) ?? people[0];
	if (!user) return null;
	const channels = slack.channels(team.id, user.id);
	const channel =
		channels.find(({ id }) => id === wanted.channelId) ??
		channels.find(({ name }) => name === channelName) ??
		channels[0];
	const messages = new Map(channels.map(({ id }) => [id, slack.messages(team.id, id, user.id)]));
	return {
		teamId: team.id,
		userId: user.id,
		channelId: channel?.id ?? "",
		teams,
		users,
		channels: channels.map((each) => ({ ...each, lastTs: messages.get(each.id)?.at(-1)?.ts ?? null })),
		messages: messages.get(channel?.id ?? "") ?? [],
		views: slack.views(team.id, user.id),
		home: slack.home(team.id, user.id),
		shortcuts: team.installed ? (slack.shortcuts() ?? []) : [],
	};
}
