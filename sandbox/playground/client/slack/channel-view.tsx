/** @jsxImportSource preact */
import type { PlaygroundInfo } from "../../info.ts";
import type { SlackPlace, SlackState } from "../../slack-state.ts";
import { actOnTicket, reasonOf, tellSlack } from "../api.ts";
import type { Place } from "../place.ts";
import { useStored } from "../stored.ts";
import type { Words } from "../words/words.ts";
import type { Attachment } from "./attachments.ts";
import { Banners } from "./banners.tsx";
import { ChannelHead } from "./channel-head.tsx";
import type { ChannelDeed } from "./channel-menu.tsx";
import { Composer } from "./composer.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { HomeTab } from "./home-tab.tsx";
import { useInteractions } from "./interactions.ts";
import { MessageList } from "./message-list.tsx";
import { Modal } from "./modal.tsx";
import type { Notices } from "./notices.ts";
import { channelTitle, isAppDm } from "./people.ts";
import { type Answered, runCommand } from "./run-command.ts";
import { TryPanel } from "./try-panel.tsx";

interface ChannelViewProps {
	info: PlaygroundInfo;
	state: SlackState;
	tab: "messages" | "home";
	words: Words;
	slackWords: Words;
	notices: Notices;
	answered: Answered | null;
	onAnswered(answered: Answered | null): void;
	open(next: Partial<SlackPlace> & { tab?: "messages" | "home" }): void;
	go(place: Place): void;
	onMenu(): void;
}

export function ChannelView(props: ChannelViewProps) {
	const { info, state, tab, words, slackWords, notices, answered, onAnswered, open, go, onMenu } = props;
	const here = { teamId: state.teamId, userId: state.userId, channelId: state.channelId };
	const add = (text: string) => notices.add(here, text);
	const [hidden, setHidden] = useStored("try-hidden", "");
	const interactions = useInteractions({ info, state, words: slackWords, onProblem: add });
	const channel = state.channels.find(({ id }) => id === state.channelId);
	if (!channel) return <p class="empty">{words.gone}</p>;

	const team = state.teams.find(({ id }) => id === state.teamId);
	const title = channelTitle(channel, state.users);
	const withHome = isAppDm(channel, state.users);
	const modal = state.views.filter(({ type }) => type === "modal").at(-1);

	async function send(text: string, as = here, files: readonly Attachment[] = []) {
		onAnswered(null);
		try {
			const outcome = await runCommand(
				text,
				as,
				info,
				slackWords,
				team?.installed === false ? team.name : null,
				files,
			);
			if (outcome.notice) notices.add(as, outcome.notice);
			onAnswered(outcome.answered);
		} catch (error) {
			notices.add(as, reasonOf(error, words));
		}
	}
	/** On a phone the panel would cover half of the answer. */
	function makeRoom() {
		if (matchMedia("(max-width: 720px)").matches) setHidden("yes");
	}
	async function change(deed: ChannelDeed) {
		try {
			if (deed === "invite" || deed === "remove-bot") await tellSlack(deed, here);
			else await tellSlack("archive", { ...here, archived: deed === "archive" });
		} catch (error) {
			add(reasonOf(error, words));
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
				tryHidden={hidden !== "" && state.teamId === info.start.teamId}
				onDeed={(deed) => void change(deed)}
				onTry={() => setHidden("")}
				onMenu={onMenu}
				onTab={(next) => open({ tab: next })}
			/>
			<Banners info={info} state={state} channel={channel} words={words} onInvite={() => send("/invite")} />
			{hidden ? null : (
				<TryPanel
					info={info}
					state={state}
					words={words}
					onHide={() => setHidden("yes")}
					onHear={(text) => {
						const channel = state.channels.find(({ name }) => name === info.start.channelName);
						if (channel) open({ channelId: channel.id });
						makeRoom();
						void actOnTicket("zendesk", info.start.ticket, "customer", { text }).catch((error: unknown) =>
							add(reasonOf(error, words)),
						);
					}}
					onHome={() => {
						const app = state.channels.find((each) => isAppDm(each, state.users));
						if (app) open({ channelId: app.id, tab: "home" });
						makeRoom();
					}}
					onDesk={() => go({ pane: "zendesk", ticketId: info.start.ticket })}
					onRun={async (text, as) => {
						open(as);
						makeRoom();
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
						notices={notices.of(here)}
						words={slackWords}
						command={`${info.command} ${info.start.ticket}`}
						contextFor={interactions.contextFor}
						onShortcut={interactions.runShortcut}
					/>
					<Composer
						title={title}
						command={info.command}
						ticket={info.start.ticket}
						words={slackWords}
						answered={answered ? words.answered(answered.status, answered.durationMs) : null}
						disabled={channel.isArchived}
						shortcuts={state.shortcuts.filter(({ kind }) => kind === "global")}
						onShortcut={(shortcut) => interactions.runShortcut(shortcut, null)}
						onSend={(text, files) => send(text, here, files)}
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
					clickProblem={interactions.problemIn(modal.id)}
					locked={interactions.pending !== null}
				/>
			) : null}
			{interactions.pending ? (
				<ConfirmDialog pending={interactions.pending} words={slackWords} onDone={interactions.settle} />
			) : null}
		</section>
	);
}
