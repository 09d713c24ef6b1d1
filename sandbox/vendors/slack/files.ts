import type { SimUpload } from "../slack-simulator.ts";
import { newId } from "./create-state.ts";
import type { ChannelState, FileState, SlackState, TeamState } from "./state.ts";

/** Files that people put on messages. The bot opens those of channels that it is in, with `files:read`. */

export function addFile(
	state: SlackState,
	team: TeamState,
	upload: SimUpload,
	place: { userId: string; channelId: string },
): FileState {
	const file = { ...place, ...upload, id: newId(state, "F"), teamId: team.id, createdAt: state.clock.now() };
	state.files.set(file.id, file);
	return file;
}

export function channelOf(team: TeamState, file: FileState): ChannelState | null {
	return team.channels.get(file.channelId) ?? null;
}

export function toApiFile(team: TeamState, file: FileState): Record<string, unknown> {
	const created = Math.floor(file.createdAt / 1000);
	const kind = channelOf(team, file)?.kind ?? "public";
	const filetype = /\.(\w+)$/.exec(file.name)?.[1]?.toLowerCase() ?? "binary";
	const at = `https://files.slack.com/files-pri/${team.id}-${file.id}`;
	const name = encodeURIComponent(file.name);
	return {
		id: file.id,
		created,
		timestamp: created,
		name: file.name,
		title: file.name,
		mimetype: file.mimetype,
		filetype,
		pretty_type: filetype.toUpperCase(),
		user: file.userId,
		user_team: team.id,
		editable: false,
		size: file.bytes.length,
		mode: "hosted",
		is_external: false,
		external_type: "",
		is_public: kind === "public",
		public_url_shared: false,
		display_as_bot: false,
		username: "",
		url_private: `${at}/${name}`,
		url_private_download: `${at}/download/${name}`,
		permalink: `https://${team.domain}.slack.com/files/${file.userId}/${file.id}/${name}`,
		comments_count: 0,
		is_starred: false,
		channels: kind === "public" ? [file.channelId] : [],
		groups: kind === "private" ? [file.channelId] : [],
		ims: kind === "direct" ? [file.channelId] : [],
		has_rich_preview: false,
	};
}

const FILE_PATH = /^\/files-pri\/([A-Z0-9]+)-([A-Z0-9]+)\/(?:download\/)?[^/]+$/;

/** A download without the right is no error but the way to a sign-in page, which answers 200 with HTML. */
export function handleDownload(state: SlackState, request: Request): Response {
	const { pathname } = new URL(request.url);
	const [, teamId = "", fileId = ""] = FILE_PATH.exec(pathname) ?? [];
	const team = state.teams.get(teamId);
	const file = state.files.get(fileId);
	if (!team || !file || file.teamId !== teamId) return new Response("Not found", { status: 404 });
	const bearer = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
	const token = state.tokens.get(bearer);
	const mayRead =
		token?.kind === "bot" &&
		!token.revoked &&
		token.teamId === teamId &&
		token.scopes.includes("files:read") &&
		channelOf(team, file)?.members.has(team.botUserId);
	if (!mayRead) {
		const location = `https://${team.domain}.slack.com/?redir=${encodeURIComponent(pathname)}`;
		return new Response(null, { status: 302, headers: { location } });
	}
	return new Response(file.bytes.slice(), {
		headers: { "content-type": file.mimetype, "content-length": String(file.bytes.length) },
	});
}
