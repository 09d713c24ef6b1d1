import type { SlackClient } from "../../slack/client.ts";
import { type ChosenChannel, joinIfAllowed, readChannel } from "./choose-channel.ts";

/** Chosen in place of a channel: the app's direct messages with whoever connected the workspace. */
export const DIRECT = "direct";

export type CheckedChannel =
	| {
			ok: true;
			channel: ChosenChannel;
			/** People of another company read it too. */
			isShared: boolean;
	  }
	| { ok: false; problem: "unknown" | "archived" };

/**
 * Whether notifications can go to what an administrator chose. Slack doesn't tell a private channel without the
 * app from one that doesn't exist, so an id it doesn't show waits for the invitation. Throws `VendorError`.
 */
export async function checkChannel(
	slack: SlackClient,
	channelId: string,
	directUserId: string,
): Promise<CheckedChannel> {
	if (channelId === DIRECT) {
		const id = await slack.openDirect(directUserId);
		return { ok: true, channel: { id, name: "", kind: "direct", state: "ready" }, isShared: false };
	}
	if (!/^[CG][A-Z0-9]{6,30}$/.test(channelId)) return { ok: false, problem: "unknown" };
	const found = await readChannel(slack, channelId);
	if (!found) {
		return {
			ok: true,
			channel: { id: channelId, name: "", kind: "private", state: "needs_invite" },
			isShared: false,
		};
	}
	if (found.is_archived) return { ok: false, problem: "archived" };
	const isShared = found.is_ext_shared;
	const channel = { id: found.id, name: found.name ?? "" };
	if (found.is_private) {
		const state = found.is_member ? "ready" : "needs_invite";
		return { ok: true, channel: { ...channel, kind: "private", state }, isShared };
	}
	if (!found.is_member) await joinIfAllowed(slack, found.id);
	return { ok: true, channel: { ...channel, kind: "public", state: "ready" }, isShared };
}
