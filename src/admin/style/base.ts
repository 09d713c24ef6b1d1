/** Text, links, lists, what is said once for every element. */
export const BASE = `
* { box-sizing: border-box; }
body {
	margin: 0; background: var(--ground); color: var(--ink); font-size: var(--text); line-height: 1.5;
	font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic UI", sans-serif;
	-webkit-text-size-adjust: 100%; overflow-wrap: anywhere;
}
:lang(ja) { line-break: strict; word-break: normal; }
:lang(ja) :is(h1, h2, legend, label, dt, th, button, .button) { word-break: auto-phrase; }
a { color: var(--accent); text-underline-offset: 3px; text-decoration-thickness: 1px; }
a:hover { color: var(--accent-strong); text-decoration-thickness: 2px; }
:focus-visible, input:is([type=date], [type=time]):focus-within { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
h1 { font-size: var(--large); font-weight: 650; line-height: 1.25; letter-spacing: -0.01em; margin: 0 0 var(--s4); text-wrap: balance; }
h1, .row > span:not(.state) { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 5; overflow: hidden; }
:is(h2, h3) { font-size: var(--text); font-weight: 650; line-height: 1.4; margin: 0 0 var(--s3); }
p, li, dd { max-width: 72ch; }
p { margin: 0 0 var(--s3); }
ol, ul { margin: 0 0 var(--s3); padding-left: 1.4em; }
li + li { margin-top: var(--s2); }
del { color: var(--quiet); }
.lead { color: var(--quiet); margin-bottom: var(--s6); }
.caption { font-size: var(--small); margin-bottom: var(--s1); }
.quiet { color: var(--quiet); }
.small { font-size: var(--small); }
.number { font-variant-numeric: tabular-nums; }
.exact { white-space: nowrap; }
.distance { color: var(--quiet); font-size: var(--small); display: block; }
:is(dd, p, div.small) .distance { display: inline; }
code, textarea, .address { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK JP", monospace; font-size: var(--small); }
[hidden] { display: none !important; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (prefers-reduced-motion: no-preference) { a, button, .button, tr { transition: background-color 0.12s, border-color 0.12s; } }
`;
