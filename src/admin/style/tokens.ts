/** Values appear here, everywhere else by name: four greys, one accent, one colour each for good, warning, danger. */
export const TOKENS = `
:root {
	color-scheme: light dark;
	--ground: #f4f6f7; --surface: #ffffff; --line: #dce1e5; --quiet: #59646d; --ink: #14181b;
	--accent: #0b6468; --accent-strong: #084b4e; --on-accent: #ffffff; --tint: #e4f1f1;
	--good: #1d6b3a; --warning: #865300; --danger: #b3261e;
	--s1: 4px; --s2: 8px; --s3: 12px; --s4: 16px; --s5: 20px; --s6: 24px; --s8: 32px; --s10: 40px;
	--small: 0.875rem; --text: 1rem; --large: 1.5rem; --radius: 6px;
	--side: 15rem; --lift: 0 1px 2px rgb(16 24 32 / 0.06);
}
@media (prefers-color-scheme: dark) {
	:root {
		--ground: #0f1214; --surface: #171b1e; --line: #30373d; --quiet: #a5afb7; --ink: #eef1f3;
		--accent: #66c7c3; --accent-strong: #8fdbd8; --on-accent: #072425; --tint: #15302f;
		--good: #74c98f; --warning: #e3b15c; --danger: #f2938c;
		--lift: none;
	}
}
`;
