import { toApiChannel } from "../present.ts";
import type { ChannelState } from "../state.ts";
import {
	type Answer,
	type Call,
	flag,
	required,
	requireReadScope,
	requireScope,
	SlackError,
	text,
	toPage,
	visibleChannel,
} from "./call.ts";

const KINDS: Record<string, ChannelState["kind"] | null> = {
	public_channel: "public",
	private_channel: "private",
	im: "direct",
	// The sandbox has no group DMs.
	mpim: null,
};

function listChannels(
	call: Call,
	isListed: (channel: ChannelState) => boolean,
	withMembership: boolean,
): Answer {
	const types = (text(call, "types") ?? "public_channel").split(",").map((type) => type.trim());
	if (types.some((type) => !(type in KINDS))) throw new SlackError("invalid_types");
	for (const type of types) {
		const kind = KINDS[type];
		if (kind) requireReadScope(call, kind);
		else requireScope(call, "mpim:read");
	}
	const kinds = types.map((type) => KINDS[type]);
	const channels = [...call.team.channels.values()].filter(
		(channel) =>
			kinds.includes(channel.kind) &&
			isListed(channel) &&
			!(channel.isArchived && flag(call, "exclude_archived")),
	);
	const { page, next } = toPage(call, channels, ({ id }) => id);
	return {
		ok: true,
		channels: page.map((channel) => ({
			...toApiChannel(call.team, channel, withMembership),
			...(withMembership && channel.kind !== "direct" ? { num_members: channel.members.size } : {}),
		})),
		response_metadata: { next_cursor: next },
	};
}

export function list(call: Call): Answer {
	const { botUserId } = call.team;
	return listChannels(call, ({ kind, members }) => kind === "public" || members.has(botUserId), true);
}

/** Of the bot itself, or of a person as far as the bot sees it. */
export function listOfUser(call: Call): Answer {
	const { botUserId } = call.team;
	const userId = text(call, "user") ?? botUserId;
	return listChannels(
		call,
		({ kind, members }) => members.has(userId) && (kind === "public" || members.has(botUserId)),
		false,
	);
}

export function info(call: Call): Answer {
	const channel = visibleChannel(call, required(call, "channel"));
	requireReadScope(call, channel.kind);
	return {
		ok: true,
		channel: {
			...toApiChannel(call.team, channel),
			...(flag(call, "include_num_members") ? { num_members: channel.members.size } : {}),
			...(flag(call, "include_locale") ? { locale: "en-US" } : {}),
		},
	};
}

export function members(call: Call): Answer {
	const channel = visibleChannel(call, required(call, "channel"));
	requireReadScope(call, channel.kind);
	const { page, next } = toPage(call, [...channel.members], (id) => id);
	return { ok: true, members: page, response_metadata: { next_cursor: next } };
}

export function open(call: Call): Answer {
	const { team } = call;
	const users = text(call, "users");
	const channelId = text(call, "channel");
	if (users === null && channelId === null) throw new SlackError("users_list_not_supplied");
	if (users?.includes(",")) throw new SlackError("method_not_supported_for_channel_type");
	if (users !== null && (!team.users.has(users) || users === team.botUserId)) {
		throw new SlackError("user_not_found");
	}
	if (users !== null && team.users.get(users)?.deleted) throw new SlackError("user_disabled");
	const channel = [...team.channels.values()].find(
		({ id, kind, members }) =>
			kind === "direct" && members.has(team.botUserId) && (users ? members.has(users) : id === channelId),
	);
	if (!channel) throw new SlackError("channel_not_found");
	if (!flag(call, "return_im")) return { ok: true, channel: { id: channel.id } };
	const { priority, is_user_deleted: _, ...im } = toApiChannel(team, channel) as Record<string, unknown>;
	return { ok: true, no_op: true, already_open: true, channel: { ...im, is_open: true, priority } };
}

export async function join(call: Call): Promise<Answer> {
	const { team, events, state } = call;
	const channel = visibleChannel(call, required(call, "channel"));
	if (channel.kind !== "public") throw new SlackError("method_not_supported_for_channel_type");
	if (channel.isArchived) throw new SlackError("is_archived");
	if (channel.members.has(team.botUserId)) {
		return {
			ok: true,
			channel: toApiChannel(team, channel),
			warning: "already_in_channel",
			response_metadata: { warnings: ["already_in_channel"] },
		};
	}
	channel.members.add(team.botUserId);
	state.changed();
	// Events don't hold up the call that caused them.
	void events
		.send(team.id, {
			type: "member_joined_channel",
			user: team.botUserId,
			channel: channel.id,
			channel_type: "C",
			team: team.id,
		})
		.catch(() => {});
	return { ok: true, channel: toApiChannel(team, channel) };
}
