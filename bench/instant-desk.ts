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
	/**
	 * Keeps what is asked from now on, and forgets what was kept before. Each answer is held for a while, so that
	 * calls made side by side are seen to be.
	 */
	record(holdMs: number): void;
	recorded(): Recorded;
	/** Back to answering at once; nothing is kept. */
	endRecording(): void;
}

export interface Recorded {
	urls: string[];
	/** The most calls that were under way at one time. */
	sideBySide: number;
}

/** Answers for both vendors at once and without thinking: what is measured is us, not them. */
export function createInstantDesk(): InstantDesk {
	let recording: (Recorded & { holdMs: number; open: number }) | null = null;

	function answer(url: URL, res: ServerResponse): void {
		if (/^\/api\/v1\/tickets\/\d+\/blueprint$/.test(url.pathname)) {
			// How Zoho Desk says that a ticket is in none.
			res.writeHead(204).end();
			return;
		}
		const body = answerFor(url);
		res.writeHead(body === null ? 599 : 200, { "content-type": "application/json" }).end(body ?? "{}");
	}

	return {
		handle(req, res) {
			const url = new URL(req.url ?? "/", `https://${req.headers.host}`);
			req.resume();
			const kept = recording;
			if (!kept) {
				answer(url, res);
				return;
			}
			kept.urls.push(url.href);
			kept.open += 1;
			kept.sideBySide = Math.max(kept.sideBySide, kept.open);
			setTimeout(() => {
				kept.open -= 1;
				answer(url, res);
			}, kept.holdMs);
		},
		record(holdMs) {
			recording = { urls: [], sideBySide: 0, holdMs, open: 0 };
		},
		recorded: () => ({ urls: [...(recording?.urls ?? [])], sideBySide: recording?.sideBySide ?? 0 }),
		endRecording() {
			recording = null;
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
