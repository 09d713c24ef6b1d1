type Truthy<T> = Exclude<T, null | undefined | false | 0 | "">;

const POLL_MS = 50;

/** Waits for something that happens by itself: a queue's message, an answer by response_url. */
export async function until<T>(
	what: string,
	withinMs: number,
	read: () => T | Promise<T>,
	everyMs: number = POLL_MS,
): Promise<Truthy<T>> {
	const end = performance.now() + withinMs;
	for (;;) {
		const value = await read();
		if (value) return value as Truthy<T>;
		if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, everyMs));
	}
}
