import { Agent, type IncomingMessage, request } from "node:http";
import { SETUP_TOKEN } from "../world.ts";
import { SESSION_TOKEN } from "./page-world.ts";

/** One connection, kept open: what is timed is the page. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

export interface PageAnswer {
	status: number;
	/** Until the last byte; of a file until the first. */
	ms: number;
	bytes: number;
	text: string;
}

/** A signed-in administrator's cookies, with leave to look at `/setup`. */
export async function openCookies(origin: string): Promise<string> {
	const response = await fetch(`${origin}/setup/token`, {
		method: "POST",
		redirect: "manual",
		headers: { origin },
		body: new URLSearchParams({ token: SETUP_TOKEN }),
	});
	const [setup = ""] = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
	if (setup === "") throw new Error(`the setup token was answered ${response.status}`);
	return `__Host-deskbridge_session=${SESSION_TOKEN}; ${setup}`;
}

/** Throws when it is not the page: what is measured would be something else. */
export async function askPage(url: string, cookie: string): Promise<PageAnswer> {
	const from = performance.now();
	const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
	const sent = request(url, { agent, headers: { cookie, "accept-language": "en" } }, resolve);
	sent.on("error", reject);
	sent.end();
	const response = await promise;
	const chunks: Buffer[] = [];
	let ms = 0;
	for await (const chunk of response) {
		chunks.push(chunk as Buffer);
		if (ms === 0 && isFile(response)) ms = performance.now() - from;
	}
	ms ||= performance.now() - from;
	const body = Buffer.concat(chunks);
	const status = response.statusCode ?? 0;
	if (status !== 200) throw new Error(`${url} was answered ${status}: ${body.toString().slice(0, 300)}`);
	return { status, ms, bytes: body.length, text: body.toString() };
}

function isFile(response: IncomingMessage): boolean {
	return String(response.headers["content-type"]).startsWith("text/csv");
}
