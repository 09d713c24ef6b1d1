/** @jsxImportSource preact */
import type { ChannelState, SlackState } from "../../slack-state.ts";
import { Avatar } from "../avatar.tsx";
import { Icon } from "../icons.tsx";
import { SimulatedMark } from "../simulated-mark.tsx";
import type { Words } from "../words/words.ts";
import { channelTitle, findUser, isAppDm } from "./people.ts";

interface SidebarProps {
	state: SlackState;
	words: Words;
	unread: ReadonlySet<string>;
	open(next: { teamId?: string; userId?: string; channelId?: string }): void;
}

export function Sidebar({ state, words, unread, open }: SidebarProps) {
	const people = state.users.filter(({ isBot }) => !isBot);
	const me = findUser(state.users, state.userId);
	const inChannels = state.channels.filter(({ kind }) => kind !== "direct");
	const direct = state.channels.filter(({ kind }) => kind === "direct");
	const row = (channel: ChannelState) => (
		<ChannelRow
			key={channel.id}
			channel={channel}
			state={state}
			words={words}
			isNew={unread.has(channel.id)}
			onOpen={() => open({ channelId: channel.id })}
		/>
	);
	return (
		<aside class="sidebar">
			<div class="sidebar-head">
				<SimulatedMark words={words} />
				<label class="switcher">
					<span>{words.workspace}</span>
					<select
						value={state.teamId}
						onChange={(event) => open({ teamId: event.currentTarget.value, userId: "", channelId: "" })}
					>
						{state.teams.map(({ id, name }) => (
							<option value={id}>{name}</option>
						))}
					</select>
				</label>
				<div class="switcher-row">
					<Avatar name={me?.name ?? ""} />
					<label class="switcher">
						<span>{words.youAre}</span>
						<select
							value={state.userId}
							onChange={(event) => open({ userId: event.currentTarget.value, channelId: state.channelId })}
						>
							{people.map(({ id, name, locale }) => (
								<option value={id}>{`${name} (${words.localeName(locale)})`}</option>
							))}
						</select>
					</label>
				</div>
			</div>
			<nav class="channels">
				<h2>{words.channels}</h2>
				{inChannels.map(row)}
				<h2>{words.direct}</h2>
				{direct.map(row)}
			</nav>
		</aside>
	);
}

interface ChannelRowProps {
	channel: ChannelState;
	state: SlackState;
	words: Words;
	isNew: boolean;
	onOpen(): void;
}

function ChannelRow({ channel, state, words, isNew, onOpen }: ChannelRowProps) {
	const app = isAppDm(channel, state.users);
	const title = channelTitle(channel, state.users);
	return (
		<button
			type="button"
			class={isNew ? "channel new" : "channel"}
			aria-current={channel.id === state.channelId ? "true" : undefined}
			onClick={onOpen}
		>
			<span class="channel-mark" aria-hidden="true">
				{channel.kind === "private" ? <Icon name="lock" size={14} /> : channel.kind === "public" ? "#" : null}
				{channel.kind === "direct" ? app ? <Icon name="bridge" size={16} /> : "●" : null}
			</span>
			<span class="channel-name">{channel.kind === "direct" ? title : channel.name}</span>
			{app ? <span class="tag">{words.app}</span> : null}
			{channel.isExternal ? (
				<span class="tag" title={words.external}>
					{words.externalShort}
				</span>
			) : null}
			{channel.isArchived ? <span class="tag">{words.archived}</span> : null}
			{isNew ? <span class="dot" role="img" aria-label={words.newMessages} /> : null}
		</button>
	);
}
