/** @jsxImportSource preact */
import type { PlaygroundInfo } from "../../info.ts";
import type { SlackPlace, SlackState } from "../../slack-state.ts";
import { CronButton } from "../settings-pane.tsx";
import type { Words } from "../words/words.ts";
import { findUser } from "./people.ts";

interface TryPanelProps {
	info: PlaygroundInfo;
	state: SlackState;
	words: Words;
	onHide(): void;
	onDesk(): void;
	onRun(text: string, as: SlackPlace): void;
}

export function TryPanel({ info, state, words, onHide, onDesk, onRun }: TryPanelProps) {
	const channel = state.channels.find(({ name }) => name === info.start.channelName) ?? state.channels[0];
	const people = state.users.filter(({ isBot }) => !isBot);
	const first = findUser(people, info.start.userId) ?? people[0];
	const other = people.find(({ id, locale }) => id !== first?.id && locale.startsWith("ja"));
	if (!channel || !first) return null;
	const command = `${info.command} ${info.start.ticket}`;
	const runAs = (userId: string) => () =>
		onRun(command, { teamId: state.teamId, userId, channelId: channel.id });
	return (
		<section class="try" aria-labelledby="try-title">
			<div class="row">
				<h2 id="try-title">{words.tryTitle}</h2>
				<span class="grow" />
				<CronButton words={words} />
				<button type="button" class="button quiet" onClick={onHide}>
					{words.hideTry}
				</button>
			</div>
			<ol>
				<li>
					<span>{words.tryTicket(first.name, channel.name)}</span>
					<button type="button" class="button primary" onClick={runAs(first.id)}>
						{words.run} <code>{command}</code>
					</button>
				</li>
				{other ? (
					<li>
						<span>{words.tryOther(other.name)}</span>
						<button type="button" class="button" onClick={runAs(other.id)}>
							{words.run} <code>{command}</code>
						</button>
					</li>
				) : null}
				<li>
					<span>{words.tryCustomer}</span>
					<button type="button" class="button" onClick={onDesk}>
						{words.open} <code>#{info.start.ticket}</code>
					</button>
				</li>
			</ol>
		</section>
	);
}
