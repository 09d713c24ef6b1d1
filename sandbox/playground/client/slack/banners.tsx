/** @jsxImportSource preact */
import type { PlaygroundInfo } from "../../info.ts";
import type { ChannelState, SlackState } from "../../slack-state.ts";
import { OpenLink } from "../settings-pane.tsx";
import type { Words } from "../words/words.ts";

interface BannersProps {
	info: PlaygroundInfo;
	state: SlackState;
	channel: ChannelState;
	words: Words;
	onInvite(): void;
}

export function Banners({ info, state, channel, words, onInvite }: BannersProps) {
	const team = state.teams.find(({ id }) => id === state.teamId);
	if (team && !team.installed) {
		return (
			<div class="banner">
				<span>{words.notInstalled(team.name)}</span>
				<OpenLink href={`${info.appOrigin}/setup`} words={words} label={words.connectByHand} />
			</div>
		);
	}
	if (channel.isArchived) return <div class="banner">{words.archivedText}</div>;
	if (channel.kind === "direct" || channel.botIsMember) return null;
	return (
		<div class="banner">
			<span>{words.botMissing}</span>
			<button type="button" class="button" onClick={onInvite}>
				{words.invite}
			</button>
		</div>
	);
}
