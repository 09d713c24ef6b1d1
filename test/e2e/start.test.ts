import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../support/until.ts";

const READY_MS = 60_000;

let port: number;
let dist: string;
/** Where it keeps what it stores while it runs. */
let folder: string;
let sandbox: ChildProcess;
let printed = "";
let readyAfter: number;

/** As `npm start` does it, on a port of its own and with a build of its own. */
beforeAll(async () => {
	port = await findFreePort();
	dist = await mkdtemp(join(tmpdir(), "deskbridge-start-"));
	folder = join(dist, "tmp");
	await mkdir(folder);
	const startedAt = performance.now();
	sandbox = spawn(process.execPath, ["sandbox/runtime/start.ts"], {
		env: { ...process.env, PORT: String(port), SANDBOX_DIST: join(dist, "worker"), TMPDIR: folder },
		stdio: ["ignore", "pipe", "inherit"],
	});
	sandbox.stdout?.setEncoding("utf8").on("data", (text: string) => {
		printed += text;
	});
	await until("the sandbox is ready", READY_MS, () => {
		if (sandbox.exitCode !== null) throw new Error(`it ended with ${sandbox.exitCode}`);
		return printed.includes("ready ");
	});
	readyAfter = performance.now() - startedAt;
}, 90_000);

afterAll(async () => {
	if (sandbox?.exitCode === null && sandbox.signalCode === null) sandbox.kill("SIGKILL");
	await rm(dist, { recursive: true, force: true });
});

describe("npm start", () => {
	it("says where it is within a minute", () => {
		expect(printed.split("\n")).toContain(`ready http://localhost:${port}`);
		expect(readyAfter).toBeLessThan(READY_MS);
	});

	it("shows the playground, and the Worker beside it", async () => {
		const playground = await fetch(`http://127.0.0.1:${port}/`);
		expect(playground.status).toBe(200);
		expect(playground.headers.get("content-type")).toContain("text/html");
		const health = await fetch(`http://localhost:${port}/healthz`);
		expect(health.status).toBe(200);
	});

	it.each([
		["support", "1042"],
		["billing", "4702"],
	])("answers in #%s with the card of ticket %s", async (channel, number) => {
		const base = `http://127.0.0.1:${port}/sandbox/slack`;
		const response = await fetch(`${base}/command`, {
			method: "POST",
			body: JSON.stringify({ user: "mina", channel, text: number }),
		});
		expect(await response.json()).toMatchObject({ status: 200, error: null });
		const seen = await fetch(`${base}/messages?user=mina&channel=${channel}`);
		const { messages } = (await seen.json()) as { messages: { text: string; userId: string | null }[] };
		expect(messages.at(-1)).toMatchObject({ userId: null, text: expect.stringMatching(`^#${number} `) });
	});

	it("keeps one Salesforce org in step with Zendesk, and looks for its changes when asked", async () => {
		const base = `http://127.0.0.1:${port}/playground/api/salesforce`;
		const known = (await (await fetch(base)).json()) as { orgs: { key: string; isConnected: boolean }[] };
		const [org, ...others] = known.orgs.filter(({ isConnected }) => isConnected);
		expect(others).toEqual([]);
		const path = `${base}/${org?.key}`;
		const list = await (await fetch(`${path}/list/Account?search=Globex`)).json();
		const id = (list as { rows: { id: string }[] }).rows[0]?.id;
		const post = async (address: string, body: object) => {
			const headers = { "content-type": "application/json" };
			return (await fetch(address, { method: "POST", headers, body: JSON.stringify(body) })).json();
		};
		await post(`${path}/record/${id}`, { fields: { Name: "Globex Japan KK" } });
		expect(await post(`${base}/sync`, {})).toEqual({ outcome: "done" });
		const there = await (await fetch(`${path}/record/${id}/counterparts`)).json();
		expect(there).toMatchObject({ counterparts: [{ desk: "zendesk", name: "Globex Japan KK" }] });
		const ticket = await fetch(`http://127.0.0.1:${port}/playground/api/zendesk/tickets/1042`);
		expect(await ticket.json()).toMatchObject({ organization: "Globex Japan KK" });
	}, 30_000);

	it("ends on Ctrl+C, and takes workerd along", async () => {
		const workers = childrenOf(sandbox.pid ?? 0);
		expect(workers.length).toBeGreaterThan(0);
		sandbox.kill("SIGINT");
		const [code, signal] = await once(sandbox, "exit");
		expect({ code, signal }).toEqual({ code: 0, signal: null });
		await until("workerd has ended", 5_000, () => workers.every((pid) => !isAlive(pid)));
		await expect(fetch(`http://localhost:${port}/healthz`)).rejects.toThrow();
		const left = await readdir(folder);
		expect(left.filter((name) => name.startsWith("deskbridge"))).toEqual([]);
	});
});

async function findFreePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	server.close();
	if (typeof address !== "object" || !address) throw new Error("no port");
	return address.port;
}

function childrenOf(parent: number): number[] {
	const lines = execFileSync("ps", ["-axo", "pid=,ppid="], { encoding: "utf8" }).split("\n");
	return lines.flatMap((line) => {
		const [pid, of] = line.trim().split(/\s+/).map(Number);
		return of === parent && pid ? [pid] : [];
	});
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
