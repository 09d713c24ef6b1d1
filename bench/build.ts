import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { buildWorker } from "../sandbox/runtime/build.ts";

export type Contestant = "ours" | "bare" | "slack-edge";

/** Folders with an `index.js` each. `counting` is the built Worker behind counters. */
export type Builds = Record<Contestant | "counting", string>;

/** `worker`: an existing build of the product; without it wrangler builds one. */
export async function buildAll(root: string, outDir: string, worker: string | null): Promise<Builds> {
	const builds: Builds = {
		ours: worker ?? join(outDir, "ours"),
		bare: join(outDir, "bare"),
		"slack-edge": join(outDir, "slack-edge"),
		counting: join(outDir, "counting"),
	};
	if (!worker) {
		mkdirSync(builds.ours, { recursive: true });
		buildWorker(root, builds.ours);
	}
	const builtWorker = join(builds.ours, "index.js");
	await Promise.all([
		bundle(join(root, "bench/peers/bare.ts"), builds.bare),
		bundle(join(root, "bench/peers/slack-edge.ts"), builds["slack-edge"]),
		bundle(join(root, "bench/peers/counting.ts"), builds.counting, { "built-worker": builtWorker }),
	]);
	return builds;
}

/** As wrangler does it: one minified module. */
async function bundle(entry: string, outDir: string, alias: Record<string, string> = {}): Promise<void> {
	await build({
		entryPoints: [entry],
		outfile: join(outDir, "index.js"),
		bundle: true,
		minify: true,
		format: "esm",
		target: "es2024",
		conditions: ["workerd", "worker", "browser"],
		external: ["cloudflare:*", "node:*"],
		alias,
		logLevel: "warning",
	});
}

/** What would be uploaded, compressed. */
export function gzippedBytes(codeDir: string): number {
	const modules = readdirSync(codeDir).filter((name) => /\.(?:m?js|wasm|txt|html|bin)$/.test(name));
	return modules.reduce((total, name) => total + gzipSync(readFileSync(join(codeDir, name))).length, 0);
}
