import { useState } from "preact/hooks";

/** A choice of this browser. Without storage (a private window may refuse it) it lasts as long as the page. */
export function useStored(key: string, initial: string): [string, (value: string) => void] {
	const name = `deskbridge.playground.${key}`;
	const [value, setValue] = useState(() => {
		try {
			return localStorage.getItem(name) ?? initial;
		} catch {
			return initial;
		}
	});
	const store = (next: string) => {
		setValue(next);
		try {
			localStorage.setItem(name, next);
		} catch {}
	};
	return [value, store];
}
