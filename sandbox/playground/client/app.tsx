/** @jsxImportSource preact */
import { useEffect, useState } from "preact/hooks";
import type { PlaygroundInfo } from "../info.ts";
import { CrmPane } from "./crm/crm-pane.tsx";
import { DeskPane } from "./desk/desk-pane.tsx";
import { useLive } from "./live.ts";
import { type Place, parsePlace, toHash } from "./place.ts";
import { Rail } from "./rail.tsx";
import { SettingsPane } from "./settings-pane.tsx";
import { SlackPane } from "./slack/slack-pane.tsx";
import { useStored } from "./stored.ts";
import { toLanguage, WORDS } from "./words/words.ts";

export function App({ info }: { info: PlaygroundInfo }) {
	const [place, setPlace] = useState(() => parsePlace(location.hash));
	const [language, setLanguage] = useStored("language", toLanguage(navigator.language));
	const [theme, setTheme] = useStored("theme", "");
	// Coming back to Slack means coming back to the same person and channel.
	const [lastSlack, setLastSlack] = useState<Place>(parsePlace(""));
	const live = useLive();
	const words = WORDS[toLanguage(language)];

	useEffect(() => {
		const follow = () => setPlace(parsePlace(location.hash));
		addEventListener("hashchange", follow);
		return () => removeEventListener("hashchange", follow);
	}, []);
	useEffect(() => {
		if (place.pane === "slack") setLastSlack(place);
	}, [place]);
	useEffect(() => {
		document.documentElement.lang = toLanguage(language);
		document.documentElement.dataset.theme = theme;
	}, [language, theme]);

	const go = (next: Place) => {
		location.hash = toHash(next);
	};
	return (
		<div class="frame">
			<Rail
				words={words}
				current={place.pane}
				toSlack={toHash(lastSlack)}
				onLanguage={() => setLanguage(toLanguage(language) === "en" ? "ja" : "en")}
				onTheme={() => setTheme(isDark(theme) ? "light" : "dark")}
			/>
			<main class="pane">
				{live.online ? null : (
					<p class="banner warning" role="status">
						{words.offline}
					</p>
				)}
				{place.pane === "slack" ? (
					<SlackPane info={info} place={place} live={live} words={words} go={go} />
				) : place.pane === "settings" ? (
					<SettingsPane info={info} words={words} />
				) : place.pane === "salesforce" ? (
					<CrmPane place={place} live={live} words={words} go={go} />
				) : (
					<DeskPane
						key={place.pane}
						desk={place.pane}
						ticketId={place.ticketId}
						live={live}
						words={words}
						go={go}
					/>
				)}
			</main>
		</div>
	);
}

function isDark(theme: string): boolean {
	return theme === "dark" || (theme === "" && matchMedia("(prefers-color-scheme: dark)").matches);
}
