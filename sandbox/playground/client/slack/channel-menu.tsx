/** @jsxImportSource preact */
import type { ChannelState } from "../../slack-state.ts";
import type { Words } from "../words/words.ts";
import { APP_NAME } from "./shortcut-menu.tsx";

export type ChannelDeed = "archive" | "unarchive" | "invite" | "remove-bot";

interface ChannelMenuProps {
	channel: ChannelState;
	words: Words;
	onChoose(deed: ChannelDeed): void;
}

/** What somebody may do to a channel, and so to the notifications that go there. */
export function ChannelMenu({ channel, words, onChoose }: ChannelMenuProps) {
	const deeds: readonly [ChannelDeed, string][] = channel.isArchived
		? [["unarchive", words.unarchive]]
		: [
				channel.botIsMember
					? ["remove-bot", words.removeBot(APP_NAME)]
					: ["invite", words.inviteBot(APP_NAME)],
				["archive", words.archive],
			];
	return (
		<details class="menu channel-menu">
			<summary class="button quiet" aria-label={words.channelMenu} title={words.channelMenu}>
				⋯
			</summary>
			<div class="menu-list left">
				{deeds.map(([deed, label]) => (
					<button key={deed} type="button" onClick={() => onChoose(deed)}>
						{label}
					</button>
				))}
			</div>
		</details>
	);
}
