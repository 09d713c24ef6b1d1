import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock, Vendor } from "../vendor.ts";
import { buildFaultAnswer, type Fault, type Faults } from "./faults.ts";
import { readBody, toHeaders, writeResponse } from "./node-http.ts";
import type { Traffic } from "./traffic.ts";

export interface Outbound {
	/** Answers what the Worker fetches. */
	handle(req: IncomingMessage, res: ServerResponse): void;
	/** How many answers the Worker waits for. */
	inFlight(): number;
}

export interface OutboundOptions {
	vendorOf: (host: string) => Vendor | null;
	faults: Faults;
	traffic: Traffic;
	clock: Clock;
}

/** What stands between the Worker and the internet: every fetch of the Worker ends here, or nowhere. */
export function createOutbound({ vendorOf, faults, traffic, clock }: OutboundOptions): Outbound {
	let inFlight = 0;

	async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
		const host = (req.headers.host ?? "").toLowerCase();
		const body = await readBody(req);
		const vendor = vendorOf(host);
		if (!vendor) {
			res.writeHead(599, { "content-type": "text/plain" });
			res.end(`The sandbox has no network, and nobody in it answers for ${host}.`);
			return;
		}
		// workerd sends the path and the host; a vendor is always called by https.
		const request = new Request(`https://${host}${req.url ?? "/"}`, {
			method: req.method ?? "GET",
			headers: toHeaders(req.headers, INNER_HEADERS),
			...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
		});
		const fault = faults.take(vendor.name, request);
		if (fault?.drop) {
			req.socket.destroy();
			return;
		}
		const response = await respond(vendor, request, fault, clock);
		const text = await response.clone().text();
		traffic.record({
			at: clock.now(),
			method: request.method,
			url: request.url,
			requestHeaders: Object.fromEntries(request.headers),
			requestBody: body.length > 0 ? body.toString("utf8") : null,
			status: fault?.dropAnswer ? 0 : response.status,
			...(fault?.body === undefined ? {} : { invented: true }),
			responseHeaders: Object.fromEntries(response.headers),
			responseBody: text === "" ? null : text,
		});
		if (fault?.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
		if (fault?.dropAnswer) req.socket.destroy();
		else await writeResponse(res, response);
	}

	return {
		handle(req, res) {
			inFlight += 1;
			// Answered, dropped, or given up by the Worker.
			res.once("close", () => {
				inFlight -= 1;
			});
			answer(req, res).catch((error: unknown) => {
				if (res.destroyed) return;
				console.error("sandbox: a simulated vendor failed", error);
				if (!res.headersSent) res.writeHead(500, { "content-type": "text/plain" });
				res.end("the simulated vendor failed");
			});
		},
		inFlight: () => inFlight,
	};
}

/** Put there by workerd and Miniflare on the way, never seen by a vendor. */
const INNER_HEADERS = ["cf-worker", "mf-custom-node-service", "host", "content-length", "connection"];

async function respond(
	vendor: Vendor,
	request: Request,
	fault: Fault | null,
	clock: Clock,
): Promise<Response> {
	if (!fault?.status) return await vendor.fetch(request);
	const answer = buildFaultAnswer(vendor.name, fault, request.url.replace("https://", ""));
	// An edge has the same time as the vendor behind it.
	answer.headers.set("date", new Date(clock.now()).toUTCString());
	return answer;
}
