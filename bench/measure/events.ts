import type { InstantDesk } from "../instant-desk.ts";
import type { Counts } from "../peers/counts.ts";
import type { Row } from "../rows.ts";
import { sendWebhook } from "../send-command.ts";
import type { Instance } from "../workerd.ts";
import { EVENT_GROUPS, FIRST_EVENT_TICKET } from "../world.ts";
import { takeCounts } from "./counts.ts";

const BURST = 20;
const GIVE_UP_MS = 60_000;
const EVERY_MS = 50;
/** After the last row is there, its statement's answer is on the way. */
const SETTLE_MS = 250;

type Seen = Omit<Counts, "lastRead"> & { deskCalls: number; slackCalls: number };

/**
 * What one event takes from the webhook to the posted message and its row in the log: a new ticket's, a change of it,
 * and each of many new tickets' that come at once.
 */
export async function countEvents(instance: Instance, desk: InstantDesk): Promise<Row[]> {
	const tickets = (from: number, count: number) =>
		Array.from({ length: count }, (_, index) => FIRST_EVENT_TICKET + from + index);
	const tell = createTeller(instance, desk);
	// The objects wake up, and the isolate reads its settings.
	await tell(tickets(0, 1), { posts: 1, updates: 0 });
	const [lone] = tickets(1, 1);
	if (lone === undefined) throw new Error("no ticket");
	const created = await tell([lone], { posts: 1, updates: 0 });
	desk.setStatus(lone, "pending");
	const changed = await tell([lone], { posts: 1, updates: 1 });
	const burst = await tell(tickets(2, BURST), { posts: BURST, updates: 0 });

	const row = (name: string, unit: string, figure: keyof Seen): Row => ({
		name: `event.posted.${name}`,
		value: created[figure],
		unit,
		against: null,
		ratio: null,
		note:
			`a new ticket, by itself; a change of it, with its card brought up to date: ${changed[figure]}; ` +
			`each of ${BURST} new ones at once in ${EVENT_GROUPS.length} channels: ${burst[figure] / BURST}`,
	});
	return [
		row("desk_calls", "calls", "deskCalls"),
		row("slack_calls", "calls", "slackCalls"),
		row("object_calls", "calls", "objectCalls"),
		row("object_alarms", "alarms", "alarms"),
		row("d1_queries", "queries", "d1Queries"),
		row("d1_rows_read", "rows", "d1RowsRead"),
		row("d1_rows_written", "rows", "d1RowsWritten"),
		row("queue_sends", "sends", "queueSends"),
	];
}

function createTeller(instance: Instance, desk: InstantDesk) {
	let sent = 0;
	let logged = 0;
	return async (tickets: number[], expected: { posts: number; updates: number }): Promise<Seen> => {
		const database = await instance.database();
		const countLogged = () =>
			database.prepare("SELECT count(*) AS n FROM deliveries WHERE state = 'posted'").first<number>("n");
		await takeCounts(instance.origin);
		desk.record(0);
		await Promise.all(
			tickets.map((ticketId) => {
				sent += 1;
				return sendWebhook(instance.origin, { eventId: `01EVENT${sent}`, ticketId });
			}),
		);
		logged += expected.posts;
		const callsOf = (method: string) =>
			desk.recorded().urls.filter((url) => url.endsWith(`/api/${method}`)).length;
		const from = performance.now();
		while ((await countLogged()) !== logged || callsOf("chat.update") !== expected.updates) {
			if (performance.now() - from > GIVE_UP_MS) throw new Error("the events were not posted");
			await pause(EVERY_MS);
		}
		await pause(SETTLE_MS);
		const { lastRead: _, ...counts } = await takeCounts(instance.origin);
		const { urls } = desk.recorded();
		desk.endRecording();
		const slackCalls = urls.filter((url) => new URL(url).host === "slack.com").length;
		if (callsOf("chat.postMessage") > expected.posts) throw new Error("an event was posted twice");
		return { ...counts, slackCalls, deskCalls: urls.length - slackCalls };
	};
}

function pause(ms: number): Promise<void> {
	return new Promise((done) => setTimeout(done, ms));
}
