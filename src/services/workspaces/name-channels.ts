import type { Context } from "../../context.ts";
import { parseChannelReference, toChannelName } from "../../core/channel-search.ts";
import { DIRECT } from "./check-channel.ts";
import type { WorkspaceView } from "./find-workspace.ts";
import { findChannels } from "./list-channels.ts";

/** Somebody waits for a form to be saved, and the list of a large workspace takes Slack seconds. */
const LIST_WAIT_MS = 10_000;

export type NamedChannel =
	| { ok: true; channelId: string }
	/** `unlisted`: it may be there, but there is no list to look it up in now. */
	| { ok: false; problem: "no_such_name" | "name_twice" | "unlisted" };

/**
 * The channels that were entered by name, link or id, by what was entered. A name that is mapped already isn't
 * looked up.
 */
export async function nameChannels(
	ctx: Context,
	view: WorkspaceView,
	entered: readonly string[],
): Promise<Map<string, NamedChannel>> {
	const named = new Map<string, NamedChannel>();
	const names = new Map<string, string>();
	for (const text of new Set(entered)) {
		if (text === DIRECT) named.set(text, { ok: true, channelId: DIRECT });
		const reference = text === DIRECT ? null : parseChannelReference(text);
		if (reference?.kind === "id") named.set(text, { ok: true, channelId: reference.id });
		if (reference?.kind !== "name") continue;
		const mapped = view.mappings.find(({ channelName }) => toChannelName(channelName) === reference.name);
		if (mapped) named.set(text, { ok: true, channelId: mapped.channelId });
		else names.set(text, reference.name);
	}
	if (names.size === 0) return named;
	const query = { words: "", limit: 0, names: [...new Set(names.values())], waitMs: LIST_WAIT_MS };
	const list = await findChannels(ctx, view.team, query);
	for (const [text, name] of names) {
		const found = list.named.filter((channel) => channel.name.toLowerCase() === name);
		const [only] = found;
		if (only && found.length === 1) named.set(text, { ok: true, channelId: only.id });
		else if (only) named.set(text, { ok: false, problem: "name_twice" });
		else named.set(text, { ok: false, problem: list.isComplete ? "no_such_name" : "unlisted" });
	}
	return named;
}
