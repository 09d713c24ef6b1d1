import { bootForPeople } from "./boot.ts";
import { startSandbox } from "./sandbox.ts";

const sandbox = await startSandbox({
	port: Number(process.env.PORT ?? 8787),
	build: true,
	// Another one may be running, or tests, from the usual place.
	...(process.env.SANDBOX_DIST ? { distDir: process.env.SANDBOX_DIST } : {}),
	boot: bootForPeople,
	onLog({ level, message }) {
		if (level === "error" || level === "warn" || process.env.SANDBOX_LOG) console.error(message);
	},
});

// As the platform would; tests fire Cron themselves.
const everyMinute = setInterval(() => {
	sandbox.cron().catch((error: unknown) => console.error("Cron failed", error));
}, 60_000);

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
	// Miniflare would end the process here and now, with the sandbox's folder left behind.
	process.removeAllListeners(signal);
	process.on(signal, () => {
		if (stopping) process.exit(1);
		stopping = true;
		clearInterval(everyMinute);
		void sandbox.stop().finally(() => process.exit(0));
	});
}

console.log(`ready ${sandbox.origin}`);
console.log(`playground ${sandbox.vendorOrigin}`);
