import { execFileSync } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { D1Database, DurableObjectNamespace } from "@cloudflare/workers-types";
import type { Miniflare } from "miniflare";

/** One Worker in its own workerd process. */
export interface Instance {
	/** workerd's own socket: no proxy of Miniflare's in between. */
	readonly origin: string;
	readonly pid: number;
	database(): Promise<D1Database>;
	objects(binding: string): Promise<DurableObjectNamespace>;
	stop(): Promise<void>;
}

export interface InstanceOptions {
	root: string;
	/** A folder with `index.js`. */
	codeDir: string;
	/** Holds the database; outlives the process. */
	dataDir: string;
	bindings: Record<string, string>;
	/** Whether messages of the queue are worked on; else they are taken and dropped. */
	consumes: boolean;
	/** Answers whatever the Worker fetches. */
	outbound: (req: IncomingMessage, res: ServerResponse) => void;
}

/** The bindings, compatibility date and limits of wrangler.toml, whatever the code. */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
	const { root, codeDir, dataDir, bindings, consumes, outbound } = options;
	// wrangler would say that secrets are missing: they come with `bindings`.
	process.env.WRANGLER_LOG ??= "none";
	const { wrangler, miniflare } = loadTools(root);
	const { workerOptions } = wrangler.unstable_getMiniflareWorkerOptions(join(root, "wrangler.toml"));
	const before = new Set(listWorkerd());
	const host: Miniflare = new miniflare.Miniflare(
		miniflare.convertV4MiniflareOptions({
			...workerOptions,
			name: "bench",
			bindings: { ...workerOptions.bindings, ...bindings },
			queueConsumers: consumes ? workerOptions.queueConsumers : {},
			modules: [{ type: "ESModule", path: join(codeDir, "index.js") }],
			modulesRoot: codeDir,
			defaultPersistRoot: dataDir,
			resourcePersistencePath: dataDir,
			cf: false,
			unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
			outboundService: { node: outbound },
			handleStructuredLogs: () => {},
		}),
	);
	const origin = (await host.unsafeGetDirectURL()).origin;
	const [pid] = listWorkerd().filter((candidate) => !before.has(candidate));
	if (pid === undefined) throw new Error("no workerd process was started");
	return {
		origin,
		pid,
		database: async () => (await host.getD1Database("DB")) as unknown as D1Database,
		objects: async (binding) =>
			(await host.getDurableObjectNamespace(binding)) as unknown as DurableObjectNamespace,
		stop: () => host.dispose(),
	};
}

/** The Miniflare that this wrangler brings, not another one that may be installed. */
export function loadTools(root: string) {
	const fromRoot = createRequire(join(root, "package.json"));
	const fromWrangler = createRequire(fromRoot.resolve("wrangler"));
	return {
		wrangler: fromRoot("wrangler"),
		miniflare: fromWrangler("miniflare"),
		/** The version of workerd that Miniflare starts. */
		workerdVersion: createRequire(fromWrangler.resolve("miniflare"))("workerd/package.json")
			.version as string,
	};
}

/** Children of this process that are workerd; `ps` because macOS has no /proc. */
function listWorkerd(): number[] {
	const lines = execFileSync("ps", ["-axo", "pid=,ppid=,comm="], { encoding: "utf8" }).split("\n");
	return lines.flatMap((line) => {
		const [pid, parent, ...command] = line.trim().split(/\s+/);
		return Number(parent) === process.pid && command.join(" ").includes("workerd") ? [Number(pid)] : [];
	});
}
