import type { Context } from "hono";
import { html } from "hono/html";

export type PageLocale = "en" | "ja";

/** What a browser is shown of the simulated vendor: no script, no look of the vendor's, and it says what it is. */
export const pageHeaders = {
	"cache-control": "no-store",
	"content-security-policy":
		"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
	"referrer-policy": "no-referrer",
};

const SIMULATED: Record<PageLocale, string> = {
	en: "Simulated Salesforce. No real org is touched.",
	ja: "シミュレーションの Salesforce です。実際の組織には何も起こりません。",
};

export function toLocale(c: Context): PageLocale {
	return c.req.header("accept-language")?.toLowerCase().startsWith("ja") ? "ja" : "en";
}

export function buildPage(locale: PageLocale, content: ReturnType<typeof html>) {
	return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${SIMULATED[locale]}</title>
<style>
:root { color-scheme: light dark; --text: light-dark(#1c2124, #e7eaeb); --quiet: light-dark(#566066, #a3adb2);
	--line: light-dark(#d5dadd, #3a4247); --ground: light-dark(#fff, #14181a); --accent: light-dark(#0b6468, #5fc4c4);
	--on-accent: light-dark(#fff, #0d1112); --notice: light-dark(#fff4d6, #3b3113); }
body { margin: 0; background: var(--ground); color: var(--text);
	font: 16px/1.5 system-ui, "Hiragino Sans", "Noto Sans JP", sans-serif; }
.notice { margin: 0; padding: 8px 16px; background: var(--notice); font-size: 14px; text-align: center; }
main { max-width: 36rem; margin: 0 auto; padding: 24px 16px; }
h1 { font-size: 20px; overflow-wrap: anywhere; }
fieldset { border: 1px solid var(--line); border-radius: 6px; margin: 0 0 16px; padding: 8px 16px; }
.person { display: flex; gap: 12px; align-items: start; padding: 8px 0; overflow-wrap: anywhere; }
small { color: var(--quiet); font-size: 14px; }
.actions { display: flex; gap: 12px; }
button { font: inherit; padding: 8px 20px; border-radius: 6px; border: 1px solid var(--accent);
	background: var(--accent); color: var(--on-accent); cursor: pointer; }
button.quiet { background: transparent; color: var(--text); border-color: var(--line); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
input { accent-color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
</style>
</head>
<body><p class="notice">${SIMULATED[locale]}</p><main>${content}</main></body>
</html>`;
}
