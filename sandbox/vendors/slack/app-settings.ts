import type { SimShortcut } from "../slack-simulator.ts";
import { isJson, type Json } from "./block-elements.ts";

/** What the app's manifest says, as far as it decides what Slack does. */
export interface AppSettings {
	/** What the app is told of; null: no manifest yet, everything. */
	events: ReadonlySet<string> | null;
	unfurlDomains: readonly string[];
	homeTab: boolean;
	messagesTab: boolean;
}

/** Before a manifest was given. */
export const DEFAULT_SETTINGS: AppSettings = {
	events: null,
	unfurlDomains: ["zendesk.com", "desk.zoho.eu"],
	homeTab: true,
	messagesTab: true,
};

export function toAppSettings(manifest: Json): AppSettings {
	const features = isJson(manifest.features) ? manifest.features : {};
	const settings = isJson(manifest.settings) ? manifest.settings : {};
	const home = isJson(features.app_home) ? features.app_home : {};
	const subscriptions = isJson(settings.event_subscriptions) ? settings.event_subscriptions : {};
	return {
		events: new Set(texts(subscriptions.bot_events)),
		unfurlDomains: texts(features.unfurl_domains),
		homeTab: home.home_tab_enabled === true,
		messagesTab: home.messages_tab_enabled !== false,
	};
}

export function redirectsOf(manifest: Json): string[] | null {
	const urls = isJson(manifest.oauth_config) ? manifest.oauth_config.redirect_urls : null;
	return Array.isArray(urls) ? urls.map(String) : null;
}

export function shortcutsOf(manifest: Json): SimShortcut[] {
	const listed = isJson(manifest.features) ? manifest.features.shortcuts : null;
	return (Array.isArray(listed) ? listed.filter(isJson) : []).map((shortcut) => ({
		kind: shortcut.type === "message" ? "message" : "global",
		name: String(shortcut.name),
		callbackId: String(shortcut.callback_id),
		description: String(shortcut.description),
	}));
}

/** Links in a message whose domain is the app's, each once: a bare domain stands for all below it. */
export function linksFor({ unfurlDomains }: AppSettings, text: string): { domain: string; url: string }[] {
	const urls = [...text.matchAll(/https?:\/\/[^\s>|]+/g)].map(([url]) => url.replace(/[.,;:!?)'"]+$/, ""));
	return [...new Set(urls)].flatMap((url) => {
		const domain = URL.parse(url)?.host;
		if (!domain) return [];
		const isOurs = unfurlDomains.some((known) => domain === known || domain.endsWith(`.${known}`));
		return isOurs ? [{ domain, url }] : [];
	});
}

function texts(value: unknown): string[] {
	return Array.isArray(value) ? value.map(String) : [];
}
