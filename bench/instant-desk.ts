import type { IncomingMessage, ServerResponse } from "node:http";
import {
	zendeskComments,
	zendeskTicket,
	zendeskToken,
	zohoConversation,
	zohoSearch,
} from "./desk-answers.ts";

export interface InstantDesk {
	handle(req: IncomingMessage, res: ServerResponse): void;
	/** URLs asked for since the last `clear`, oldest first. */
	asked(): string[];
	/** The most that were under way at one time since the last `clear`. */
	sideBySide(): number;
	clear(): void;
	/** Holds each answer for a while, so that calls made side by side are seen to be. */
	hold(ms: number): void;
}

/** Answers for both vendors at once and without thinking: what is measured is us, not them. */
export function createInstantDesk(): InstantDesk {
	const urls: string[] = [];
	let isRecording = false;
	let holdMs = 0;
	let open = 0;
	let mostOpen = 0;

	function answer(url: URL, res: ServerResponse): void {
		const body = answerFor(url);
		res.writeHead(body === null ? 599 : 200, { "content-type": "application/json" }).end(body ?? "{}");
		open -= 1;
	}

	return {
		handle(req, res) {
			const url = new URL(req.url ?? "/", `https://${req.headers.host}`);
			open += 1;
			mostOpen = Math.max(mostOpen, open);
			if (isRecording) urls.push(url.href);
			req.resume();
			if (holdMs > 0) setTimeout(answer, holdMs, url, res);
			else answer(url, res);
		},
		asked: () => [...urls],
		sideBySide: () => mostOpen,
		clear() {
			urls.length = 0;
			mostOpen = open;
			isRecording = true;
		},
		hold(ms) {
			holdMs = ms;
			// A round asks tens of thousands of times: only the counted calls are kept.
			if (ms === 0) isRecording = false;
		},
	};
}

/** null: nobody has such a page. */
function answerFor({ host, pathname, searchParams }: URL): string | null {
	if (host.endsWith(".zendesk.com")) {
		if (pathname === "/oauth/tokens") return zendeskToken();
		const [, number, rest] = /^\/api\/v2\/tickets\/(\d+)(\/comments)?(?:\.json)?$/.exec(pathname) ?? [];
		if (!number) return null;
		return rest ? zendeskComments : zendeskTicket(number);
	}
	if (pathname === "/api/v1/tickets/search") return zohoSearch(searchParams.get("ticketNumber") ?? "");
	if (/^\/api\/v1\/tickets\/\d+\/conversations$/.test(pathname)) return zohoConversation;
	return null;
}
