import type { Context } from "hono";
import { streamSSE } from "hono/streaming";

export type Subscribe = (listener: () => void) => () => void;

/** Below the minute after which proxies and browsers give a silent stream up. */
const HEARTBEAT_MS = 25_000;

/** Tells the page which vendor changed; the page then asks for what it shows. */
export function streamChanges(c: Context, sources: Readonly<Record<string, Subscribe>>): Response {
	return streamSSE(c, async (stream) => {
		const changed = new Set<string>();
		let wake: () => void = () => {};
		const stops = Object.entries(sources).map(([name, subscribe]) =>
			subscribe(() => {
				changed.add(name);
				wake();
			}),
		);
		stream.onAbort(() => {
			for (const stop of stops) stop();
			wake();
		});
		await stream.writeSSE({ event: "ready", data: "" });
		while (!stream.aborted) {
			if (changed.size === 0) {
				let timer: ReturnType<typeof setTimeout> | undefined;
				await new Promise<void>((resolve) => {
					wake = resolve;
					timer = setTimeout(resolve, HEARTBEAT_MS);
					timer.unref();
				});
				clearTimeout(timer);
			}
			if (stream.aborted) break;
			const names = changed.size ? [...changed] : ["idle"];
			changed.clear();
			for (const name of names) await stream.writeSSE({ event: "changed", data: name });
		}
	});
}
