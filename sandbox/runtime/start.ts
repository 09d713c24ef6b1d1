import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "./sandbox.ts";

/** Loaded by name: the walk imports this folder's neighbours, and a sandbox without it is only less convenient. */
async function boot(sandbox: Sandbox): Promise<void> {
	const file = join(import.meta.dirname, "boot.ts");
	if (!existsSync(file)) return;
	const walk: { boot(sandbox: Sandbox): Promise<void> } = await import(file);
	await walk.boot(sandbox);
}

const sandbox = await startSandbox({
	port: Number(process.env.PORT ?? 8787),
	build: true,
	boot,
	onLog({ level, message }) {
		if (level === "error" || level === "warn" || process.env.SANDBOX_LOG) console.error(message);
	},
});

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
	process.on(signal, () => {
		if (stopping) process.exit(1);
		stopping = true;
		void sandbox.stop().finally(() => process.exit(0));
	});
}

console.log(`ready ${sandbox.origin}`);
console.log(`playground ${sandbox.vendorOrigin}`);
