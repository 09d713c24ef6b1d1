import type { ChannelQuery, ChannelSearch } from "../../context.ts";
import { type ChannelOption, searchChannels } from "../../core/channel-search.ts";
import { isVendorError } from "../../lib/errors.ts";
import type { SlackClient } from "../../slack/client.ts";

type Page = Awaited<ReturnType<SlackClient["channels"]>>;
export type ReadPage = (cursor: string | null) => Promise<Page>;

/** Channels come and go seldom; whoever misses one looks again. */
const KEEP_MS = 10 * 60_000;
/** Looking again sooner than this shows the same list: Slack allows 20 pages a minute. */
const FRESH_MS = 20_000;
/** After an answer that was none. */
const RETRY_MS = 5_000;
/** An invocation has 50 subrequests; a team with more channels than these pages hold goes on with the next search. */
const MAX_PAGES = 40;

/**
 * The channels the bot can see, read once for everybody who looks for one. Kept in memory alone: the names of
 * private channels are nothing to store, and an object that was forgotten reads them again.
 */
export function createChannelList(now: () => number) {
	let channels: ChannelOption[] = [];
	let isSorted = true;
	let cursor: string | null = null;
	let state: "empty" | "partial" | "complete" = "empty";
	let begunAt = 0;
	/** Slack's word for why it stopped, and when it may be asked again. */
	let problem: string | null = null;
	let nextAt = 0;
	let reading: Promise<void> | null = null;

	async function read(readPage: ReadPage): Promise<void> {
		problem = null;
		try {
			for (let page = 0; page < MAX_PAGES; page++) {
				const { items, next } = await readPage(cursor);
				channels.push(...items.map(toOption));
				isSorted = false;
				cursor = next;
				state = next === null ? "complete" : "partial";
				if (next === null) return;
			}
		} catch (error) {
			problem = isVendorError(error) ? (error.code ?? error.kind) : "unavailable";
			const waitSeconds = isVendorError(error) ? error.retryAfterSeconds : null;
			nextAt = now() + (waitSeconds === null ? RETRY_MS : waitSeconds * 1000);
		} finally {
			reading = null;
		}
	}

	function ensureReading(readPage: ReadPage, isFresh: boolean): void {
		if (reading) return;
		const at = now();
		// One that is read in part goes on: beginning again would take Slack's next minute too.
		const keepMs = isFresh && state === "complete" ? FRESH_MS : KEEP_MS;
		if (at - begunAt > keepMs) {
			channels = [];
			cursor = null;
			state = "empty";
		}
		if (state === "complete" || at < nextAt) return;
		if (state === "empty") begunAt = at;
		reading = read(readPage);
	}

	return {
		async find(query: ChannelQuery, readPage: ReadPage): Promise<ChannelSearch> {
			ensureReading(readPage, query.isFresh ?? false);
			if (reading) await withinTime(reading, query.waitMs);
			if (!isSorted) channels.sort(byName);
			isSorted = true;
			const { found, total } = searchChannels(channels, query.words, query.limit);
			const names = new Set(query.names);
			const ids = new Set(query.ids);
			const isNamed = ({ id, name }: ChannelOption) => ids.has(id) || names.has(name.toLowerCase());
			return {
				found,
				total,
				named: names.size + ids.size === 0 ? [] : channels.filter(isNamed),
				known: channels.length,
				isComplete: state === "complete",
				// Without a reason to wait, the next search goes on.
				isReading: reading !== null || (state !== "complete" && problem === null),
				problem: state === "complete" ? null : problem,
			};
		},
	};
}

function toOption({
	id,
	name = "",
	is_private,
	is_ext_shared,
	is_member,
}: Page["items"][number]): ChannelOption {
	return { id, name, isPrivate: is_private, isShared: is_ext_shared, isMember: is_member };
}

function byName(a: ChannelOption, b: ChannelOption): number {
	return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

async function withinTime(work: Promise<void>, ms: number): Promise<void> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, ms);
	});
	await Promise.race([work, late]);
	clearTimeout(timer);
}
