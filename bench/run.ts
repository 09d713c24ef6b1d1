import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildAll, type Contestant } from "./build.ts";
import { createInstantDesk } from "./instant-desk.ts";
import { createLoad, LOAD_GENERATOR } from "./load.ts";
import { measureColdToken } from "./measure/cold-token.ts";
import { measureDisabled } from "./measure/disabled.ts";
import { measureSlowBlueprint } from "./measure/slow-blueprint.ts";
import { measureStartup } from "./measure/startup.ts";
import { measureSync } from "./measure/sync.ts";
import { measureHelp, measureTicket, measureWebhook } from "./measure/throughput.ts";
import { runPages } from "./pages/run-pages.ts";
import { BIG } from "./pages/sizes.ts";
import { judge, type Row, writeResult } from "./rows.ts";
import { setStage } from "./stage.ts";
import { formatPages, formatTable } from "./tables.ts";
import { type Instance, loadTools } from "./workerd.ts";

const { values: flags } = parseArgs({
	options: {
		quick: { type: "boolean", default: false },
		/** Measures this build instead of making one. */
		worker: { type: "string" },
		/** Nothing but the pages. */
		pages: { type: "boolean", default: false },
		/** Nothing but the sync with Salesforce. */
		sync: { type: "boolean", default: false },
	},
});

const ROOT = resolve(import.meta.dirname, "..");
const RESULT = join(ROOT, "bench/latest.json");

// Many short rounds rather than few long ones: neighbours in time meet the same machine. Whole seconds: the load
// generator looks at the clock once a second.
const plan = flags.quick
	? { rounds: 3, spare: 0, seconds: 1, warmUpSeconds: 1, connections: 10, coldSamples: 15, starts: 2 }
	: { rounds: 15, spare: 8, seconds: 2, warmUpSeconds: 4, connections: 10, coldSamples: 50, starts: 9 };

const pagePlan = flags.quick
	? { rounds: 3, requests: 6, warmUps: 8 }
	: { rounds: 9, requests: 10, warmUps: 8 };

// A round makes a hundred thousand people twice, which takes some seven minutes.
const syncPlan = flags.quick ? { records: 5_000, rounds: 1 } : { records: 100_000, rounds: 3 };

const workDir = await mkdtemp(join(tmpdir(), "deskbridge-bench-"));
const desk = createInstantDesk();
const load = createLoad();
const running: Instance[] = [];

async function measure(): Promise<Row[]> {
	say("building");
	const builds = await buildAll(ROOT, workDir, flags.worker ? resolve(flags.worker) : null);
	if (flags.sync) return measureSync(builds.counting, syncPlan, say);
	say("pages, counted and in rounds");
	const pages = await runPages({ root: ROOT, workDir, builds, plan: pagePlan });
	if (flags.pages) return pages;
	say("seeding and counting");
	const stage = await setStage({ root: ROOT, workDir, builds, desk });
	const start = async (contestant: Contestant) => {
		const instance = await (await stage.prepare(contestant))();
		running.push(instance);
		return instance;
	};
	const instances = {
		ours: await start("ours"),
		bare: await start("bare"),
		"slack-edge": await start("slack-edge"),
	};
	say("/desk help, in rounds");
	const help = await measureHelp(load, instances, plan);
	say("/desk <number>, in rounds");
	const ticket = await measureTicket(load, instances, plan);
	say("webhooks, in rounds");
	const webhook = await measureWebhook(load, instances, plan);
	say("single commands");
	const cold = await measureColdToken(instances.ours, desk, plan.coldSamples);
	const blueprint = await measureSlowBlueprint(instances.ours, desk);
	const disabled = await measureDisabled(instances.ours);
	const sync = await measureSync(builds.counting, syncPlan, say);
	say("starts");
	const startup = await measureStartup(await stage.prepare("ours"), await stage.prepare("bare"), plan.starts);
	const bundle: Row = {
		name: "bundle.gzip_bytes",
		value: stage.bundleBytes,
		unit: "bytes",
		against: null,
		ratio: null,
		note: "minified, as uploaded",
	};
	return [
		...help,
		...ticket,
		cold,
		blueprint,
		...webhook,
		...stage.counts,
		...sync,
		bundle,
		startup,
		disabled,
		...pages,
	];
}

function say(what: string): void {
	console.error(`… ${what}`);
}

try {
	const rows = (await measure()).map(judge);
	const about = {
		measuredAt: new Date().toISOString(),
		mode: flags.quick ? "quick" : "full",
		plan,
		loadGenerator: LOAD_GENERATOR,
		workerd: loadTools(ROOT).workerdVersion,
		node: process.version,
		machine: `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`,
	};
	writeResult(RESULT, about, rows);
	console.log(
		`${LOAD_GENERATOR}, ${plan.connections} connections; workerd ${about.workerd}; ${about.machine}\n` +
			`medians of ${plan.rounds} rounds of ${plan.seconds} s in turn after ${plan.warmUpSeconds} s of warm-up; ` +
			`up to ${plan.spare} more where other processes were busy\n`,
	);
	const isOfPage = ({ name }: Row) => /^(?:page|file)\./.test(name);
	console.log(formatTable(rows.filter((row) => !isOfPage(row))));
	if (rows.some(isOfPage)) {
		console.log(
			`\nPages of a small and of a big desk (${JSON.stringify(BIG)}), one request at a time;\n` +
				`CPU is workerd's, D1 in it; rows are what D1 reads, with a quarter of the logs and with all\n`,
		);
		console.log(formatPages(rows.filter(isOfPage)));
	}
	const missed = rows.filter(({ holds }) => holds === false);
	console.log(`\n${missed.length === 0 ? "every target holds" : `${missed.length} targets don't hold`}`);
	for (const { name, value, unit, ratio, target } of missed) {
		console.log(`NO ${name}: ${value} ${unit}${ratio === null ? "" : `, ratio ${ratio}`}; ${target}`);
	}
	console.log("\nwritten to bench/latest.json");
} finally {
	load.stop();
	for (const instance of running) await instance.stop();
	await rm(workDir, { recursive: true, force: true });
}
