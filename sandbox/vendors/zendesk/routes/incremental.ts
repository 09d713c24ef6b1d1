import type { MiddlewareHandler } from "hono";
import { Hono } from "hono";
import type { ZendeskContext, ZendeskEnv } from "../app-env.ts";
import { ApiError } from "../errors.ts";
import { adminsOnly, needs } from "../guard.ts";
import { toTicketJson } from "../serialize.ts";
import { toMetricEventJson } from "../serialize-hearing.ts";
import type { TicketRecord } from "../state.ts";

/** What happened in the last minute isn't exported yet. */
const HIDDEN_MS = 60_000;
const METRIC_PAGE = 1_000;

const countExport: MiddlewareHandler<ZendeskEnv> = async (c, next) => {
	c.env.account.exports.take();
	await next();
};

export const incrementalRoutes = new Hono<ZendeskEnv>()
	.get("/incremental/tickets/cursor", needs("read", "tickets"), adminsOnly, countExport, (c) => {
		const { account, clock } = c.env;
		const position = toPosition(c);
		const changed = [...account.tickets.values()]
			.filter((ticket) => isAfter(ticket, position) && ticket.updatedAt < clock.now() - HIDDEN_MS)
			.sort((a, b) => a.updatedAt - b.updatedAt || a.id - b.id);
		const page = changed.slice(0, account.exportPageSize);
		const last = page.at(-1);
		const cursor = last ? toCursor(last.updatedAt, last.id) : toCursor(position.at, position.id);
		return c.json({
			tickets: page.map((ticket) => toTicketJson(account, ticket)),
			after_cursor: cursor,
			after_url: toUrl(c, "tickets/cursor", { cursor }),
			before_cursor: null,
			before_url: null,
			end_of_stream: page.length === changed.length,
		});
	})
	.get("/incremental/ticket_metric_events", needs("read", "tickets"), adminsOnly, countExport, (c) => {
		const { account } = c.env;
		const start = toStart(c);
		const found = account.metricEvents
			.filter(({ at }) => Math.floor(at / 1000) >= start)
			.sort((a, b) => a.at - b.at || a.id - b.id);
		const page = found.slice(0, METRIC_PAGE);
		const end = Math.floor((page.at(-1)?.at ?? start * 1000) / 1000);
		return c.json({
			ticket_metric_events: page.map(toMetricEventJson),
			count: page.length,
			end_time: end,
			next_page: toUrl(c, "ticket_metric_events", { start_time: String(end) }),
		});
	});

interface Position {
	at: number;
	/** Above all ids: everything of that time counts as read. */
	id: number;
}

function toPosition(c: ZendeskContext): Position {
	const cursor = c.req.query("cursor");
	if (cursor === undefined) return { at: toStart(c) * 1000, id: -1 };
	const match = /^(\d+)\.0\|\|(-?\d+)\|$/.exec(Buffer.from(cursor, "base64").toString());
	if (!match) throw new ApiError(400, { error: "InvalidCursor", description: "cursor is not valid" });
	return { at: Number(match[1]), id: Number(match[2]) };
}

function toCursor(at: number, id: number): string {
	return Buffer.from(`${at}.0||${id}|`).toString("base64");
}

function isAfter({ updatedAt, id }: TicketRecord, position: Position): boolean {
	return updatedAt > position.at || (updatedAt === position.at && id > position.id);
}

function toStart(c: ZendeskContext): number {
	const start = c.req.query("start_time") ?? "";
	if (!/^\d+$/.test(start)) {
		throw new ApiError(400, { error: "InvalidValue", description: "start_time is required, in seconds" });
	}
	if (Number(start) * 1000 > c.env.clock.now() - HIDDEN_MS) {
		throw new ApiError(422, {
			error: "InvalidValue",
			description: "Too recent start_time. Use a start_time older than 60 seconds",
		});
	}
	return Number(start);
}

function toUrl(c: ZendeskContext, path: string, query: Record<string, string>): string {
	const { subdomain } = c.env.account;
	return `https://${subdomain}.zendesk.com/api/v2/incremental/${path}?${new URLSearchParams(query)}`;
}
