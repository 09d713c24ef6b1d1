import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { SignedRequest } from "./signed-request.ts";

const { version } = createRequire(import.meta.url)("autocannon/package.json");
export const LOAD_GENERATOR = `autocannon ${version}`;

/** One round: these requests, in this order, as fast as they are answered. */
export interface LoadOrder {
	url: string;
	connections: number;
	seconds: number;
	requests: SignedRequest[];
	/** What every right answer contains. */
	mark: string;
}

export interface LoadAnswer {
	requests: number;
	perSecond: number;
	/** Milliseconds. */
	p50: number;
	p99: number;
	/** Requests without a right answer. */
	wrong: number;
}

export interface Load {
	readonly pid: number;
	/** Throws when a single answer is wrong: such a round measures something else. */
	run(order: LoadOrder): Promise<LoadAnswer>;
	stop(): void;
}

export function createLoad(): Load {
	const child = fork(join(import.meta.dirname, "load-process.ts"), { stdio: "inherit" });
	if (child.pid === undefined) throw new Error("the load generator did not start");
	return {
		pid: child.pid,
		async run(order) {
			const { promise, resolve, reject } = Promise.withResolvers<LoadAnswer>();
			const onExit = () => reject(new Error("the load generator ended"));
			child.once("exit", onExit);
			child.once("message", resolve as (message: unknown) => void);
			child.send(order);
			const answer = await promise;
			child.off("exit", onExit);
			if (answer.wrong > 0 || answer.requests === 0) {
				throw new Error(`${answer.wrong} wrong answers, ${answer.requests} right ones from ${order.url}`);
			}
			return answer;
		},
		stop: () => child.kill(),
	};
}
