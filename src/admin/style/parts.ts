/** Cards, states, notices, buttons, the chart. */
export const PARTS = `
.card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--lift); padding: var(--s5); margin: 0 0 var(--s4); }
.card > :last-child, .card > fieldset > :last-child, .notice > :last-child { margin-bottom: 0; }
.card > * + h2 { margin-top: var(--s6); } .card > .visually-hidden + h2 { margin-top: 0; }
details { margin: 0 0 var(--s4); }
summary { cursor: pointer; width: fit-content; padding: var(--s1) var(--s3); font-size: var(--small); font-weight: 600; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); }
summary:hover { border-color: var(--quiet); }
details[open] > summary { margin-bottom: var(--s3); }
.long > summary { padding: 0; border: 0; background: none; font: inherit; list-style-position: outside; } .long[open] { max-height: 24rem; overflow: auto; }
.risk { color: var(--danger); } .risk:hover { color: var(--ink); }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) minmax(0, 1fr); gap: var(--s2) var(--s6); margin: 0 0 var(--s4); }
dt { color: var(--quiet); } dd { margin: 0; }
.figures { grid-template-columns: minmax(0, max-content) max-content; } .figures dd { text-align: right; font-variant-numeric: tabular-nums; }
.list { display: block; list-style: none; padding: 0; margin: 0 0 var(--s4); }
.list > * { position: relative; display: grid; grid-template-columns: minmax(0, 15rem) minmax(0, 1fr) auto; gap: var(--s1) var(--s4); align-items: baseline; max-width: none; margin: 0; padding: var(--s3) 0; border-top: 1px solid var(--line); }
.list > :first-child { border-top: 0; padding-top: 0; }
.list > :has(dt a)::after { content: "›"; color: var(--quiet); }
.list dt a { font-weight: 600; text-decoration: none; } .list dt a::after { content: ""; position: absolute; inset: 0; }
.list dt a:hover { text-decoration: underline; }
.address { display: block; background: var(--ground); border: 1px solid var(--line); border-radius: var(--radius); padding: var(--s2) var(--s3); margin: 0 0 var(--s3); user-select: all; }
button, .button {
	display: inline-block; font: inherit; font-weight: 600; line-height: 1.4; padding: 7px var(--s4); border-radius: var(--radius); cursor: pointer;
	border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); text-decoration: none; text-align: center;
}
button:hover, .button:hover { background: var(--accent-strong); border-color: var(--accent-strong); color: var(--on-accent); }
button[aria-disabled=true] { cursor: progress; filter: saturate(0.4); }
.second { background: var(--surface); color: var(--ink); border-color: var(--quiet); }
.second:hover { background: var(--ground); color: var(--ink); border-color: var(--ink); }
.erase, .erase:hover { border-color: var(--danger); background: var(--danger); color: var(--surface); }
.plain, .plain:hover { background: none; border: 0; padding: 0; color: var(--accent); text-decoration: underline; text-underline-offset: 3px; font-weight: 400; min-height: 24px; }
.checklist { padding-left: calc(var(--s5) + 1.4em); } .checklist ul { margin-top: var(--s2); } .checklist ul li { margin: 0; }
.copy { font-size: var(--small); padding: var(--s1) var(--s3); margin: 0 0 var(--s3); }
.row { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s4); align-items: center; margin: 0 0 var(--s3); }
.row :is(form, h2) { margin: 0; } .row > * { min-width: 0; }
.state { display: inline-flex; gap: var(--s2); align-items: baseline; font-weight: 600; }
.state::before { content: ""; flex: none; width: 10px; height: 10px; border-radius: 50%; background: currentColor; }
.state.good { color: var(--good); } .state.attention { color: var(--warning); } .state.off { color: var(--quiet); }
.state.off::before, .state.attention::before { background: none; border: 2.5px solid currentColor; }
.state.attention::before { border-radius: 2px; }
.notice { --of: var(--accent); border: 1px solid color-mix(in srgb, var(--of) 40%, var(--line)); border-left: 4px solid var(--of); background: color-mix(in srgb, var(--of) 8%, var(--surface)); border-radius: var(--radius); padding: var(--s3) var(--s4); margin: 0 0 var(--s4); }
.notice.danger { --of: var(--danger); } .notice.good { --of: var(--good); }
.tabs { display: flex; flex-wrap: wrap; gap: 0 var(--s5); margin: 0 0 var(--s5); border-bottom: 1px solid var(--line); }
.tabs a { text-decoration: none; color: var(--quiet); padding-block: var(--s2); }
.tabs a:hover { color: var(--ink); }
.tabs a[aria-current] { color: var(--ink); font-weight: 600; box-shadow: 0 2px 0 var(--accent); }
.chart { display: block; width: 100%; height: 88px; }
.chart .posted { fill: var(--accent); } .chart .not-sent { fill: var(--quiet); } .chart .problems { fill: var(--danger); }
.chart .hour { fill: var(--line); }
.chart-ends { display: flex; justify-content: space-between; max-width: none; color: var(--quiet); font-size: var(--small); margin: var(--s1) 0 var(--s2); }
.legend { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s5); list-style: none; padding: 0; }
.legend li { margin: 0; font-variant-numeric: tabular-nums; }
.legend li::before { content: ""; display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: var(--s2); background: currentColor; }
.legend .posted::before { color: var(--accent); } .legend .not-sent::before { color: var(--quiet); } .legend .problems::before { color: var(--danger); }
progress { display: block; width: 100%; height: 10px; accent-color: var(--accent); margin-bottom: var(--s2); }
@media (max-width: 42rem) {
	.card { padding: var(--s4); }
	dl:not(.figures, .list) { grid-template-columns: 1fr; gap: 0; } dl:not(.figures, .list) dd { margin-bottom: var(--s3); }
	.list > * { grid-template-columns: minmax(0, 1fr) auto; } .list > * > :nth-child(2) { grid-area: 2 / 1; }
	.distance { display: inline; } .tabs { gap: 0 var(--s3); font-size: var(--small); }
}
`;
