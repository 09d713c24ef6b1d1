import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { Words } from "./words.ts";

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Plain pages in our own look: they stand for Slack's, and say so. */
export function page(words: Words, title: string, content: Html): Html {
	return html`<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Slack (${words.simulated})</title>
<style>
:root { color-scheme: light dark; --ink: #1c2526; --soft: #5a6869; --line: #d5dcdc; --paper: #fff; --ground: #f2f5f5; --accent: #0b5f61; --on-accent: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eded; --soft: #9fb0b0; --line: #334142; --paper: #182021; --ground: #101617; --accent: #5cc4c0; --on-accent: #08201f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, "Hiragino Sans", "Noto Sans JP", sans-serif; }
main { max-width: 34rem; margin: 8vh auto; padding: 32px; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; }
@media (max-width: 40rem) { main { margin: 0; border: 0; min-height: 100vh; padding: 24px 16px; } }
.mark { margin: 0 0 24px; color: var(--soft); font-size: 13px; }
.mark b { padding: 2px 8px; border: 1px solid var(--line); border-radius: 6px; font-weight: 600; }
h1 { margin: 0 0 8px; font-size: 22px; line-height: 1.3; }
p { margin: 0 0 16px; }
.soft { color: var(--soft); font-size: 14px; }
ul { padding-left: 20px; }
fieldset { margin: 0 0 24px; padding: 0; border: 0; }
legend, label.head { display: block; margin-bottom: 8px; font-weight: 600; }
.choice { display: flex; gap: 8px; align-items: baseline; padding: 8px 12px; border: 1px solid var(--line); border-radius: 6px; margin-bottom: 4px; }
.choice span { color: var(--soft); font-size: 14px; margin-left: auto; overflow-wrap: anywhere; }
select { width: 100%; padding: 8px; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; margin-bottom: 24px; }
button { padding: 8px 20px; font: inherit; font-weight: 600; border-radius: 6px; border: 1px solid var(--line); background: transparent; color: inherit; cursor: pointer; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.buttons { display: flex; gap: 8px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code { font-size: 14px; }
</style>
</head>
<body><main>
<p class="mark"><b>${words.simulated}</b> ${words.simulatedNote}</p>
${content}
</main></body>
</html>`;
}

export function errorPage(words: Words, code: string): Html {
	return page(
		words,
		words.wrong,
		html`<h1>${words.wrong}</h1><p>${words.errors[code] ?? ""}</p>
<p class="soft">${words.errorCode} <code>${code}</code></p>`,
	);
}

/** Slack's pages run nothing and are framed by nobody. */
export const PAGE_HEADERS = {
	"cache-control": "no-store",
	"content-security-policy":
		"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
	"referrer-policy": "no-referrer",
};
