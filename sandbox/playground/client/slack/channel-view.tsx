/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import type { PlaygroundInfo } from "../../info.ts";
import type { SlackPlace, SlackState } from "../../slack-state.ts";
import { tellSlack } from "../api.ts";
import type { Place } from "../place.ts";
import { useStored } from "../stored.ts";
import type { Words } from "../words/words.ts";
import { Banners } from "./banners.tsx";
import { ChannelHead } from "./channel-head.tsx";
import { Composer } from "./composer.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { HomeTab } from "./home-tab.tsx";
import { useInteractions } from "./interactions.ts";
import { MessageList } from "./message-list.tsx";
import { Modal } from "./modal.tsx";
import { useNotices } from "./notices.ts";
import { channelTitle, isAppDm } from "./people.ts";
import { runCommand } from "./run-command.ts";
import { TryPanel } from "./try-panel.tsx";

interface ChannelViewProps {
	info: PlaygroundInfo;
	state: SlackState;
	tab: "messages" | "home";
	words: Words;
	slackWords: Words;
	open(next: Partial<SlackPlace> & { tab?: "messages" | "home" }): void;
	go(place: Place): void;
	onMenu(): void;
}

export function ChannelView(props: ChannelViewProps) {
	const { info, state, tab, words, slackWords, open, go, onMenu } = props;
	const { notices, add } = useNotices(`${state.teamId}/${state.userId}/${state.channelId}`);
	const [answered, setAnswered] = useState<string | null>(null);
	const [hidden, setHidden] = useStored("try-hidden", "");
	const interactions = useInteractions({ info, state, words: slackWords, onProblem: add });
	const channel = state.channels.find(({ id }) => id === state.channelId);
	if (!channel) return <p class="empty">{words.gone}</p>;

	const here = { teamId: state.teamId, userId: state.userId, channelId: state.channelId };
	const title = channelTitle(channel, state.users);
	const withHome = isAppDm(channel, state.users);
	const modal = state.views.filter(({ type }) => type === "modal").at(-1);

	async function send(text: string, as = here) {
		setAnswered(null);
		try {
			const outcome = await runCommand(text, as, info, slackWords);
			if (outcome.notice) add(outcome.notice);
			setAnswered(outcome.answered);
		} catch {
			add(words.offline);
		}
	}
	return (
		<section class="channel-view" aria-label={title}>
			<ChannelHead
				channel={channel}
				title={title}
				tab={withHome ? tab : null}
				words={words}
				slackWords={slackWords}
				tryHidden={hidden !== ""}
				onTry={() => setHidden("")}
				onMenu={onMenu}
				onTab={(next) => open({ tab: next })}
			/>
			<Banners
				info={info}
				state={state}
				channel={channel}
				words={words}
				onInvite={() => tellSlack("invite", here).catch(() => add(words.offline))}
			/>
			{hidden ? null : (
				<TryPanel
					info={info}
					state={state}
					words={words}
					onHide={() => setHidden("yes")}
					onDesk={() => go({ pane: "zendesk", ticketId: info.start.ticket })}
					onRun={async (text, as) => {
						open(as);
						await send(text, as);
					}}
				/>
			)}
			{withHome && tab === "home" ? (
				<HomeTab state={state} words={slackWords} ctx={interactions.contextFor({ kind: "home" })} />
			) : (
				<>
					<MessageList
						state={state}
						notices={notices}
						words={slackWords}
						command={`${info.command} ${info.start.ticket}`}
						contextFor={interactions.contextFor}
					/>
					<Composer
						title={title}
						command={info.command}
						ticket={info.start.ticket}
						words={slackWords}
						answered={answered}
						disabled={channel.isArchived}
						onSend={(text) => send(text)}
					/>
				</>
			)}
			{modal ? (
				<Modal
					key={modal.id}
					view={modal}
					state={state}
					words={slackWords}
					contextFor={interactions.contextFor}
					locked={interactions.pending !== null}
				/>
			) : null}
			{interactions.pending ? (
				<ConfirmDialog pending={interactions.pending} words={slackWords} onDone={interactions.settle} />
			) : null}
		</section>
	);
}
