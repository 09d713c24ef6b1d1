import { isVendorError } from "../../lib/errors.ts";
import type { SlackChannel, SlackClient } from "../../slack/client.ts";
import type { SlackInstallation } from "../../slack/oauth.ts";

/** The channel that notifications go to, and whether the bot can post there yet. */
export interface ChosenChannel {
	id: string;
	/** Without its `#`; empty for a direct message. */
	name: string;
	kind: "public" | "private" | "direct";
	state: "ready" | "needs_invite";
}

/**
 * Where the installer wants notifications. Choosing a channel at the install does not make the bot a member, so
 * a public one is joined and a private one has to invite it; a conversation with oneself becomes the app's DM.
 * Throws `VendorError`.
 */
export async function chooseChannel(
	slack: SlackClient,
	installation: SlackInstallation,
): Promise<ChosenChannel> {
	const picked = installation.incoming_webhook;
	if (!picked || !/^[CG]/.test(picked.channel_id)) {
		const id = await slack.openDirect(installation.authed_user.id);
		return { id, name: "", kind: "direct", state: "ready" };
	}
	const name = picked.channel.replace(/^#/, "");
	const channel = await readChannel(slack, picked.channel_id);
	if (!channel) return { id: picked.channel_id, name, kind: "private", state: "needs_invite" };
	const found = { id: channel.id, name: channel.name ?? name };
	if (channel.is_private) {
		return { ...found, kind: "private", state: channel.is_member ? "ready" : "needs_invite" };
	}
	if (!channel.is_member) await joinIfAllowed(slack, channel.id);
	return { ...found, kind: "public", state: "ready" };
}

/** Slack hides a private channel from a bot that isn't in it: null. */
export async function readChannel(slack: SlackClient, channelId: string): Promise<SlackChannel | null> {
	try {
		return await slack.channel(channelId);
	} catch (error) {
		if (isVendorError(error) && error.code === "channel_not_found") return null;
		throw error;
	}
}

/** A workspace may forbid joining; `chat:write.public` posts from outside. */
export async function joinIfAllowed(slack: SlackClient, channelId: string): Promise<void> {
	try {
		await slack.join(channelId);
	} catch (error) {
		if (!isVendorError(error) || error.kind === "unavailable") throw error;
	}
}
