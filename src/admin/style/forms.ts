/** Label above, help below, what is wrong below that. */
export const FORMS = `
.field { margin: 0 0 var(--s5); } :is(.field, input, select, textarea, .notice) { scroll-margin-block: var(--s5); }
.field label { display: block; font-weight: 600; margin-bottom: var(--s1); }
.help { color: var(--quiet); font-size: var(--small); margin: var(--s1) 0 0; }
.error { color: var(--danger); font-size: var(--small); font-weight: 600; margin: var(--s1) 0 0; }
.error::before { content: "! "; }
input:not([type=checkbox], [type=radio]), select, textarea {
	width: 100%; max-width: 32rem; padding: 7px var(--s3); font: inherit; line-height: 1.4; color: var(--ink);
	background: var(--surface); border: 1px solid var(--quiet); border-radius: var(--radius);
}
input[type=time], input[type=date] { max-width: 12rem; }
input::placeholder { color: var(--quiet); opacity: 1; }
textarea { max-width: 100%; font-family: ui-monospace, Menlo, Consolas, monospace; font-size: var(--small); resize: vertical; }
input:is([type=checkbox], [type=radio]) { width: 18px; height: 18px; margin: 3px 0 0; flex: none; accent-color: var(--accent); }
[aria-invalid=true] { border-color: var(--danger); box-shadow: 0 0 0 1px var(--danger); }
fieldset { border: 0; padding: 0; margin: 0 0 var(--s4); min-width: 0; }
legend { font-weight: 600; padding: 0; margin-bottom: var(--s2); }
.choices { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s5); }
.choices .field { margin-bottom: var(--s1); }
.tick { display: flex; gap: var(--s3); align-items: start; padding-block: 2px; }
.field .tick label { font-weight: 400; margin: 0; }
.tick ~ :is(.help, .error) { margin: 0 0 0 calc(18px + var(--s3)); }
.field:has(> .tick ~ .help) .tick label { font-weight: 600; }
.search { display: flex; flex-wrap: wrap; gap: var(--s2); align-items: center; } .search input { flex: 1 1 12rem; }
.filters { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 0 var(--s4); margin-top: var(--s2); }
.filters .row { grid-column: 1 / -1; }
.adding { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s4); align-items: start; margin-top: var(--s5); padding-top: var(--s4); border-top: 1px solid var(--line); }
.adding > legend { float: left; width: 100%; margin: 0; } .adding .field { flex: 0 1 15rem; margin: 0; } .adding > button { margin-top: calc(1.5rem + var(--s1)); }
.condition { display: grid; grid-template-columns: minmax(0, 3fr) minmax(8rem, 2fr) minmax(0, 4fr) auto; gap: var(--s2) var(--s4); align-items: start; padding: var(--s3) 0; border-top: 1px solid var(--line); }
.condition > button { justify-self: start; } .pairing { align-items: center; gap: var(--s1) var(--s4); } select.unset { border-color: var(--warning); }
.rules { padding-left: 1.4em; } .rules .row { margin: 0; align-items: baseline; }
.inputs :is(th, td):first-child { width: 18%; } .inputs :is(th, td):nth-child(3) { width: 33%; } .inputs :is(th, td):last-child { width: 1%; min-width: 0; white-space: nowrap; }
@media (max-width: 42rem) { .condition { grid-template-columns: minmax(0, 1fr); } .adding > button { margin-top: 0; } .adding .field { flex: 1 1 100%; }
	.inputs :is(th, td):nth-child(n) { width: auto; } .inputs td[data-label]:nth-child(n + 2) { padding: 0; margin-top: var(--s2); }
	.inputs td[data-label]:nth-child(n + 2)::before { position: static; display: block; width: auto; }
	.inputs td:first-child { padding: 0; } .inputs td:first-child::before { content: none; }
}
`;
