import { html, raw } from "hono/html";
import type { PlaygroundInfo } from "./info.ts";

/** `<` would let a value end the script element that carries it. */
function toInlineJson(value: unknown): string {
	return JSON.stringify(value).replaceAll("<", "\\u003c");
}

export function renderPage(info: PlaygroundInfo, version: string) {
	return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>Deskbridge playground</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/playground/style-${version}.css">
<script type="application/json" id="info">${raw(toInlineJson(info))}</script>
<script type="module" src="/playground/script-${version}.js"></script>
</head>
<body>
<div id="app"></div>
<noscript>The playground needs JavaScript. The settings page at <a href="${info.appOrigin}/setup">${info.appOrigin}/setup</a> does not.</noscript>
</body>
</html>`;
}
