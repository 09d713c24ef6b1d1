import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** The Worker exactly as `wrangler deploy` would send it. */
export function buildWorker(root: string, distDir: string): void {
	execFileSync(
		process.execPath,
		[
			join(root, "node_modules/wrangler/bin/wrangler.js"),
			"deploy",
			"--dry-run",
			"--outdir",
			distDir,
			"--config",
			join(root, "wrangler.toml"),
		],
		{
			cwd: root,
			stdio: ["ignore", "ignore", "inherit"],
			env: { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_LOG: "error" },
		},
	);
}
