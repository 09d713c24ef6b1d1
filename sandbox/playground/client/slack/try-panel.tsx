/** @jsxImportSource preact */
import type { PlaygroundInfo } from "../../info.ts";
import type { SlackPlace, SlackState } from "../../slack-state.ts";
import type { Words } from "../words/words.ts";
import { findUser } from "./people.ts";

interface TryPanelProps {
	info: PlaygroundInfo;
	state: SlackState;
	words: Words;
	onHide(): void;
	onDesk(): void;
	/** A customer's reply to the ticket that is suggested. */
	onHear(text: string): void;
	onHome(): void;
	onRun(text: string, as: SlackPlace): void;
}

export function TryPanel({ info, state, words, onHide, onDesk, onHear, onHome, onRun }: TryPanelProps) {
	const { start, command } = info;
	const administrator = findUser(state.users, start.administratorId);
	const agent = findUser(state.users, start.userId);
	if (state.teamId !== start.teamId || !administrator || !agent) return null;
	const typed = `${command} ${start.ticket}`;
	const runIn =
		(channelName: string, userId: string, text = typed) =>
		() => {
			const channel = state.channels.find(({ name }) => name === channelName);
			if (channel) onRun(text, { teamId: state.teamId, userId, channelId: channel.id });
		};
	const acts = [
		{ name: words.tryReply, text: `${command} reply ${start.ticket}` },
		{ name: words.tryComment, text: `${command} comment ${start.ticket}` },
		{ name: words.tryCreate, text: `${command} create` },
	];
	return (
		<section class="try" aria-labelledby="try-title">
			<div class="row">
				<h2 id="try-title">{words.tryTitle}</h2>
				<span class="grow" />
				<button type="button" class="button quiet" onClick={onHide}>
					{words.hideTry}
				</button>
			</div>
			<ol>
				<li>
					<span>{words.tryTicket(typed, administrator.name)}</span>
					{start.desks.map(({ name, channelName }, index) => (
						<button
							key={name}
							type="button"
							class={index === 0 ? "button primary" : "button"}
							title={`#${channelName}`}
							onClick={runIn(channelName, administrator.id)}
						>
							{name}
						</button>
					))}
				</li>
				<li>
					<span>{words.tryHear(`#${start.channelName}`)}</span>
					<button type="button" class="button" onClick={() => onHear(words.tryHearText)}>
						{words.reply}
					</button>
					<button type="button" class="button" onClick={onDesk}>
						{words.openDesk}
					</button>
				</li>
				<li>
					<span>{words.tryPaste}</span>
					<button
						type="button"
						class="button"
						onClick={runIn(start.channelName, administrator.id, words.tryPasteText(start.ticketUrl))}
					>
						{words.paste}
					</button>
				</li>
				<li>
					<span>{words.tryHome}</span>
					<button type="button" class="button" onClick={onHome}>
						{words.open}
					</button>
				</li>
				<li>
					<span>{words.tryOther(agent.name)}</span>
					<button type="button" class="button" onClick={runIn(start.channelName, agent.id)}>
						{words.run}
					</button>
				</li>
				<li>
					<span>{words.tryAct}</span>
					{acts.map(({ name, text }) => (
						<button
							key={text}
							type="button"
							class="button"
							title={text}
							onClick={runIn(start.channelName, state.userId, text)}
						>
							{name}
						</button>
					))}
				</li>
				<li>
					<span>{words.tryCrm}</span>
					<a class="button" href="#/salesforce">
						{words.open}
					</a>
				</li>
			</ol>
		</section>
	);
}
