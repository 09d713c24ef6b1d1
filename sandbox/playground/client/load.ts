import { useEffect, useState } from "preact/hooks";
import { Refused } from "./api.ts";

export interface Loaded<T> {
	/** The latest answer; kept while the next one is on its way. */
	data: T | null;
	refused: string | null;
}

/** Loads again whenever a part of `reasons` changes; an answer that was overtaken is dropped. */
export function useLoaded<T>(load: () => Promise<T>, reasons: readonly unknown[]): Loaded<T> {
	const [loaded, setLoaded] = useState<Loaded<T>>({ data: null, refused: null });
	useEffect(() => {
		let current = true;
		load().then(
			(data) => current && setLoaded({ data, refused: null }),
			(error: unknown) => {
				// Without a connection what was there stays; the banner says why it is old.
				if (current && error instanceof Refused) setLoaded({ data: null, refused: error.message });
			},
		);
		return () => {
			current = false;
		};
	}, reasons);
	return loaded;
}
