import { describe, expect, it, vi } from "vitest";
import { VendorError, type VendorErrorKind } from "../../../src/lib/errors.ts";
import { chooseChannel } from "../../../src/services/workspaces/choose-channel.ts";
import type { SlackClient } from "../../../src/slack/client.ts";
import type { SlackInstallation } from "../../../src/slack/oauth.ts";

function installed(channel?: { channel: string; channel_id: string }): SlackInstallation {
	return {
		access_token: "token",
		scope: "",
		bot_user_id: "U0BOT",
		app_id: "A0APP",
		team: { id: "T0TEAM", name: "Acme" },
		is_enterprise_install: false,
		authed_user: { id: "U0MINA" },
		...(channel ? { incoming_webhook: channel } : {}),
	};
}

function refusal(code: string, kind: VendorErrorKind) {
	return new VendorError({ vendor: "slack", kind, code, status: 200 });
}

const PUBLIC = { id: "C1", name: "support", is_member: false, is_private: false };

function slackWith(methods: Partial<SlackClient>): SlackClient {
	return { openDirect: async () => "D1", ...methods } as SlackClient;
}

describe("the channel chosen at an install", () => {
	it("is joined when it is public", async () => {
		const join = vi.fn(async () => {});
		const slack = slackWith({
			channel: async () => ({ ...PUBLIC, is_archived: false, is_im: false, is_ext_shared: false }),
			join,
		});
		expect(await chooseChannel(slack, installed({ channel: "#support", channel_id: "C1" }))).toEqual({
			id: "C1",
			name: "support",
			kind: "public",
			state: "ready",
		});
		expect(join).toHaveBeenCalledWith("C1");
	});

	it("is ready too when the workspace forbids joining: public channels take messages from outside", async () => {
		const slack = slackWith({
			channel: async () => ({ ...PUBLIC, is_archived: false, is_im: false, is_ext_shared: false }),
			join: async () => {
				throw refusal("restricted_action", "forbidden");
			},
		});
		expect(await chooseChannel(slack, installed({ channel: "#support", channel_id: "C1" }))).toMatchObject({
			state: "ready",
		});
	});

	it("waits for an invitation when Slack hides it from the bot", async () => {
		const slack = slackWith({
			channel: async () => {
				throw refusal("channel_not_found", "not_found");
			},
		});
		expect(await chooseChannel(slack, installed({ channel: "#vip", channel_id: "C2" }))).toEqual({
			id: "C2",
			name: "vip",
			kind: "private",
			state: "needs_invite",
		});
	});

	it.each([
		undefined,
		{ channel: "Direct message", channel_id: "D9" },
		{ channel: "@mina", channel_id: "U0MINA" },
	])("is the app's own direct message for %o", async (picked) => {
		expect(await chooseChannel(slackWith({}), installed(picked))).toEqual({
			id: "D1",
			name: "",
			kind: "direct",
			state: "ready",
		});
	});

	it("is not guessed when Slack doesn't answer", async () => {
		const slack = slackWith({
			channel: async () => {
				throw refusal("service_unavailable", "unavailable");
			},
		});
		await expect(chooseChannel(slack, installed({ channel: "#x", channel_id: "C3" }))).rejects.toThrow(
			"unavailable",
		);
	});
});
