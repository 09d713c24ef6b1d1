import type { Context } from "hono";
import { html } from "hono/html";
import { SLACK_APP } from "../../../seed/accounts.ts";
import type { SimShortcut } from "../../slack-simulator.ts";
import { isJson, type Json } from "../block-elements.ts";
import { parseJsonArgument } from "../messages.ts";
import type { SlackState } from "../state.ts";
import { errorPage, PAGE_HEADERS, page } from "./layout.ts";
import { wordsFor } from "./words.ts";

/**
 * api.slack.com/apps: where an operator makes an app from a manifest and copies its credentials. The sandbox has
 * one app; a manifest sets its redirect addresses, and from then on only those are taken, and its shortcuts.
 */
export function showApps(c: Context, state: SlackState) {
	const words = wordsFor(c.req.header("accept-language"));
	const given = c.req.query("manifest_json");
	const manifest = given === undefined ? null : parseJsonArgument(given);
	if (given !== undefined && !isJson(manifest)) {
		return c.html(errorPage(words, "invalid_manifest"), 200, PAGE_HEADERS);
	}
	const redirects = isJson(manifest) ? redirectsOf(manifest) : null;
	if (redirects) state.redirectUrls = redirects;
	if (isJson(manifest)) state.shortcuts = shortcutsOf(manifest);
	const name =
		isJson(manifest) && isJson(manifest.display_information) ? manifest.display_information.name : null;
	const content = html`<h1>${typeof name === "string" ? name : "Deskbridge"}</h1>
<p class="soft">${manifest ? words.fromManifest : words.sandboxApp}</p>
${credential("App ID", SLACK_APP.appId)}
${credential("Client ID", SLACK_APP.clientId)}
${credential("Client Secret", SLACK_APP.clientSecret)}
${credential("Signing Secret", SLACK_APP.signingSecret)}
<p class="soft">${words.redirects(state.redirectUrls?.join(", ") ?? null)}</p>`;
	return c.html(page(words, words.yourApp, content), 200, PAGE_HEADERS);
}

function redirectsOf(manifest: Json): string[] | null {
	const urls = isJson(manifest.oauth_config) ? manifest.oauth_config.redirect_urls : null;
	return Array.isArray(urls) ? urls.map(String) : null;
}

function shortcutsOf(manifest: Json): SimShortcut[] {
	const listed = isJson(manifest.features) ? manifest.features.shortcuts : null;
	return (Array.isArray(listed) ? listed.filter(isJson) : []).map((shortcut) => ({
		kind: shortcut.type === "message" ? "message" : "global",
		name: String(shortcut.name),
		callbackId: String(shortcut.callback_id),
		description: String(shortcut.description),
	}));
}

const credential = (label: string, value: string) => html`<p><b>${label}</b><br><code>${value}</code></p>`;
