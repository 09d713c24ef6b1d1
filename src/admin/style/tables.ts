/** Tables, which are cards on a phone. */
export const TABLES = `
table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: var(--small); margin: 0 0 var(--s4); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--lift); overflow: hidden; }
.card > table { box-shadow: none; }
th, td { text-align: left; vertical-align: top; padding: 10px var(--s4); border-top: 1px solid var(--line); min-width: 6rem; }
thead :is(th, td) { border-top: 0; background: var(--ground); color: var(--quiet); font-weight: 600; padding-block: var(--s2); }
tbody th { font-weight: 600; } th .quiet { font-weight: 400; }
tbody tr:hover { background: color-mix(in srgb, var(--ground) 60%, var(--surface)); }
td > :last-child { margin-bottom: 0; }
.clamp { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
@media (min-width: 42rem) { td:has(> a.clamp) { width: 40%; } }
td code, td.whole { white-space: nowrap; }
td.number { overflow-wrap: normal; font-variant-numeric: tabular-nums; } td.number, th.number { text-align: right; }
@media (max-width: 42rem) {
	table, tbody { display: block; background: none; border: 0; box-shadow: none; overflow: visible; }
	thead { display: none; }
	tr { display: block; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--lift); padding: var(--s3) var(--s4); margin-bottom: var(--s2); }
	td, tbody th { display: block; border: 0; padding: 2px 0; }
	td[data-label] { position: relative; padding-left: 8rem; text-align: left; min-height: 1.55em; }
	td[data-label]::before { content: attr(data-label); color: var(--quiet); position: absolute; left: 0; width: 7.5rem; }
	td code { white-space: normal; } td .distance { display: inline-block; }
	.card table tr { border-width: 1px 0 0; border-radius: 0; box-shadow: none; background: none; padding: var(--s3) 0; margin: 0; }
}
`;
