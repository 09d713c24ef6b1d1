import { describe, expect, it } from "vitest";
import { APP_NAME, buildManifest, COMMAND, createAppUrl } from "../../../src/slack/manifest.ts";
import { BOT_SCOPES } from "../../../src/slack/oauth.ts";

const ORIGIN = "https://deskbridge.example.com";
const usual = { origin: ORIGIN, command: COMMAND, name: APP_NAME, ticketHosts: [] };
const manifest = buildManifest(usual);

/** The scopes without which Slack does not send an event. */
const EVENT_SCOPES: Record<string, readonly string[]> = {
	app_uninstalled: [],
	tokens_revoked: [],
	member_joined_channel: ["channels:read", "groups:read"],
	member_left_channel: ["channels:read", "groups:read"],
	channel_left: ["channels:read"],
	group_left: ["groups:read"],
	channel_archive: ["channels:read"],
	channel_unarchive: ["channels:read"],
	group_archive: ["groups:read"],
	group_unarchive: ["groups:read"],
	channel_deleted: ["channels:read"],
	group_deleted: ["groups:read"],
	channel_rename: ["channels:read"],
	group_rename: ["groups:read"],
	channel_id_changed: [],
	app_home_opened: [],
	link_shared: ["links:read"],
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
		const long = buildManifest({ ...usual, name: "あ".repeat(60) });
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

	it("shows the Home tab, and messages that nobody answers", () => {
		expect(manifest.features.app_home).toEqual({
			home_tab_enabled: true,
			messages_tab_enabled: true,
			messages_tab_read_only_enabled: true,
		});
	});

	it("asks to hear of links to the desks' tickets, as many hosts as Slack takes", () => {
		const hosts = ["acme.zendesk.com", "desk.zoho.eu", "desk.zoho.eu", "help.acme.example"];
		expect(buildManifest({ ...usual, ticketHosts: hosts }).features.unfurl_domains).toEqual([
			"acme.zendesk.com",
			"desk.zoho.eu",
			"help.acme.example",
		]);
		const many = Array.from({ length: 9 }, (_, index) => `desk${index}.zendesk.com`);
		expect(buildManifest({ ...usual, ticketHosts: many }).features.unfurl_domains).toEqual(many.slice(0, 5));
	});

	it("asks for the vendors' usual hosts before there is a desk", () => {
		expect(manifest.features.unfurl_domains).toContain("zendesk.com");
		expect(manifest.features.unfurl_domains).toContain("desk.zoho.jp");
		expect(manifest.features.unfurl_domains.length).toBeLessThanOrEqual(5);
		for (const host of manifest.features.unfurl_domains) expect(host).toMatch(/^[a-z0-9.-]+$/);
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
