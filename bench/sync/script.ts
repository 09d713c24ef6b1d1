import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import type { Vendor } from "../../sandbox/vendor.ts";
import { CALL_MS, ORG } from "./org.ts";
import type { SyncBench } from "./sync-bench.ts";

const SCRIPT = resolve(import.meta.dirname, "../peers/sync-script.ts");
const run = promisify(execFile);

/** The script in a process of its own, at the same simulators, which take as long for each call. */
export async function runScript(
	{ sandbox, token }: SyncBench,
	city: string,
): Promise<{ made: number; ms: number }> {
	const salesforce = await serve(sandbox.salesforce, `https://${ORG}.my.salesforce.com`);
	const desk = await serve(sandbox.zendesk, "https://acme.zendesk.com");
	try {
		const { stdout } = await run(process.execPath, [SCRIPT, salesforce.origin, desk.origin, city], {
			env: { ...process.env, SALESFORCE_TOKEN: token("salesforce"), DESK_TOKEN: token("zendesk") },
		});
		return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
	} finally {
		salesforce.close();
		desk.close();
	}
}

async function serve(vendor: Vendor, host: string) {
	const server = createServer(async (req, res) => {
		const headers = new Headers(
			Object.entries(req.headers).flatMap(([name, value]): [string, string][] =>
				typeof value === "string" && name !== "host" ? [[name, value]] : [],
			),
		);
		const body = req.method === "GET" ? null : (Readable.toWeb(req) as ReadableStream);
		const init = { method: req.method ?? "GET", headers, body, duplex: "half" };
		const answer = await vendor.fetch(new Request(`${host}${req.url}`, init as RequestInit));
		const bytes = Buffer.from(await answer.arrayBuffer());
		await new Promise((done) => setTimeout(done, CALL_MS));
		res.writeHead(answer.status, Object.fromEntries(answer.headers)).end(bytes);
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const { port } = server.address() as AddressInfo;
	return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}
