import { execFileSync } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import type { Miniflare } from "miniflare";
import { forward } from "./forward.ts";

export interface LogLine {
	timestamp: number;
	level: string;
	message: string;
}

/** Runs SQL in one object's storage. */
export type ObjectExec = (sql: string, ...bindings: unknown[]) => Promise<Record<string, unknown>[]>;

/** The built Worker in workerd, with storage on disk that outlives a kill. */
export interface WorkerHost {
	start(): Promise<void>;
	/** SIGKILL: no handler ends, no promise is kept. What was committed is on disk. */
	kill(): Promise<void>;
	stop(): Promise<void>;
	running(): boolean;
	/** The Cron triggers of wrangler.toml. */
	readonly crons: readonly string[];
	/** Requests that were sent and are not answered. */
	inFlight(): number;
	/** The Worker sees the URL as it is here. */
	dispatch(request: Request): Promise<Response>;
	scheduled(cron: string): Promise<void>;
	database(): Promise<D1Database>;
	eachObject(visit: (exec: ObjectExec) => Promise<void>): Promise<void>;
	/** Where workerd itself listens: for load generators. */
	directOrigin(): Promise<string>;
	/** Where V8's inspector listens, if it was asked for. */
	inspectorOrigin(): Promise<string>;
}

export interface WorkerHostOptions {
	/** The project's folder. */
	root: string;
	/** Where `wrangler deploy --dry-run --outdir` put the bundle. */
	distDir: string;
	persistDir: string;
	bindings: Record<string, string>;
	outbound: (req: IncomingMessage, res: ServerResponse) => void;
	onLog: (line: LogLine) => void;
	/** Whether V8's inspector listens. */
	isInspected: boolean;
}

const WORKER_NAME = "deskbridge";

export function createWorkerHost(options: WorkerHostOptions): WorkerHost {
	const { createMiniflare, objectClasses, crons } = loadRuntime(options);
	let live: { miniflare: Miniflare; pids: number[] } | null = null;
	let inFlight = 0;

	function current(): Miniflare {
		if (!live) throw new Error("the Worker is not running");
		return live.miniflare;
	}

	return {
		async start() {
			if (live) return;
			const before = new Set(listWorkerd());
			const miniflare = createMiniflare();
			await miniflare.ready;
			live = { miniflare, pids: listWorkerd().filter((pid) => !before.has(pid)) };
		},
		async kill() {
			const dead = live;
			live = null;
			for (const pid of dead?.pids ?? []) process.kill(pid, "SIGKILL");
			// At once, or Miniflare would start a new workerd in place of the one it lost.
			await dead?.miniflare.dispose().catch(() => {});
		},
		async stop() {
			const last = live;
			live = null;
			await last?.miniflare.dispose();
		},
		running: () => live !== null,
		crons,
		inFlight: () => inFlight,
		async dispatch(request) {
			inFlight += 1;
			try {
				return await forward(request, await current().ready);
			} finally {
				inFlight -= 1;
			}
		},
		async scheduled(cron) {
			const worker = await current().getWorker();
			await worker.scheduled({ cron });
		},
		async database() {
			return (await current().getD1Database("DB")) as unknown as D1Database;
		},
		async eachObject(visit) {
			for (const className of objectClasses) {
				for (const id of await current().listDurableObjectIds(className)) {
					const storage = await current().unsafeGetDurableObjectStorage(WORKER_NAME, className, { id });
					await visit(async (sql, ...bindings) => {
						const result: unknown = await storage.exec(sql, ...bindings);
						return result as Record<string, unknown>[];
					});
				}
			}
		},
		async directOrigin() {
			return (await current().ready).origin;
		},
		async inspectorOrigin() {
			return `http://${(await current().getInspectorURL()).host}`;
		},
	};
}

interface Runtime {
	createMiniflare: () => Miniflare;
	objectClasses: string[];
	crons: string[];
}

function loadRuntime(options: WorkerHostOptions): Runtime {
	const { root, distDir, persistDir, bindings, outbound, onLog, isInspected } = options;
	// wrangler would say that the secrets are missing; the sandbox brings its own.
	process.env.WRANGLER_LOG ??= "none";
	const fromRoot = createRequire(join(root, "package.json"));
	const wrangler = fromRoot("wrangler");
	// The Miniflare that this wrangler brings, not another one that may be installed.
	const miniflare = createRequire(fromRoot.resolve("wrangler"))("miniflare");
	const { workerOptions } = wrangler.unstable_getMiniflareWorkerOptions(join(root, "wrangler.toml"));
	const objects = Object.values<{ className: string }>(workerOptions.durableObjects ?? {});
	// What no handler of the Worker caught; the Worker's own lines come as structured logs.
	const log = new miniflare.Log(miniflare.LogLevel.WARN);
	log.log = (message: string) => onLog({ timestamp: Date.now(), level: "error", message });
	const v4Options = {
		...workerOptions,
		name: WORKER_NAME,
		bindings: { ...workerOptions.bindings, ...bindings },
		modules: [{ type: "ESModule", path: join(distDir, "index.js") }],
		modulesRoot: distDir,
		defaultPersistRoot: persistDir,
		resourcePersistencePath: persistDir,
		cf: false,
		unsafeInspectDurableObjects: true,
		outboundService: { node: outbound },
		handleStructuredLogs: onLog,
		...(isInspected ? { inspectorPort: 0 } : {}),
		log,
	};
	return {
		createMiniflare: () => new miniflare.Miniflare(miniflare.convertV4MiniflareOptions(v4Options)),
		objectClasses: objects.map(({ className }) => className),
		crons: workerOptions.cronTriggers ?? [],
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
