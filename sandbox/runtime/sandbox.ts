import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import { SETUP_TOKEN } from "../seed/accounts.ts";
import { type Clock, createClock } from "../vendor.ts";
import { createSalesforce, type SalesforceSimulator } from "../vendors/salesforce/simulator.ts";
import { createSlack } from "../vendors/slack/slack.ts";
import type { SlackSimulator } from "../vendors/slack-simulator.ts";
import { createAddressTable } from "./addresses.ts";
import { buildWorker } from "./build.ts";
import { createControl } from "./control.ts";
import { createDesks, type Desks } from "./desks.ts";
import { createFaults, type Faults } from "./faults.ts";
import { handleFront, listen } from "./front.ts";
import { ensureMigrated } from "./migrate.ts";
import { createOutbound } from "./outbound.ts";
import { openPlayground } from "./playground.ts";
import { toPlaygroundPlace } from "./slack-client-links.ts";
import { createStoredAlarms } from "./stored-alarms.ts";
import { bringPlansForward, moveStoredTimesBack } from "./stored-times.ts";
import { createTraffic, type Exchange } from "./traffic.ts";
import { createWorkerHost, type LogLine } from "./worker.ts";

export interface SandboxOptions {
	/** 0: any free port. */
	port?: number;
	/** Default: a fresh temporary folder, removed by `stop`. */
	persistDir?: string;
	/** true: always; false: never; absent: when there is no build. */
	build?: boolean;
	/** Where the built Worker lies; default `dist/worker`. */
	distDir?: string;
	onLog?: (line: LogLine) => void;
	/** Whether V8's inspector listens. */
	isInspected?: boolean;
	/** Values of the Worker's environment, instead of the sandbox's own. */
	bindings?: Record<string, string>;
	/** Brings a new sandbox to the state people start from; again after every reset. */
	boot?: (sandbox: Sandbox) => Promise<void>;
}

export interface Sandbox {
	/** The Worker's site. */
	readonly origin: string;
	/** The vendors' and the playground's site. */
	readonly vendorOrigin: string;
	readonly persistDir: string;
	readonly slack: SlackSimulator;
	readonly zendesk: Desks["zendesk"];
	readonly zoho: Desks["zoho"];
	readonly salesforce: SalesforceSimulator;
	readonly clock: Clock;
	readonly faults: Faults;
	/** To the Worker, as `localhost`; redirects are not followed. */
	fetch(path: string, init?: RequestInit): Promise<Response>;
	/** Fires a Cron trigger and waits until the Worker has nothing to do. */
	cron(cron?: string): Promise<void>;
	/** Moves the vendors' clock on, and what the Worker stored back, without firing Cron. */
	passTime(ms: number): Promise<void>;
	/** What the Worker planned for later comes so much sooner; no time passes. */
	hurry(ms: number): Promise<void>;
	/** A day at a time, each with its Cron. */
	passDays(days: number): Promise<void>;
	/** Resolves when no request is under way, in or out. */
	idle(): Promise<void>;
	/** SIGKILL to workerd. */
	kill(): Promise<void>;
	/** A new workerd on the same storage. */
	revive(): Promise<void>;
	database(): Promise<D1Database>;
	logs(): LogLine[];
	traffic(): Exchange[];
	/** Vendors, storage, clock, faults and records as at the start. */
	reset(): Promise<void>;
	/** Where workerd itself listens: for load generators. */
	directOrigin(): Promise<string>;
	/** Where V8's inspector listens, if it was asked for. */
	inspectorOrigin(): Promise<string>;
	stop(): Promise<void>;
}

const ROOT = resolve(import.meta.dirname, "../..");
const DIST = join(ROOT, "dist/worker");
const DAY_MS = 86_400_000;

/** A key for simulated data only. */
export const SANDBOX_SEAL_KEYS = `sandbox:${btoa("sandbox-seal-key-32-bytes-long!!")}`;

/** This machine's days are as long as one likes. */
export const NO_DAY_LIMITS = {
	ROWS_READ_PER_DAY: "",
	ROWS_WRITTEN_PER_DAY: "",
	QUEUE_OPERATIONS_PER_DAY: "",
};

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const distDir = options.distDir ?? DIST;
	if (options.build ?? !existsSync(join(distDir, "index.js"))) buildWorker(ROOT, distDir);
	const persistDir = options.persistDir ?? (await mkdtemp(join(tmpdir(), "deskbridge-sandbox-")));
	const clock = createClock();
	const faults = createFaults();
	const traffic = createTraffic();
	let logs: LogLine[] = [];
	let sites = { origin: "", vendorOrigin: "" };

	const slack = createSlack({
		clock,
		appOrigin: () => sites.origin,
		deliver: (request) => worker.dispatch(request),
	});
	const desks = createDesks(clock, (request) => worker.dispatch(request));
	const salesforce = createSalesforce({ clock });
	const vendors = [slack, desks.zendesk, desks.zoho, salesforce];
	const vendorOf = (host: string) => vendors.find((vendor) => vendor.ownsHost(host)) ?? null;
	const outbound = createOutbound({ vendorOf, faults, traffic, clock });
	const worker = createWorkerHost({
		root: ROOT,
		distDir,
		persistDir,
		bindings: { SEAL_KEYS: SANDBOX_SEAL_KEYS, SETUP_TOKEN, ...NO_DAY_LIMITS, ...options.bindings },
		outbound: outbound.handle,
		isInspected: options.isInspected ?? false,
		onLog(line) {
			logs.push(line);
			options.onLog?.(line);
		},
	});

	const alarms = createStoredAlarms(persistDir);

	async function startWorker(): Promise<void> {
		await worker.start();
		await ensureMigrated(await worker.database(), join(ROOT, "migrations"));
	}
	await startWorker();

	let handle: (request: Request) => Promise<Response> = async () => new Response("starting", { status: 503 });
	const front = await listen(options.port ?? 0, (request) => handle(request));
	sites = { origin: `http://localhost:${front.port}`, vendorOrigin: `http://127.0.0.1:${front.port}` };

	const sandbox: Sandbox = {
		...sites,
		persistDir,
		slack,
		...desks,
		salesforce,
		clock,
		faults,
		fetch: (path, init) => worker.dispatch(new Request(`${sites.origin}${path}`, init)),
		async cron(cron) {
			for (const trigger of cron ? [cron] : worker.crons) await worker.scheduled(trigger);
			await sandbox.idle();
		},
		async passTime(ms) {
			clock.advance(ms);
			await moveStoredTimesBack(worker, ms);
			if (alarms.anyLater()) {
				await worker.stop();
				alarms.moveBack(ms);
				await worker.start();
			}
			for (const vendor of vendors) await vendor.tick?.();
		},
		hurry: (ms) => bringPlansForward(worker, ms),
		async passDays(days) {
			for (let day = 0; day < days; day++) {
				await sandbox.passTime(DAY_MS);
				await sandbox.cron();
			}
		},
		async idle() {
			for (let quiet = 0; quiet < 3; quiet++) {
				await new Promise((done) => setTimeout(done, 15));
				if (worker.inFlight() + outbound.inFlight() > 0) quiet = -1;
			}
		},
		kill: () => worker.kill(),
		revive: startWorker,
		database: () => worker.database(),
		logs: () => [...logs],
		traffic: () => traffic.exchanges(),
		async reset() {
			await worker.stop();
			await rm(persistDir, { recursive: true, force: true });
			clock.advance(Date.now() - clock.now());
			for (const vendor of vendors) vendor.reset();
			faults.clear();
			traffic.clear();
			logs = [];
			await startWorker();
			await options.boot?.(sandbox);
		},
		directOrigin: () => worker.directOrigin(),
		inspectorOrigin: () => worker.inspectorOrigin(),
		async stop() {
			await front.close();
			await worker.stop();
			if (!options.persistDir) await rm(persistDir, { recursive: true, force: true });
		},
	};

	const addresses = createAddressTable({ ...sites, ownsHost: (host) => vendorOf(host) !== null });
	const control = createControl(sandbox);
	const playground = openPlayground(sandbox);
	handle = (request) =>
		handleFront(request, addresses, {
			worker: (inner) => worker.dispatch(inner),
			control: async (inner) => control.fetch(inner),
			playground,
			vendor: (inner) => fetchAsBrowser(inner),
		});

	async function fetchAsBrowser(request: Request): Promise<Response> {
		const url = new URL(request.url);
		const vendor = vendorOf(url.host);
		if (!vendor) return new Response("No such vendor.", { status: 404 });
		const domains = new Map(slack.teams().map(({ id, domain }) => [domain, id]));
		const place = toPlaygroundPlace(url, (domain) => domains.get(domain) ?? null);
		if (place !== null) {
			return new Response(null, { status: 302, headers: { location: `${sites.vendorOrigin}/${place}` } });
		}
		const response = await vendor.fetch(request);
		// Addresses that the app composed are its requests too; a vendor's own forms are not.
		if (request.method === "GET" && url.searchParams.has("client_id")) {
			traffic.record({
				at: clock.now(),
				method: "GET",
				url: request.url,
				requestHeaders: Object.fromEntries(request.headers),
				requestBody: null,
				status: response.status,
				responseHeaders: Object.fromEntries(response.headers),
				responseBody: await response.clone().text(),
			});
		}
		return response;
	}

	await options.boot?.(sandbox);
	return sandbox;
}
