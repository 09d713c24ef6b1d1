/** @jsxImportSource preact */
import type { ChannelState } from "../../slack-state.ts";
import { Icon } from "../icons.tsx";
import { SimulatedMark } from "../simulated-mark.tsx";
import type { Words } from "../words/words.ts";
import { type ChannelDeed, ChannelMenu } from "./channel-menu.tsx";

interface ChannelHeadProps {
	channel: ChannelState;
	title: string;
	/** null where there is no Home. */
	tab: "messages" | "home" | null;
	words: Words;
	slackWords: Words;
	tryHidden: boolean;
	onDeed(deed: ChannelDeed): void;
	onTry(): void;
	onMenu(): void;
	onTab(tab: "messages" | "home"): void;
}

export function ChannelHead(props: ChannelHeadProps) {
	const { channel, title, tab, words, slackWords, tryHidden, onDeed, onTry, onMenu, onTab } = props;
	return (
		<header class="pane-head">
			<button type="button" class="button quiet only-phone" aria-label={words.openChannels} onClick={onMenu}>
				<Icon name="menu" />
			</button>
			<h1>
				{channel.kind === "private" ? <Icon name="lock" size={16} /> : null}
				{title}
			</h1>
			{channel.kind === "private" ? <span class="tag">{words.privateChannel}</span> : null}
			{channel.isArchived ? <span class="tag">{words.archived}</span> : null}
			{channel.isExternal ? <span class="tag">{words.external}</span> : null}
			{tab === null ? null : (
				<div class="tabs" role="tablist">
					{(["home", "messages"] as const).map((each) => (
						<button type="button" role="tab" aria-selected={tab === each} onClick={() => onTab(each)}>
							{each === "home" ? slackWords.homeTab : slackWords.messagesTab}
						</button>
					))}
				</div>
			)}
			<span class="grow" />
			{tryHidden ? (
				<button type="button" class="button quiet" aria-label={words.showTry} onClick={onTry}>
					<span class="not-phone">{words.showTry}</span>
					<span class="only-phone" aria-hidden="true">
						?
					</span>
				</button>
			) : null}
			<SimulatedMark words={words} />
			{channel.kind === "direct" ? null : (
				<ChannelMenu channel={channel} words={slackWords} onChoose={onDeed} />
			)}
		</header>
	);
}
