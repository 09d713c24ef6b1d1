import { describe, expect, it } from "vitest";
import { APP_NAME, buildManifest, COMMAND, createAppUrl } from "../../../src/slack/manifest.ts";
import { BOT_SCOPES } from "../../../src/slack/oauth.ts";

const ORIGIN = "https://deskbridge.example.com";
const manifest = buildManifest({ origin: ORIGIN, command: COMMAND, name: APP_NAME });

/** The scopes without which Slack does not send an event. */
const EVENT_SCOPES: Record<string, readonly string[]> = {
	app_uninstalled: [],
	tokens_revoked: [],
	member_joined_channel: ["channels:read", "groups:read"],
};

describe("the Slack app's manifest", () => {
	it("keeps within Slack's lengths", () => {
		const { display_information: shown, features, oauth_config, settings } = manifest;
		expect(shown.name.length).toBeLessThanOrEqual(35);
		expect(shown.description.length).toBeLessThanOrEqual(140);
		expect(shown.long_description.length).toBeGreaterThanOrEqual(175);
		expect(shown.long_description.length).toBeLessThanOrEqual(4000);
		expect(shown.background_color).toMatch(/^#[0-9a-f]{6}$/);
		expect(features.bot_user.display_name.length).toBeLessThanOrEqual(80);
		for (const { command, description, usage_hint } of features.slash_commands) {
			expect(command).toMatch(/^\/\S{1,31}$/);
			expect(description.length).toBeLessThanOrEqual(2000);
			expect(usage_hint.length).toBeLessThanOrEqual(1000);
		}
		expect(oauth_config.scopes.bot.length).toBeLessThanOrEqual(255);
		expect(settings.event_subscriptions.bot_events.length).toBeLessThanOrEqual(100);
	});

	it("cuts a long name where Slack would refuse it", () => {
		const long = buildManifest({ origin: ORIGIN, command: COMMAND, name: "あ".repeat(60) });
		expect([...long.display_information.name]).toHaveLength(35);
	});

	it("asks for the scopes of the install, no others", () => {
		expect(manifest.oauth_config.scopes.bot).toEqual([...BOT_SCOPES]);
	});

	it("subscribes only to events whose scopes it asks for", () => {
		for (const event of manifest.settings.event_subscriptions.bot_events) {
			expect(BOT_SCOPES).toEqual(expect.arrayContaining([...(EVENT_SCOPES[event] ?? ["unknown event"])]));
		}
	});

	it("points nowhere but to this deployment", () => {
		const addresses = JSON.stringify(manifest).match(/https?:\/\/[^"]+/g) ?? [];
		expect(addresses).toHaveLength(5);
		for (const address of addresses) expect(address.startsWith(`${ORIGIN}/slack/`)).toBe(true);
	});

	it("opens Slack's own page with itself filled in", () => {
		const url = new URL(createAppUrl(manifest));
		expect(url.origin + url.pathname).toBe("https://api.slack.com/apps");
		expect(JSON.parse(url.searchParams.get("manifest_json") ?? "")).toEqual(manifest);
	});
});
