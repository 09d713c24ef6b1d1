import type { Context } from "hono";
import { html } from "hono/html";
import { SLACK_APP } from "../../../seed/accounts.ts";
import { redirectsOf, shortcutsOf, toAppSettings } from "../app-settings.ts";
import { isJson } from "../block-elements.ts";
import { parseJsonArgument } from "../messages.ts";
import type { SlackState } from "../state.ts";
import { errorPage, PAGE_HEADERS, page } from "./layout.ts";
import { wordsFor } from "./words.ts";

/**
 * api.slack.com/apps: where an operator makes an app from a manifest and copies its credentials. The sandbox has
 * one app; a manifest sets its redirect addresses, and from then on only those are taken, its shortcuts, what it is
 * told of, and whose links it may unfurl.
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
	if (isJson(manifest)) {
		state.shortcuts = shortcutsOf(manifest);
		state.app = toAppSettings(manifest);
	}
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

const credential = (label: string, value: string) => html`<p><b>${label}</b><br><code>${value}</code></p>`;
