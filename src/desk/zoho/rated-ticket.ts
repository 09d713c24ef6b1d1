import type { Rating } from "../../core/ticket-event.ts";
import { isForNow, rowsOf, type ZohoClient } from "./client.ts";
import { type HistoryEvent, readHistory } from "./history.ts";
import { toTime } from "./mapper.ts";
import { type TicketRow, ticketList } from "./schema.ts";

/** How far a rating's own time and its history's may lie apart: both are whole seconds. */
const APART = 5_000;
/** An invocation has 50 calls for everything. */
const MOST_HISTORIES = 14;
const CANDIDATES = 50;
const PARALLEL = 3;

/**
 * The tickets of ratings that don't say which they are about, by the rating's id: a rating is written down in its
 * ticket's history and moves the ticket among the recently changed. One that could be two tickets' is nobody's: it
 * would be told of in a channel that must not read it.
 */
export async function findRatedTickets(
	client: ZohoClient,
	ratings: readonly Rating[],
	now: number,
): Promise<Map<string, string>> {
	const times = ratings.map(({ ratedAt }) => ratedAt);
	if (times.length === 0) return new Map();
	try {
		const written = await readWritten(client, times, now);
		return new Map(
			ratings.flatMap(({ id, ratedAt }): [string, string][] => {
				const ticketId = closest(written, ratedAt);
				return ticketId === null ? [] : [[id, ticketId]];
			}),
		);
	} catch (error) {
		if (isForNow(error)) throw error;
		return new Map();
	}
}

interface Written {
	ticketId: string;
	at: number;
}

/** Every rating in the histories of the tickets that changed since, those first that changed when one was given. */
async function readWritten(client: ZohoClient, times: readonly number[], now: number): Promise<Written[]> {
	const [from, to] = [Math.min(...times) - APART, Math.max(now, ...times) + APART];
	const answer = await client.read({
		operation: "GET /tickets/search",
		path: "/tickets/search",
		query: {
			modifiedTimeRange: `${new Date(from).toISOString()},${new Date(to).toISOString()}`,
			sortBy: "modifiedTime",
			from: 0,
			limit: CANDIDATES,
		},
		schema: ticketList,
	});
	const distance = (row: TicketRow) => {
		const at = toTime(row.modifiedTime) ?? 0;
		return Math.min(...times.map((time) => Math.abs(at - time)));
	};
	const nearest = rowsOf(answer).sort((a, b) => distance(a) - distance(b));
	const ids = nearest.slice(0, MOST_HISTORIES).map(({ id }) => id);
	const written: Written[] = [];
	for (let at = 0; at < ids.length; at += PARALLEL) {
		const histories = await Promise.all(ids.slice(at, at + PARALLEL).map((id) => readRatings(client, id)));
		written.push(...histories.flat());
	}
	return written;
}

async function readRatings(client: ZohoClient, ticketId: string): Promise<Written[]> {
	const { events } = await readHistory(client, ticketId);
	return events.filter(isRating).map(({ at }) => ({ ticketId, at }));
}

const isRating = ({ source }: HistoryEvent) => source === "CustomerRating";

function closest(written: readonly Written[], ratedAt: number): string | null {
	const near = written
		.map(({ ticketId, at }) => ({ ticketId, apart: Math.abs(at - ratedAt) }))
		.filter(({ apart }) => apart <= APART)
		.sort((a, b) => a.apart - b.apart);
	const [first] = near;
	if (!first) return null;
	const isOnly = near.every(({ ticketId, apart }) => apart > first.apart || ticketId === first.ticketId);
	return isOnly ? first.ticketId : null;
}
