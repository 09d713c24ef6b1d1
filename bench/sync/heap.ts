import { median } from "../median.ts";

const WORKER = "core:user:deskbridge";
const SAMPLES = 3;

/** Megabytes that V8 holds of the Worker after a forced collection; the median of three. */
export async function readHeap(inspectorOrigin: string): Promise<number> {
	const inspector = await openInspector(`${inspectorOrigin.replace("http", "ws")}/${WORKER}`);
	try {
		const samples: number[] = [];
		for (let sample = 0; sample < SAMPLES; sample++) {
			await inspector.ask("HeapProfiler.collectGarbage");
			const { usedSize } = (await inspector.ask("Runtime.getHeapUsage")) as { usedSize: number };
			samples.push(usedSize / 1e6);
		}
		return median(samples);
	} finally {
		inspector.close();
	}
}

interface Inspector {
	ask(method: string): Promise<unknown>;
	close(): void;
}

async function openInspector(url: string): Promise<Inspector> {
	const socket = new WebSocket(url);
	const waiting = new Map<number, (result: unknown) => void>();
	let asked = 0;
	socket.addEventListener("message", ({ data }) => {
		const { id, result } = JSON.parse(String(data)) as { id?: number; result?: unknown };
		if (id === undefined) return;
		waiting.get(id)?.(result);
		waiting.delete(id);
	});
	await new Promise((done, fail) => {
		socket.addEventListener("open", done);
		socket.addEventListener("error", () => fail(new Error("the inspector doesn't answer")));
	});
	return {
		ask(method) {
			const id = ++asked;
			return new Promise((done) => {
				waiting.set(id, done);
				socket.send(JSON.stringify({ id, method, params: {} }));
			});
		},
		close: () => socket.close(),
	};
}
