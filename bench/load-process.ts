/** The load generator, in a process of its own: it must not share a thread with the instant desk. */
import { createRequire } from "node:module";
import type { LoadAnswer, LoadOrder } from "./load.ts";

interface AutocannonClient {
	setRequests(requests: object[]): void;
}

interface AutocannonResult {
	start: Date;
	finish: Date;
	errors: number;
	timeouts: number;
	mismatches: number;
	non2xx: number;
	"2xx": number;
	latency: { p50: number; p99: number };
}

type Autocannon = (options: object) => Promise<AutocannonResult>;

// It has no types of its own.
const autocannon: Autocannon = createRequire(import.meta.url)("autocannon");

async function run(order: LoadOrder): Promise<LoadAnswer> {
	const { url, connections, seconds, mark, requests } = order;
	// Each connection has its own part.
	const share = Math.ceil(requests.length / connections);
	let client = 0;
	const result = await autocannon({
		url,
		connections,
		duration: seconds,
		verifyBody: (body: string) => body.includes(mark),
		setupClient(each: AutocannonClient) {
			each.setRequests(requests.slice(client * share, (client + 1) * share));
			client += 1;
		},
	});
	const elapsed = (result.finish.getTime() - result.start.getTime()) / 1000;
	return {
		requests: result["2xx"],
		perSecond: result["2xx"] / elapsed,
		p50: result.latency.p50,
		p99: result.latency.p99,
		wrong: result.errors + result.timeouts + result.non2xx + result.mismatches,
	};
}

process.on("message", (order: LoadOrder) => {
	run(order).then(
		(answer) => process.send?.(answer),
		(error: unknown) => {
			console.error(error);
			process.exit(1);
		},
	);
});

// Not left behind when the bench is killed.
process.on("disconnect", () => process.exit());
