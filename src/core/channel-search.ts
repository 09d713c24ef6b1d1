/** A channel that the app can see, as far as somebody who chooses one needs it. */
export interface ChannelOption {
	id: string;
	/** Without its `#`. */
	name: string;
	isPrivate: boolean;
	/** People of another company read it too. */
	isShared: boolean;
	/** The app is in it. */
	isMember: boolean;
}

/** What somebody entered for a channel: Slack's id of it, or its name. */
export type ChannelReference = { kind: "id"; id: string } | { kind: "name"; name: string };

const ID = "[CG][A-Z0-9]{6,30}";
const BARE = new RegExp(`^${ID}$`);
/** As a message holds it: `<#C012345678|support>`. */
const MENTION = new RegExp(`^<#(${ID})(?:\\|[^>]*)?>$`);
/** As "Copy link" gives it, and as the browser's address bar shows it. */
const LINK = new RegExp(
	`^https://[a-z0-9.-]+\\.slack(?:-gov)?\\.com/(?:archives|client/[A-Z0-9]+)/(${ID})(?=[/?#]|$)`,
);

/** Reads an id, a mention, a link or a name; null for nothing. */
export function parseChannelReference(text: string): ChannelReference | null {
	const entered = text.trim();
	if (BARE.test(entered)) return { kind: "id", id: entered };
	const id = (MENTION.exec(entered) ?? LINK.exec(entered))?.[1];
	if (id) return { kind: "id", id };
	const name = toChannelName(entered);
	return name === "" ? null : { kind: "name", name };
}

/** A name as Slack keeps it: no `#`, and no capital letters. */
export function toChannelName(text: string): string {
	return text.normalize("NFKC").trim().replace(/^#/, "").toLowerCase();
}

/**
 * The channels that fit, the likeliest first: the very name, names that begin with the words, the rest; among
 * equals those the app is in, then as they come, which is by name. `total` counts those that are cut off too.
 */
export function searchChannels(
	channels: readonly ChannelOption[],
	words: string,
	limit: number,
): { found: ChannelOption[]; total: number } {
	const wanted = toChannelName(words).split(/\s+/).filter(Boolean);
	const whole = wanted.join("-");
	// Filled in one pass: sorting ten thousand at each key would cost more than finding them.
	const ranks: ChannelOption[][] = [[], [], [], [], [], []];
	let total = 0;
	for (const channel of channels) {
		const name = channel.name.toLowerCase();
		if (!wanted.every((word) => name.includes(word))) continue;
		total += 1;
		const likeness = name === whole ? 0 : whole !== "" && name.startsWith(whole) ? 2 : 4;
		const rank = ranks[likeness + (channel.isMember ? 0 : 1)];
		if (rank && rank.length < limit) rank.push(channel);
	}
	return { found: ranks.flat().slice(0, limit), total };
}
