import * as v from "valibot";
import type { Context } from "../context.ts";
import {
	clearChannel,
	leaveChannel,
	markChannel,
	moveChannel,
	renameChannel,
} from "../services/workspaces/channel-life.ts";
import {
	channelEventSchema,
	channelMovedSchema,
	channelRenamedSchema,
	type EventCallback,
} from "./schema.ts";

/** What becomes of a channel that notifications go to. Channels nobody mapped change nothing. */
export async function handleChannelEvent(
	ctx: Context,
	teamId: string,
	event: EventCallback["event"],
): Promise<void> {
	const renamed = v.safeParse(channelRenamedSchema, event);
	if (renamed.success) {
		const { id: channelId, name } = renamed.output.channel;
		return renameChannel(ctx, { teamId, channelId }, name);
	}
	const moved = v.safeParse(channelMovedSchema, event);
	if (moved.success) {
		const { old_channel_id: channelId, new_channel_id: newId } = moved.output;
		return moveChannel(ctx, { teamId, channelId }, newId);
	}
	const parsed = v.safeParse(channelEventSchema, event);
	if (!parsed.success) return;
	const place = { teamId, channelId: parsed.output.channel };
	switch (event.type) {
		case "channel_archive":
		case "group_archive":
			return markChannel(ctx, place, "is_archived");
		case "channel_unarchive":
		case "group_unarchive":
			return clearChannel(ctx, place, ["is_archived"]);
		case "channel_deleted":
		case "group_deleted":
			return markChannel(ctx, place, "channel_not_found");
		case "channel_left":
		case "group_left":
			return leaveChannel(ctx, place);
	}
}
