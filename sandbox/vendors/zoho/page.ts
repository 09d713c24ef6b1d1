import { html, raw } from "hono/html";

const STYLE = `
:root { color-scheme: light dark; --paper: #f4f5f5; --card: #fff; --ink: #1c2424; --soft: #5b6767; --line: #d5dbdb; --accent: #0b5f66; --danger: #a3262a }
@media (prefers-color-scheme: dark) { :root { --paper: #151a1a; --card: #1e2525; --ink: #e8eded; --soft: #9fadad; --line: #394444; --accent: #5cc1c8; --danger: #f08b8e } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, "Hiragino Sans", "Noto Sans JP", sans-serif }
header { padding: 8px 16px; font-size: 13px; color: var(--soft); border-bottom: 1px solid var(--line) }
main { max-width: 560px; margin: 32px auto; padding: 24px; background: var(--card); border: 1px solid var(--line); border-radius: 6px }
h1 { font-size: 22px; margin: 0 0 12px } h2 { font-size: 18px; margin: 0 0 4px }
fieldset { border: 1px solid var(--line); border-radius: 6px; margin: 16px 0; padding: 8px 16px 12px } legend { font-weight: 600; padding: 0 4px }
label { display: block; padding: 4px 0; cursor: pointer }
button { font: inherit; padding: 8px 20px; border-radius: 6px; border: 1px solid var(--line); background: none; color: inherit; cursor: pointer }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--card) }
.problem { color: var(--danger) } .soft { color: var(--soft); font-size: 14px } code { font-size: 13px; overflow-wrap: anywhere }
article { display: none } article:target { display: block } article:target ~ .index { display: none }
blockquote { margin: 16px 0; padding: 0 0 0 12px; border-left: 3px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere }
@media (max-width: 600px) { main { margin: 0; border-width: 0 0 1px; border-radius: 0 } }
`;

/** Our own plain look, marked as simulated: not the vendor's. */
export function page(title: string, body: ReturnType<typeof html>) {
	return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · simulated Zoho Desk</title><style>${raw(STYLE)}</style></head>
<body><header>Simulated Zoho Desk. Nothing here leaves this machine.</header><main>${body}</main></body></html>`;
}
