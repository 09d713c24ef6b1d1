import type { Context } from "../../context.ts";
import { openBotToken } from "./bot-token.ts";
import type { WorkspaceView } from "./find-workspace.ts";

const CALL_TIMEOUT_MS = 8_000;
/** A page is 200 channels and one call of a method that Slack allows 20 times a minute. */
const MAX_PAGES = 5;
/** More than this nobody looks through: they search. */
const MAX_FOUND = 100;

export interface ChannelOption {
	id: string;
	name: string;
	isPrivate: boolean;
	/** People of another company read it too. */
	isShared: boolean;
}

/** The channels the app can see, by name; null when the team's token is gone. Throws `VendorError`. */
export async function listChannels(
	ctx: Context,
	team: WorkspaceView["team"],
	words: string,
): Promise<{ channels: ChannelOption[]; more: boolean } | null> {
	const token = await openBotToken(ctx, team);
	if (!token) return null;
	const slack = ctx.slack(token, ctx.call(CALL_TIMEOUT_MS));
	const wanted = words.trim().replace(/^#/, "").toLowerCase();
	const channels: ChannelOption[] = [];
	let cursor: string | null = null;
	for (let page = 0; page < MAX_PAGES && channels.length < MAX_FOUND; page++) {
		const { items, next } = await slack.channels(cursor);
		for (const { id, name = "", is_private, is_ext_shared } of items) {
			if (!name.toLowerCase().includes(wanted)) continue;
			channels.push({ id, name, isPrivate: is_private, isShared: is_ext_shared });
		}
		cursor = next;
		if (!next) break;
	}
	channels.sort((a, b) => a.name.localeCompare(b.name));
	return { channels: channels.slice(0, MAX_FOUND), more: cursor !== null || channels.length > MAX_FOUND };
}
