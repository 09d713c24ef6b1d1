/** @jsxImportSource preact */
import { Icon, type IconName } from "./icons.tsx";
import type { Place } from "./place.ts";
import type { Words } from "./words/words.ts";

interface RailProps {
	words: Words;
	current: Place["pane"];
	toSlack: string;
	onLanguage(): void;
	onTheme(): void;
}

export function Rail({ words, current, toSlack, onLanguage, onTheme }: RailProps) {
	const entries: { pane: Place["pane"]; icon: IconName; label: string; href: string }[] = [
		{ pane: "slack", icon: "slack", label: "Slack", href: toSlack },
		{ pane: "zendesk", icon: "zendesk", label: "Zendesk", href: "#/zendesk" },
		{ pane: "zoho", icon: "zoho", label: "Zoho Desk", href: "#/zoho" },
		{ pane: "salesforce", icon: "salesforce", label: "Salesforce", href: "#/salesforce" },
		{ pane: "settings", icon: "settings", label: words.settings, href: "#/settings" },
	];
	return (
		<nav class="rail" aria-label={words.vendors}>
			<div class="brand" title="Deskbridge">
				<Icon name="bridge" size={26} />
			</div>
			{entries.map(({ pane, icon, label, href }) => (
				<a key={pane} class="rail-entry" href={href} aria-current={pane === current ? "page" : undefined}>
					<Icon name={icon} />
					<span>{label}</span>
				</a>
			))}
			<div class="rail-foot">
				<button
					type="button"
					class="rail-entry"
					lang={words.otherLanguage === "日本語" ? "ja" : "en"}
					onClick={onLanguage}
				>
					{words.otherLanguage}
				</button>
				<button
					type="button"
					class="rail-entry"
					aria-label={words.theme}
					title={words.theme}
					onClick={onTheme}
				>
					<Icon name="theme" />
				</button>
			</div>
		</nav>
	);
}
