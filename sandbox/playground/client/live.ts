import { useEffect, useState } from "preact/hooks";

export interface Live {
	online: boolean;
	/** Grows with every change of a vendor: what depends on it loads again. */
	changes: Readonly<Record<string, number>>;
}

/** The sandbox's change stream. The browser connects again by itself. */
export function useLive(): Live {
	const [live, setLive] = useState<Live>({ online: true, changes: {} });
	useEffect(() => {
		const source = new EventSource("/playground/api/stream");
		const bump = (...names: string[]) =>
			setLive(({ changes }) => ({
				online: true,
				changes: { ...changes, ...Object.fromEntries(names.map((name) => [name, (changes[name] ?? 0) + 1])) },
			}));
		// Whatever changed while the connection was away was missed.
		source.addEventListener("ready", () => bump("slack", "zendesk", "zoho", "salesforce"));
		source.addEventListener("changed", (event) => event.data !== "idle" && bump(event.data));
		source.addEventListener("error", () => setLive((before) => ({ ...before, online: false })));
		return () => source.close();
	}, []);
	return live;
}
