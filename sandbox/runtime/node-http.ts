import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";

export async function readBody(req: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of req) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

export function toHeaders(source: IncomingHttpHeaders, without: readonly string[]): Headers {
	const headers = new Headers();
	for (const [name, value] of Object.entries(source)) {
		if (value === undefined || without.includes(name)) continue;
		for (const one of [value].flat()) headers.append(name, one);
	}
	return headers;
}

/** Streams, so that server-sent events of the playground arrive one by one. */
export async function writeResponse(res: ServerResponse, response: Response): Promise<void> {
	const headers: Record<string, string | string[]> = {};
	for (const [name, value] of response.headers) {
		// The body arrives here decoded and of a length that Node counts itself.
		if (!["content-encoding", "content-length", "transfer-encoding", "connection"].includes(name)) {
			headers[name] = value;
		}
	}
	const cookies = response.headers.getSetCookie();
	if (cookies.length > 0) headers["set-cookie"] = cookies;
	res.writeHead(response.status, headers);
	if (response.body) {
		for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
			if (res.destroyed) return;
			if (!res.write(chunk)) await drained(res);
		}
	}
	res.end();
}

/** Whoever read may be gone: then nothing drains any more. */
function drained(res: ServerResponse): Promise<void> {
	return new Promise((resolve) => {
		if (res.destroyed) return resolve();
		res.once("drain", resolve);
		res.once("close", resolve);
	});
}
