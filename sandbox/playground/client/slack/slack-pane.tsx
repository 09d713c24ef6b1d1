/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import type { PlaygroundInfo } from "../../info.ts";
import { loadSlack } from "../api.ts";
import type { Live } from "../live.ts";
import { useLoaded } from "../load.ts";
import type { Place } from "../place.ts";
import { toLanguage, WORDS, type Words } from "../words/words.ts";
import { ChannelView } from "./channel-view.tsx";
import { useNotices } from "./notices.ts";
import type { Answered } from "./run-command.ts";
import { useUnread } from "./seen.ts";
import { Sidebar } from "./sidebar.tsx";

type SlackHere = Place & { pane: "slack" };

interface SlackPaneProps {
	info: PlaygroundInfo;
	place: SlackHere;
	live: Live;
	words: Words;
	go(place: Place): void;
}

export function SlackPane({ info, place, live, words, go }: SlackPaneProps) {
	const [drawer, setDrawer] = useState(false);
	const [answered, setAnswered] = useState<Answered | null>(null);
	const notices = useNotices();
	const reasons = [place.teamId, place.userId, place.channelId, live.changes.slack];
	const { data: state, refused } = useLoaded(() => loadSlack(place), reasons);
	const unread = useUnread(state);
	if (!state) return <p class="empty">{refused ?? words.loading}</p>;

	const open = (next: Partial<SlackHere>) => {
		setDrawer(false);
		const here = { teamId: state.teamId, userId: state.userId, channelId: state.channelId };
		go({ pane: "slack", tab: "messages", ...here, ...next });
	};
	const viewer = state.users.find(({ id }) => id === state.userId);
	return (
		<div class={drawer ? "slack drawer-open" : "slack"}>
			<Sidebar state={state} words={words} unread={unread} open={open} />
			<button type="button" class="drawer-shade" aria-label={words.close} onClick={() => setDrawer(false)} />
			<ChannelView
				key={`${state.teamId}/${state.userId}/${state.channelId}`}
				info={info}
				state={state}
				tab={place.tab}
				words={words}
				// Slack speaks the language of the person, whatever the language of the page around it.
				slackWords={WORDS[toLanguage(viewer?.locale ?? "en")]}
				notices={notices}
				answered={answered}
				onAnswered={setAnswered}
				open={open}
				go={go}
				onMenu={() => setDrawer(true)}
			/>
		</div>
	);
}
