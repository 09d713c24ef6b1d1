/** What stands around a page: two columns where there is room, one on a phone. */
export const FRAME = `
.skip { position: absolute; left: var(--s4); top: -100px; padding: var(--s2) var(--s4); background: var(--surface); border-radius: var(--radius); z-index: 1; }
.skip:focus { top: var(--s2); }
.brand { font-weight: 650; text-decoration: none; color: var(--ink); display: inline-flex; gap: var(--s2); align-items: center; }
.brand::before { content: ""; width: 16px; height: 16px; border-radius: 5px 5px 5px 1px; background: var(--accent); }
.language { font-size: var(--small); margin-left: auto; padding-block: var(--s1); }
.bar { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s4); align-items: center; padding: var(--s3) var(--s4); background: var(--surface); border-bottom: 1px solid var(--line); }
.bar nav { display: flex; flex-wrap: wrap; gap: 0 var(--s1); order: 3; flex-basis: 100%; margin-inline: calc(var(--s2) * -1); }
.bar nav a { text-decoration: none; color: var(--quiet); padding: var(--s1) var(--s2); border-radius: var(--radius); }
.bar nav a:hover { background: var(--ground); color: var(--ink); }
.bar nav a[aria-current] { color: var(--accent); background: var(--tint); font-weight: 600; }
.bar nav svg { display: none; }
@media (max-width: 42rem) { .bar nav { font-size: var(--small); } .bar nav a { padding-inline: 6px; } }
main { padding: var(--s6) var(--s4); }
.up { margin: 0 0 var(--s2); font-size: var(--small); }
.up a::before { content: "←"; display: inline-block; margin-right: var(--s2); }
.account { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s4); align-items: center; padding: var(--s4); border-top: 1px solid var(--line); font-size: var(--small); color: var(--quiet); }
.account form { margin: 0; } .account span { min-width: 0; max-height: 4.5em; overflow: hidden; }
.alone .bar, .alone main { max-width: 42rem; margin-inline: auto; }
.alone .bar { background: none; border: 0; }
.alone main { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--lift); }
.alone .card { background: none; border-width: 1px 0 0; border-radius: 0; box-shadow: none; padding: var(--s4) 0 0; }
.alone main > :last-child { margin-bottom: 0; }
@media (min-width: 42rem) {
	.alone .bar { padding: var(--s8) var(--s1) var(--s4); }
	.alone main { padding: var(--s8) var(--s10); }
	main { padding: var(--s8); }
}
@media (min-width: 60rem) {
	.app {
		display: grid; grid-template: auto 1fr / var(--side) minmax(0, 1fr); min-height: 100vh;
		background: linear-gradient(to right, var(--surface) var(--side), var(--line) var(--side) calc(var(--side) + 1px), var(--ground) 0);
	}
	.app main { grid-area: 1 / 2 / 3 / 3; padding: var(--s10); width: 100%; max-width: 66rem; }
	.app .bar { position: sticky; top: 0; align-self: start; flex-direction: column; align-items: stretch; background: none; border: 0; gap: var(--s5); padding: var(--s6) var(--s4) var(--s4); }
	.app .brand { padding-inline: var(--s3); }
	.app .bar nav { flex-direction: column; order: 0; margin: 0; gap: 2px; }
	.app .bar nav a { display: flex; gap: var(--s3); align-items: center; padding: 7px var(--s3); }
	.app .bar nav svg { display: block; flex: none; width: 18px; height: 18px; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
	.app .language { margin: 0; padding-inline: var(--s3); }
	.app .account { grid-area: 2 / 1; align-self: end; position: sticky; bottom: 0; padding: var(--s4) calc(var(--s4) + var(--s3)); border: 0; }
}
`;
