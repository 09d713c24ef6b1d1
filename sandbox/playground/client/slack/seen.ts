import { useEffect, useState } from "preact/hooks";
import type { SlackState } from "../../slack-state.ts";

/** Channels with something newer than this person last looked at. What was there at the first look is not new. */
export function useUnread(state: SlackState | null): ReadonlySet<string> {
	const [seen, setSeen] = useState<Readonly<Record<string, string>>>({});
	const keyOf = (channelId: string) => `${state?.teamId}/${state?.userId}/${channelId}`;
	useEffect(() => {
		if (!state) return;
		setSeen((before) => {
			const next = { ...before };
			for (const { id, lastTs } of state.channels) {
				if (id === state.channelId || next[keyOf(id)] === undefined) next[keyOf(id)] = lastTs ?? "0";
			}
			return next;
		});
	}, [state]);
	const unread = (state?.channels ?? []).filter(({ id, lastTs }) => {
		const last = seen[keyOf(id)];
		return lastTs !== null && last !== undefined && Number(lastTs) > Number(last) && id !== state?.channelId;
	});
	return new Set(unread.map(({ id }) => id));
}
