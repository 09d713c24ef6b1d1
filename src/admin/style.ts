/** One stylesheet, inlined with a nonce. Values appear here as tokens, everywhere else by name. */
export const STYLE = `
:root {
	color-scheme: light dark;
	--ground: #f6f7f8; --surface: #ffffff; --line: #d8dde1; --quiet: #5a656e; --ink: #16191c;
	--accent: #0b6468; --on-accent: #ffffff; --tint: #e3f0f0;
	--good: #1d6b3a; --warning: #865300; --danger: #b3261e;
	--s1: 4px; --s2: 8px; --s3: 12px; --s4: 16px; --s6: 24px; --s8: 32px;
	--small: 0.875rem; --large: 1.5rem; --radius: 6px;
}
@media (prefers-color-scheme: dark) {
	:root {
		--ground: #101315; --surface: #181c1f; --line: #343b41; --quiet: #a3adb5; --ink: #eef1f3;
		--accent: #66c7c3; --on-accent: #072425; --tint: #173032;
		--good: #74c98f; --warning: #e3b15c; --danger: #f2938c;
	}
}
* { box-sizing: border-box; }
body {
	margin: 0; background: var(--ground); color: var(--ink); line-height: 1.55;
	font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Hiragino Sans", "Noto Sans JP", "Yu Gothic UI", sans-serif;
}
a { color: var(--accent); text-underline-offset: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: var(--s4); top: -100px; padding: var(--s2) var(--s4); background: var(--surface); border-radius: var(--radius); z-index: 1; }
.skip:focus { top: var(--s2); }
.bar { background: var(--surface); border-bottom: 1px solid var(--line); }
.bar > div, main { max-width: 48rem; margin: 0 auto; padding: var(--s4); }
.bar > div { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s6); align-items: center; padding-block: var(--s3); }
.brand { font-weight: 650; text-decoration: none; color: var(--ink); display: inline-flex; gap: var(--s2); align-items: center; }
.brand::before { content: ""; width: 14px; height: 14px; border-radius: 4px 4px 4px 0; background: var(--accent); }
nav { display: flex; flex-wrap: wrap; gap: 0 var(--s4); flex: 1; }
nav a { text-decoration: none; color: var(--quiet); padding-block: var(--s1); }
nav a[aria-current] { color: var(--ink); box-shadow: 0 2px 0 var(--accent); }
.language { font-size: var(--small); margin-left: auto; }
main { padding-block: var(--s8); }
h1 { font-size: var(--large); line-height: 1.25; margin: 0 0 var(--s3); overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: 0 0 var(--s2); }
p, li, dd { max-width: 72ch; overflow-wrap: anywhere; }
p { margin: 0 0 var(--s3); }
.lead { color: var(--quiet); margin-bottom: var(--s6); }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); padding: var(--s4); margin: 0 0 var(--s4); }
.card > :last-child { margin-bottom: 0; }
.card > form + h2, .card > * + h2 { margin-top: var(--s6); }
details { margin: 0 0 var(--s4); }
summary { cursor: pointer; }
.caption { font-size: var(--small); margin-bottom: var(--s1); }
.quiet { color: var(--quiet); }
.small { font-size: var(--small); }
ol, ul { margin: 0 0 var(--s3); padding-left: 1.4em; }
li + li { margin-top: var(--s1); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: var(--s1) var(--s4); margin: 0 0 var(--s3); }
dt { color: var(--quiet); } dd { margin: 0; }
.figures { grid-template-columns: minmax(0, max-content) max-content; } .figures dd { text-align: right; font-variant-numeric: tabular-nums; }
code, textarea, .address { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK JP", monospace; font-size: var(--small); overflow-wrap: anywhere; }
.address { display: block; background: var(--ground); border: 1px solid var(--line); border-radius: var(--radius); padding: var(--s2) var(--s3); margin: 0 0 var(--s3); user-select: all; }
.field { margin: 0 0 var(--s4); }
.field label { display: block; font-weight: 600; margin-bottom: var(--s1); }
.field .help { color: var(--quiet); font-size: var(--small); margin: var(--s1) 0 0; }
.field .error { color: var(--danger); font-size: var(--small); font-weight: 600; margin: var(--s1) 0 0; }
.field .error::before { content: "! "; }
input:not([type=checkbox], [type=radio]), select, textarea {
	width: 100%; max-width: 32rem; padding: var(--s2) var(--s3); font: inherit; color: var(--ink);
	background: var(--surface); border: 1px solid var(--quiet); border-radius: var(--radius);
}
textarea { max-width: 100%; font-family: ui-monospace, Menlo, Consolas, monospace; font-size: var(--small); resize: vertical; }
[aria-invalid=true] { border-color: var(--danger); }
fieldset { border: 0; padding: 0; margin: 0 0 var(--s4); min-width: 0; }
legend { font-weight: 600; padding: 0; margin-bottom: var(--s2); }
.choices { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s4); }
.choices .field { margin-bottom: var(--s1); }
table { border-collapse: collapse; width: 100%; font-size: var(--small); margin: 0 0 var(--s4); } td code, td.whole { white-space: nowrap; }
td.number { overflow-wrap: normal; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: var(--s2) var(--s3) var(--s2) 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--quiet); font-weight: 400; } tbody th { color: var(--ink); font-weight: 600; } th .quiet { font-weight: 400; }
.erase { border-color: var(--danger); background: var(--danger); color: var(--surface); }
.tick { display: flex; gap: var(--s2); align-items: baseline; }
.tick label { font-weight: 400; } .tick ~ p { margin-left: calc(1em + var(--s2)); }
button, .button {
	display: inline-block; font: inherit; font-weight: 600; padding: var(--s2) var(--s4); border-radius: var(--radius); cursor: pointer;
	border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); text-decoration: none;
}
button[aria-disabled=true] { cursor: progress; filter: saturate(0.4); }
.copy { font-size: var(--small); padding: var(--s1) var(--s3); margin: 0 0 var(--s3); }
.second { background: transparent; color: var(--accent); }
.plain { background: none; border: 0; padding: 0; color: var(--accent); text-decoration: underline; font-weight: 400; }
.row { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s3); align-items: center; margin: 0 0 var(--s3); }
.row form { margin: 0; } .row > span { min-width: 0; overflow-wrap: anywhere; }
.search { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s3); align-items: center; } .search input { flex: 1 1 12rem; }
.state { display: inline-flex; gap: var(--s2); align-items: baseline; font-weight: 600; }
.state::before { content: ""; flex: none; width: 10px; height: 10px; border-radius: 50%; background: currentColor; }
.state.good { color: var(--good); } .state.attention { color: var(--warning); } .state.off { color: var(--quiet); }
.state.off::before, .state.attention::before { background: none; border: 2.5px solid currentColor; }
.state.attention::before { border-radius: 2px; }
.notice { border-left: 4px solid var(--accent); background: var(--tint); border-radius: var(--radius); padding: var(--s3) var(--s4); margin: 0 0 var(--s4); }
.notice.danger { border-color: var(--danger); } .notice.good { border-color: var(--good); }
.notice > :last-child { margin-bottom: 0; }
.command { font-size: 1.125rem; }
.tabs { flex-wrap: wrap; margin: 0 0 var(--s4); border-bottom: 1px solid var(--line); }
.tabs a[aria-current] { font-weight: 600; }
.filters { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 0 var(--s4); margin-top: var(--s2); }
.filters .row { grid-column: 1 / -1; }
.exact { white-space: nowrap; }
.distance { color: var(--quiet); font-size: var(--small); display: block; }
dd .distance { display: inline; }
.number { font-variant-numeric: tabular-nums; } td.number, th.number { text-align: right; }
del { color: var(--quiet); }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.chart { display: block; width: 100%; height: 72px; }
.chart .posted { fill: var(--accent); } .chart .not-sent { fill: var(--quiet); } .chart .problems { fill: var(--danger); }
.chart .hour { fill: var(--line); }
.chart-ends { display: flex; justify-content: space-between; max-width: none; color: var(--quiet); font-size: var(--small); margin: 0 0 var(--s2); }
.legend { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s4); list-style: none; padding: 0; }
.legend li { margin: 0; font-variant-numeric: tabular-nums; }
.legend li::before { content: ""; display: inline-block; width: 10px; height: 10px; margin-right: var(--s2); background: currentColor; }
.legend .posted::before { color: var(--accent); } .legend .not-sent::before { color: var(--quiet); } .legend .problems::before { color: var(--danger); }
@media (max-width: 40rem) {
	dl:not(.figures) { grid-template-columns: 1fr; } dd { margin-bottom: var(--s2); }
	nav { order: 3; flex-basis: 100%; gap: 0 var(--s2); } .tabs { gap: 0 var(--s3); } .distance { display: inline; }
	thead { display: none; } tr { display: block; border-top: 1px solid var(--line); padding: var(--s2) 0; } td, tbody th { display: block; border: 0; padding: 0; }
	td[data-label] { position: relative; padding-left: 8rem; text-align: left; min-height: 1.55em; }
	td[data-label]::before { content: attr(data-label); color: var(--quiet); position: absolute; left: 0; width: 7.5rem; }
}
@media (prefers-reduced-motion: no-preference) { a, button { transition: background-color 0.1s; } }
`;
