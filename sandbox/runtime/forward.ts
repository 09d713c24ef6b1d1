import { request as httpRequest, type IncomingMessage } from "node:http";
import { readBody, toHeaders } from "./node-http.ts";

/**
 * Hands a request to workerd with exactly its own headers. Miniflare's own dispatch goes through `fetch`, which
 * adds headers that a browser would not have sent.
 */
export async function forward(request: Request, workerd: URL): Promise<Response> {
	const body = request.body ? Buffer.from(await request.arrayBuffer()) : null;
	const url = new URL(request.url);
	const headers: Record<string, string> = {};
	for (const [name, value] of request.headers) {
		// Compressed only to be decompressed here.
		if (!name.startsWith("mf-") && name !== "accept-encoding") headers[name] = value;
	}
	headers.host = url.host;
	headers["mf-original-url"] = url.href;
	if (body || !["GET", "HEAD"].includes(request.method))
		headers["content-length"] = String(body?.length ?? 0);
	const answer = await new Promise<IncomingMessage>((resolve, reject) => {
		const sent = httpRequest(
			{
				host: workerd.hostname,
				port: workerd.port,
				method: request.method,
				path: url.pathname + url.search,
				headers,
			},
			resolve,
		);
		sent.on("error", reject);
		sent.end(body);
	});
	const status = answer.statusCode ?? 500;
	const content = await readBody(answer);
	const received = toHeaders(answer.headers, ["transfer-encoding", "connection", "keep-alive"]);
	const isEmpty = status === 204 || status === 304;
	return new Response(isEmpty ? null : new Uint8Array(content), { status, headers: received });
}
