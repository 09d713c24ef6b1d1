import type { InstantDesk } from "../instant-desk.ts";
import type { Counts } from "../peers/counts.ts";
import type { ReadParameter } from "../peers/peer-env.ts";
import type { Row } from "../rows.ts";
import { expectAnswer } from "../send-command.ts";
import type { Instance } from "../workerd.ts";
import { HELP_MARK, personId, TEAM_ID, TICKET_SUBJECT, ZENDESK_CHANNEL, ZOHO_CHANNEL } from "../world.ts";

/** Fewer than the ten seconds after which settings are read again can hold. */
const COMMANDS = 10;
const HOLD_MS = 20;
const NUMBER = "104207";

/** What the peers have to match. */
export interface SeenWork {
	readSql: string;
	readParameters: ReadParameter[];
	/** With `{number}` in place of the ticket's. */
	ticketUrls: string[];
}

/** Counts warm commands of the built Worker, one at a time, and notes what they ask for. */
export async function countCommands(
	instance: Instance,
	desk: InstantDesk,
): Promise<{ rows: Row[]; seen: SeenWork }> {
	const { origin } = instance;
	const help = { userId: personId(1), channelId: ZENDESK_CHANNEL, text: "help" };
	await expectAnswer(origin, help, HELP_MARK);
	await takeCounts(origin);
	await expectAnswer(origin, help, HELP_MARK);
	const { lastRead, d1Queries: helpQueries } = await takeCounts(origin);
	if (!lastRead) throw new Error("a command without a read: there is nothing for the peers to match");

	desk.hold(HOLD_MS);
	const zendesk = await countTickets(origin, desk, ZENDESK_CHANNEL);
	const ticketUrls = zendesk.urls.map((url) => url.replaceAll(NUMBER, "{number}"));
	const zoho = await countTickets(origin, desk, ZOHO_CHANNEL);
	desk.hold(0);

	const rows = [
		count("command.ticket.d1_queries", Math.max(zendesk.d1Queries, zoho.d1Queries), "queries", {
			note: `the most of ${2 * COMMANDS} warm commands, both desks; /desk help: ${helpQueries}`,
		}),
		count("command.ticket.object_calls", Math.max(zendesk.objectCalls, zoho.objectCalls), "calls", {
			note: `the most of ${2 * COMMANDS} warm commands, both desks`,
		}),
		count("command.ticket.desk_calls.zendesk", zendesk.deskCalls, "calls", {
			note: `${zendesk.sideBySide} side by side`,
		}),
		count("command.ticket.desk_calls.zoho", zoho.deskCalls, "calls", {
			note: `${zoho.sideBySide} side by side`,
		}),
	];
	return {
		rows,
		seen: { readSql: lastRead.sql, readParameters: lastRead.values.map(toParameter(help)), ticketUrls },
	};
}

function count(name: string, value: number, unit: string, { note }: { note: string }): Row {
	return { name, value, unit, against: null, ratio: null, note };
}

interface TicketCounts {
	d1Queries: number;
	objectCalls: number;
	deskCalls: number;
	sideBySide: number;
	urls: string[];
}

/** The most that one of several warm commands took. */
async function countTickets(origin: string, desk: InstantDesk, channelId: string): Promise<TicketCounts> {
	const most: TicketCounts = { d1Queries: 0, objectCalls: 0, deskCalls: 0, sideBySide: 0, urls: [] };
	const ask = (index: number) =>
		expectAnswer(origin, { userId: personId(index), channelId, text: NUMBER }, TICKET_SUBJECT);
	await ask(0);
	for (let index = 1; index <= COMMANDS; index++) {
		await takeCounts(origin);
		desk.clear();
		await ask(index);
		const { d1Queries, objectCalls } = await takeCounts(origin);
		most.d1Queries = Math.max(most.d1Queries, d1Queries);
		most.objectCalls = Math.max(most.objectCalls, objectCalls);
		most.deskCalls = Math.max(most.deskCalls, desk.asked().length);
		most.sideBySide = Math.max(most.sideBySide, desk.sideBySide());
		most.urls = desk.asked();
	}
	return most;
}

/** What happened since the last call. */
async function takeCounts(origin: string): Promise<Counts> {
	return (await (await fetch(`${origin}/bench/counts`)).json()) as Counts;
}

function toParameter(input: { userId: string; channelId: string }) {
	return (value: unknown): ReadParameter => {
		if (value === input.userId) return "user_id";
		if (value === input.channelId) return "channel_id";
		if (value === TEAM_ID) return "team_id";
		throw new Error("the read has a parameter that a command doesn't carry");
	};
}
