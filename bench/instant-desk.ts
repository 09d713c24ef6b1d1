import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import {
	slackAnswer,
	zendeskAudits,
	zendeskComments,
	zendeskEventTicket,
	zendeskTicket,
	zendeskToken,
	zohoBlueprint,
	zohoConversation,
	zohoSearch,
} from "./desk-answers.ts";
import type { PageSize } from "./pages/sizes.ts";
import { listSlack, listZendesk } from "./pages/vendor-lists.ts";
import { FIRST_EVENT_TICKET } from "./world.ts";

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
	/** Blueprints are answered so much later than everything else. */
	holdBlueprints(holdMs: number): void;
	/** Somebody changes a ticket. */
	setStatus(ticketId: number, status: string): void;
}

export interface Recorded {
	urls: string[];
	/** The most calls that were under way at one time. */
	sideBySide: number;
}

/** How long the vendors' lists are. */
type Lists = Pick<PageSize, "departments" | "channels">;

/** Answers for the vendors at once and without thinking: what is measured is us, not them. */
export function createInstantDesk(lists: Lists = { departments: 10, channels: 10 }): InstantDesk {
	let recording: (Recorded & { holdMs: number; open: number }) | null = null;

	let blueprintsMs = 0;
	const statuses = new Map<string, string>();

	async function answer(url: URL, req: IncomingMessage, res: ServerResponse): Promise<void> {
		const form = new URLSearchParams(await text(req));
		const list =
			url.host === "slack.com"
				? listSlack(url.pathname, form, lists.channels)
				: listZendesk(url, lists.departments);
		if (list !== null) {
			res.writeHead(200, { "content-type": "application/json" }).end(list);
			return;
		}
		if (blueprintsMs > 0 && url.pathname.endsWith("/blueprint")) {
			setTimeout(() => res.end(zohoBlueprint), blueprintsMs);
			return;
		}
		const body = answerFor(url, statuses);
		res.writeHead(body === null ? 599 : 200, { "content-type": "application/json" }).end(body ?? "{}");
	}

	return {
		handle(req, res) {
			const url = new URL(req.url ?? "/", `https://${req.headers.host}`);
			const kept = recording;
			if (!kept) {
				void answer(url, req, res);
				return;
			}
			kept.urls.push(url.href);
			kept.open += 1;
			kept.sideBySide = Math.max(kept.sideBySide, kept.open);
			setTimeout(() => {
				kept.open -= 1;
				void answer(url, req, res);
			}, kept.holdMs);
		},
		record(holdMs) {
			recording = { urls: [], sideBySide: 0, holdMs, open: 0 };
		},
		recorded: () => ({ urls: [...(recording?.urls ?? [])], sideBySide: recording?.sideBySide ?? 0 }),
		endRecording() {
			recording = null;
		},
		holdBlueprints(holdMs) {
			blueprintsMs = holdMs;
		},
		setStatus(ticketId, status) {
			statuses.set(String(ticketId), status);
		},
	};
}

/** null: nobody has such a page. */
function answerFor(
	{ host, pathname, searchParams }: URL,
	statuses: ReadonlyMap<string, string>,
): string | null {
	if (host === "slack.com") return slackAnswer();
	if (host.endsWith(".zendesk.com")) {
		if (pathname === "/oauth/tokens") return zendeskToken();
		const [, number, rest] = /^\/api\/v2\/tickets\/(\d+)(\/\w+)?(?:\.json)?$/.exec(pathname) ?? [];
		if (!number) return null;
		if (rest) return rest === "/comments" ? zendeskComments : rest === "/audits" ? zendeskAudits : null;
		return Number(number) < FIRST_EVENT_TICKET
			? zendeskTicket(number)
			: zendeskEventTicket(number, statuses.get(number) ?? "open");
	}
	if (pathname === "/api/v1/tickets/search") return zohoSearch(searchParams.get("ticketNumber") ?? "");
	if (/^\/api\/v1\/tickets\/\d+\/conversations$/.test(pathname)) return zohoConversation;
	if (/^\/api\/v1\/tickets\/\d+\/blueprint$/.test(pathname)) return zohoBlueprint;
	return null;
}
