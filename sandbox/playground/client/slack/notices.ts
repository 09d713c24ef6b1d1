import { useState } from "preact/hooks";
import type { SlackPlace } from "../../slack-state.ts";
import { vendorsNow } from "../clock.ts";

/** What Slack itself tells a person about a request that went wrong; nobody else sees it and nothing stores it. */
export interface Notice {
	at: number;
	text: string;
}

/** Kept by person and channel: a command sent on the way to another channel is answered there. */
export interface Notices {
	of(place: SlackPlace): readonly Notice[];
	add(place: SlackPlace, text: string): void;
}

export function useNotices(): Notices {
	const [all, setAll] = useState<Readonly<Record<string, Notice[]>>>({});
	const keyOf = ({ teamId, userId, channelId }: SlackPlace) => `${teamId}/${userId}/${channelId}`;
	return {
		of: (place) => all[keyOf(place)] ?? [],
		add(place, text) {
			const key = keyOf(place);
			setAll((before) => ({ ...before, [key]: [...(before[key] ?? []), { at: vendorsNow(), text }] }));
		},
	};
}
