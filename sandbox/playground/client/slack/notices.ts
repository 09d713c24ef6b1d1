import { useState } from "preact/hooks";

/** What Slack itself tells a person about a request that went wrong; nobody else sees it and nothing stores it. */
export interface Notice {
	at: number;
	text: string;
}

export function useNotices(place: string): { notices: Notice[]; add(text: string): void } {
	const [all, setAll] = useState<Readonly<Record<string, Notice[]>>>({});
	return {
		notices: all[place] ?? [],
		add: (text) =>
			setAll((before) => ({ ...before, [place]: [...(before[place] ?? []), { at: Date.now(), text }] })),
	};
}
