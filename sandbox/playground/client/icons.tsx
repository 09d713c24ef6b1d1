/** @jsxImportSource preact */
const SHAPES = {
	slack: "M4 5h16v11H10l-5 4v-4H4z",
	zendesk: "M4 7h16v3a2 2 0 0 0 0 4v3H4v-3a2 2 0 0 0 0-4zM14 7v10",
	zoho: "M4 13 7 5h10l3 8v6H4zM4 13h5l1 3h4l1-3h5",
	salesforce: "M4 5h16v14H4zM4 10h16M10 10v9M7 7.5h3",
	settings: "M4 8h9M17 8h3M4 16h3M11 16h9M15 6v4M9 14v4",
	theme: "M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16",
	send: "M5 12 19 5l-4 14-4-6z",
	back: "M19 12H5M11 6l-6 6 6 6",
	menu: "M4 7h16M4 12h16M4 17h16",
	eye: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
	lock: "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z",
	file: "M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5",
	bridge: "M3 17h18M3 13c4 0 5-5 9-5s5 5 9 5M8 11v6M16 11v6M12 8v9",
} as const;

export type IconName = keyof typeof SHAPES;

/** Our own drawings, always beside a word that says the same. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
	return (
		<svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
			<path d={SHAPES[name]} />
		</svg>
	);
}
