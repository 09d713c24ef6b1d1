import type { ChannelOption } from "../../core/channel-search.ts";
import type { Locale } from "../../core/locale.ts";
import { type PageMessages, pageMessages } from "../../locales/pages/messages.ts";
import { DIRECT } from "../../services/workspaces/check-channel.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import type { ChannelSearch } from "../../services/workspaces/list-channels.ts";
import { channelName } from "../workspace-parts.tsx";

/** As many as somebody looks through; more are searched. */
export const SHOWN = 15;

export interface PickerProps {
	locale: Locale;
	view: WorkspaceView;
	/** What was searched by. */
	words: string;
	channels: ChannelSearch;
	/** The channel's id that is chosen by now; empty for none. */
	chosen: string;
}

/** What was found, as radio buttons; what is chosen stays, found or not. */
export function ChannelChoices(props: PickerProps) {
	const { locale, view, words: searched, channels, chosen } = props;
	const messages = pageMessages(locale, view.desk.provider);
	const words = messages.settings.where;
	const labels = new Map<string, string>();
	if (chosen) labels.set(chosen, labelOf(chosen, props, messages));
	if (searched === "") labels.set(DIRECT, words.direct);
	for (const channel of channels.found) labels.set(channel.id, toLabel(channel, words));
	return (
		<>
			{[...labels].map(([id, label]) => (
				<div class="tick">
					<input id={`channel-${id}`} type="radio" name="channel" value={id} checked={id === chosen} />
					<label for={`channel-${id}`}>{label}</label>
				</div>
			))}
			<p class="quiet small" role="status" data-reading={channels.isReading ? "yes" : undefined}>
				{describeList(channels, searched, words, locale)}
			</p>
		</>
	);
}

/** The same for fields that are typed in: the browser offers them. */
export function ChannelOptions({ locale, channels }: Pick<PickerProps, "locale" | "channels">) {
	const words = pageMessages(locale).settings.where;
	return (
		<>
			<option value={words.directShort}>{words.direct}</option>
			{channels.found.map((channel) => (
				<option value={`#${channel.name}`}>{marksOf(channel, words).join(", ")}</option>
			))}
		</>
	);
}

function toLabel(channel: ChannelOption, words: PageMessages["settings"]["where"]): string {
	const marks = marksOf(channel, words);
	return marks.length > 0 ? `#${channel.name} (${marks.join(", ")})` : `#${channel.name}`;
}

function marksOf({ isPrivate, isShared }: ChannelOption, words: PageMessages["settings"]["where"]): string[] {
	return [isPrivate ? words.isPrivate : "", isShared ? words.shared : ""].filter((mark) => mark !== "");
}

function labelOf(id: string, { view, channels }: PickerProps, messages: PageMessages): string {
	const words = messages.settings.where;
	if (id === DIRECT) return words.direct;
	const listed = [...channels.named, ...channels.found].find((channel) => channel.id === id);
	if (listed) return toLabel(listed, words);
	const mapping = view.mappings.find(({ channelId }) => channelId === id);
	if (mapping?.channelKind === "direct") return words.direct;
	return mapping ? channelName(mapping, messages.workspace) : id;
}

/** How much was found in how much, and whether that is all there is. */
function describeList(
	channels: ChannelSearch,
	searched: string,
	words: PageMessages["settings"]["where"],
	locale: Locale,
): string {
	const { found, total, known, isComplete, isReading, problem } = channels;
	const number = (count: number) => count.toLocaleString(locale);
	if (problem && known === 0) return words.noChannels(problem);
	const rest = isComplete
		? ""
		: isReading
			? words.reading(number(known))
			: words.readInPart(number(known), problem ?? "");
	const hits =
		searched === ""
			? total > found.length
				? words.someOf(number(found.length), number(total))
				: ""
			: total > found.length
				? words.foundSome(number(found.length), number(total))
				: total > 0
					? words.found(number(total))
					: words.foundNone;
	return [hits, rest].filter((text) => text !== "").join(" ");
}
