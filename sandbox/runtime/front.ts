import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressTable } from "./addresses.ts";
import { readBody, toHeaders, writeResponse } from "./node-http.ts";

/** Who answers behind the two sites. */
export interface FrontHandlers {
	worker(request: Request): Promise<Response>;
	vendor(request: Request): Promise<Response>;
	playground(request: Request): Promise<Response>;
	control(request: Request): Promise<Response>;
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** `http://localhost:PORT` is the Worker, `http://127.0.0.1:PORT` the vendors and the playground. */
export async function handleFront(
	request: Request,
	addresses: AddressTable,
	handlers: FrontHandlers,
): Promise<Response> {
	const url = new URL(request.url);
	// A page of another site that points its own name at this machine gets nothing.
	if (!LOOPBACK.includes(url.hostname)) return new Response("Not a name of the sandbox.", { status: 421 });
	if (url.pathname.startsWith("/sandbox/")) return handlers.control(request);
	if (url.hostname !== "127.0.0.1") return toBrowser(await handlers.worker(request), addresses, null);
	const vendorUrl = addresses.toVendor(url.pathname + url.search);
	if (vendorUrl) {
		const inner = await toVendorRequest(request, vendorUrl, addresses);
		return toBrowser(await handlers.vendor(inner), addresses, vendorUrl.host);
	}
	if (url.pathname.startsWith("/vendors/")) return new Response("No such vendor.", { status: 404 });
	return handlers.playground(request);
}

async function toVendorRequest(request: Request, url: URL, addresses: AddressTable): Promise<Request> {
	const headers = new Headers(request.headers);
	headers.delete("host");
	if (headers.get("origin") === addresses.vendorOrigin) headers.set("origin", url.origin);
	headers.delete("referer");
	const body = request.body ? await request.arrayBuffer() : null;
	return new Request(url, { method: request.method, headers, ...(body?.byteLength ? { body } : {}) });
}

/** Maps addresses, and nothing else. `host` is the vendor's, null for the Worker. */
async function toBrowser(
	response: Response,
	addresses: AddressTable,
	host: string | null,
): Promise<Response> {
	const headers = new Headers(response.headers);
	const location = headers.get("location");
	if (location !== null) {
		const absolute = host && /^\/(?!\/)/.test(location) ? `https://${host}${location}` : location;
		headers.set("location", addresses.toSandbox(absolute));
	}
	const policy = headers.get("content-security-policy");
	if (policy) headers.set("content-security-policy", addresses.toSandboxPolicy(policy));
	if (host) {
		const cookies = headers.getSetCookie();
		headers.delete("set-cookie");
		for (const cookie of cookies) headers.append("set-cookie", toVendorCookie(cookie, host));
	}
	if (response.status === 101 || response.status === 204 || response.status === 304) {
		return new Response(null, { status: response.status, headers });
	}
	if (!headers.get("content-type")?.startsWith("text/html")) {
		return new Response(response.body, { status: response.status, headers });
	}
	const html = addresses.toSandboxHtml(await response.text(), host);
	return new Response(html, { status: response.status, headers });
}

/** All vendors share one site, so each one's cookies are kept under its own path. */
function toVendorCookie(cookie: string, host: string): string {
	const [pair = "", ...attributes] = cookie.split(";").map((part) => part.trim());
	const kept = attributes.filter((attribute) => !/^(path|domain|secure)\b/i.test(attribute));
	return [pair, ...kept, `Path=/vendors/${host}/`].join("; ");
}

export interface Front {
	port: number;
	close(): Promise<void>;
}

/** Listens on both loopback addresses: `localhost` is ::1 for some browsers. */
export async function listen(port: number, handle: (request: Request) => Promise<Response>): Promise<Front> {
	const onRequest = (req: IncomingMessage, res: ServerResponse) => {
		answer(req, res, handle).catch((error: unknown) => {
			if (res.destroyed) return;
			if (!res.headersSent) res.writeHead(500, { "content-type": "text/plain" });
			res.end(error instanceof Error ? (error.stack ?? error.message) : String(error));
		});
	};
	const first = createServer(onRequest);
	const bound = await listenOn(first, port, "127.0.0.1");
	const second = createServer(onRequest);
	// A machine without IPv6 has only the first.
	await listenOn(second, bound, "::1").catch(() => undefined);
	return {
		port: bound,
		async close() {
			await Promise.all([first, second].map(closeServer));
		},
	};
}

async function answer(
	req: IncomingMessage,
	res: ServerResponse,
	handle: (request: Request) => Promise<Response>,
): Promise<void> {
	const body = await readBody(req);
	const method = req.method ?? "GET";
	const hasBody = body.length > 0 && method !== "GET" && method !== "HEAD";
	const request = new Request(`http://${req.headers.host ?? "localhost"}${req.url ?? "/"}`, {
		method,
		headers: toHeaders(req.headers, ["connection", "content-length", "transfer-encoding", "expect"]),
		...(hasBody ? { body: new Uint8Array(body) } : {}),
	});
	await writeResponse(res, await handle(request));
}

function listenOn(server: Server, port: number, host: string): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, () => {
			const address = server.address();
			resolve(typeof address === "object" && address ? address.port : port);
		});
	});
}

function closeServer(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
