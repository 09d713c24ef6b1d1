import { SLACK_APP } from "../../seed/accounts.ts";
import type { SimChannel, SimMessage, SimView } from "../slack-simulator.ts";
import { toApiFile } from "./files.ts";
import type { ChannelState, MessageState, TeamState, UserState, ViewState } from "./state.ts";

/** The same things in the Web API's form and in the playground's. */

export function toApiChannel(team: TeamState, channel: ChannelState, withMembership = true) {
	const created = Math.floor(channel.createdAt / 1000);
	if (channel.kind === "direct") {
		const other = [...channel.members].find((id) => id !== team.botUserId) ?? team.botUserId;
		return {
			id: channel.id,
			created,
			is_im: true,
			is_org_shared: false,
			user: other,
			is_user_deleted: false,
			priority: 0,
		};
	}
	const isPrivate = channel.kind === "private";
	return {
		id: channel.id,
		name: channel.name,
		is_channel: true,
		is_group: false,
		is_im: false,
		is_mpim: false,
		is_private: isPrivate,
		created,
		creator: channel.creator,
		is_archived: channel.isArchived,
		is_general: channel.isGeneral,
		unlinked: 0,
		name_normalized: channel.name,
		is_shared: channel.isExternal,
		is_ext_shared: channel.isExternal,
		is_org_shared: false,
		pending_shared: [],
		is_pending_ext_shared: false,
		...(withMembership ? { is_member: channel.members.has(team.botUserId) } : {}),
		topic: { value: channel.topic, creator: channel.creator, last_set: created },
		purpose: { value: "", creator: "", last_set: 0 },
		previous_names: [],
	};
}

export function toApiUser(team: TeamState, user: UserState, withEmail: boolean, withLocale: boolean) {
	return {
		id: user.id,
		team_id: team.id,
		name: user.handle,
		deleted: user.deleted,
		color: "2b6777",
		real_name: user.name,
		tz: user.tz,
		tz_label: user.tz,
		tz_offset: 0,
		profile: {
			real_name: user.name,
			display_name: user.name,
			real_name_normalized: user.name,
			display_name_normalized: user.name,
			...(withEmail && user.email ? { email: user.email } : {}),
			team: team.id,
		},
		is_admin: user.isAdmin,
		is_owner: user.isAdmin,
		is_primary_owner: false,
		is_restricted: false,
		is_ultra_restricted: false,
		is_bot: user.isBot,
		updated: 1_700_000_000,
		is_app_user: false,
		...(withLocale ? { locale: user.locale } : {}),
	};
}

export function toApiMessage(team: TeamState, message: MessageState): Record<string, unknown> {
	const isApp = message.userId === team.botUserId;
	return {
		type: "message",
		user: message.userId,
		ts: message.ts,
		...(isApp ? { bot_id: team.botId, app_id: SLACK_APP.appId, bot_profile: toBotProfile(team) } : {}),
		text: message.text,
		team: team.id,
		...(message.threadTs ? { thread_ts: message.threadTs } : {}),
		...(message.editedTs ? { edited: { user: message.userId, ts: message.editedTs } } : {}),
		...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
		...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
		...(message.metadata ? { metadata: message.metadata } : {}),
		...(message.files.length > 0
			? { files: message.files.map((file) => toApiFile(team, file)), upload: false }
			: {}),
	};
}

function toBotProfile(team: TeamState) {
	return {
		id: team.botId,
		app_id: SLACK_APP.appId,
		name: "Deskbridge",
		icons: {},
		deleted: false,
		updated: 1_700_000_000,
		team_id: team.id,
	};
}

export function toApiView(team: TeamState, view: ViewState): Record<string, unknown> {
	return {
		id: view.id,
		team_id: team.id,
		type: view.type,
		...view.view,
		private_metadata: view.view.private_metadata ?? "",
		callback_id: view.view.callback_id ?? "",
		external_id: view.externalId,
		state: { values: view.values },
		hash: view.hash,
		clear_on_close: view.view.clear_on_close ?? false,
		notify_on_close: view.view.notify_on_close ?? false,
		root_view_id: view.rootId,
		previous_view_id: view.previousId,
		app_id: SLACK_APP.appId,
		bot_id: team.botId,
	};
}

export function toSimChannel(team: TeamState, channel: ChannelState, viewerId: string): SimChannel {
	const other =
		channel.kind === "direct" ? ([...channel.members].find((id) => id !== viewerId) ?? null) : null;
	const name = other ? (team.users.get(other)?.name ?? "") : channel.name;
	return {
		id: channel.id,
		name,
		kind: channel.kind,
		userId: other,
		botIsMember: team.installation !== null && channel.members.has(team.botUserId),
		isArchived: channel.isArchived,
		isExternal: channel.isExternal,
	};
}

export function toSimMessage(
	team: TeamState,
	channelId: string,
	message: MessageState,
	viewerId: string,
): SimMessage {
	const { signInUrl } = message;
	return {
		ts: message.ts,
		channelId,
		userId: message.userId === team.botUserId ? null : message.userId,
		ephemeralFor: message.ephemeralFor,
		threadTs: message.threadTs,
		text: message.text,
		blocks: message.blocks,
		edited: message.editedTs !== null,
		isCommand: message.isCommand,
		metadata: message.metadata,
		unfurls: message.unfurls,
		...(signInUrl !== null && viewerId === message.userId ? { signInUrl } : {}),
		files: message.files.map(({ id, name, mimetype, bytes }) => ({ id, name, mimetype, size: bytes.length })),
	};
}

export function toSimView(view: ViewState): SimView {
	const { id, hash, type, view: content, values, errors } = view;
	return { id, hash, type, view: content, values, errors };
}
