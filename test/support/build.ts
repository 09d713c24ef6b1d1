import { execFileSync } from "node:child_process";

/** The Worker exactly as `wrangler deploy` would send it, in dist/worker. */
export default function build(): void {
	execFileSync("wrangler", ["deploy", "--dry-run", "--outdir", "dist/worker"], {
		stdio: ["ignore", "ignore", "inherit"],
		env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
	});
}
