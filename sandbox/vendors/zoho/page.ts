import type { Context } from "hono";
import { html, raw } from "hono/html";

export type PageLocale = "en" | "ja";

/** No script, nothing from elsewhere. Forms are free: consent ends with a redirect to the app's own site. */
export const PAGE_HEADERS = {
	"cache-control": "no-store",
	"content-security-policy":
		"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
	"referrer-policy": "no-referrer",
};

const SIMULATED: Record<PageLocale, string> = {
	en: "Simulated Zoho Desk. No real account is touched.",
	ja: "シミュレーションの Zoho Desk です。実際のアカウントには何も起こりません。",
};

const STYLE = `
:root { color-scheme: light dark; --text: light-dark(#1c2124, #e7eaeb); --quiet: light-dark(#566066, #a3adb2);
	--line: light-dark(#d5dadd, #3a4247); --ground: light-dark(#fff, #14181a); --accent: light-dark(#0b6468, #5fc4c4);
	--on-accent: light-dark(#fff, #0d1112); --notice: light-dark(#fff4d6, #3b3113); --danger: light-dark(#a3262a, #f08b8e) }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, "Hiragino Sans", "Noto Sans JP", sans-serif }
.notice { margin: 0; padding: 8px 16px; background: var(--notice); font-size: 14px; text-align: center }
main { max-width: 36rem; margin: 0 auto; padding: 24px 16px }
h1, h2 { font-size: 20px; overflow-wrap: anywhere }
fieldset { border: 1px solid var(--line); border-radius: 6px; margin: 0 0 16px; padding: 8px 16px } legend { font-weight: 600; padding: 0 4px }
.choice { display: flex; gap: 12px; align-items: start; padding: 8px 0; cursor: pointer; overflow-wrap: anywhere }
.choice input { margin-top: 6px }
small, .quiet { color: var(--quiet); font-size: 14px } code { font-size: 13px; color: var(--quiet); overflow-wrap: anywhere }
.actions { display: flex; gap: 12px }
button { font: inherit; padding: 8px 20px; border-radius: 6px; border: 1px solid var(--line); background: none; color: inherit; cursor: pointer }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
a { color: var(--accent) } .problem { color: var(--danger) }
.index { padding: 0; list-style: none } .index li { padding: 8px 0; border-top: 1px solid var(--line); overflow-wrap: anywhere }
article { display: none; scroll-margin-top: 96px } input { accent-color: var(--accent) } article:target { display: block } article:target ~ .all { display: none }
.message { margin: 12px 0; padding: 8px 16px; border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere }
.message.internal { background: var(--notice) } .message p { margin: 0 }
`;

export function toLocale(c: Context): PageLocale {
	return c.req.header("accept-language")?.toLowerCase().startsWith("ja") ? "ja" : "en";
}

/** Our own plain look, marked as simulated: not the vendor's. */
export function page(locale: PageLocale, title: string, body: ReturnType<typeof html>) {
	return html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${raw(STYLE)}</style></head>
<body><p class="notice">${SIMULATED[locale]}</p><main>${body}</main></body></html>`;
}
