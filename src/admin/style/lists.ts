/** Lists of things with a state and a button, and forms of many short fields. */
export const LISTS = `
.places > * { grid-template-columns: minmax(0, 1fr) auto; align-items: center; }
.states > * { grid-template-columns: 11rem minmax(0, 1fr) auto; }
.card > .list:last-child > :last-child { padding-bottom: 0; }
.list strong { display: -webkit-inline-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; vertical-align: bottom; text-decoration: inherit; }
.badges { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s2); list-style: none; padding: 0; margin: var(--s2) 0 0; }
.badges li { margin: 0; padding: 1px var(--s2); font-size: var(--small); color: var(--accent); background: var(--tint); border-radius: var(--radius); }
.pairs { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr)); gap: 0 var(--s5); }
.card > form > fieldset:last-child, fieldset > .row:last-child { margin-bottom: 0; }
button[data-busy]::after { content: " …"; }
[role=status]:empty { margin: 0; }
.notice .distance { display: inline; }
@media (max-width: 42rem) {
	.steps > *, .states > * { grid-template-columns: minmax(0, 1fr); }
	.steps > * > *, .states > * > :nth-child(n) { grid-area: auto; justify-self: start; }
	:is(.steps, .states) > * > :is(.button, form) { margin-top: var(--s1); }
}
`;
