import type { InstantDesk } from "../instant-desk.ts";
import { median } from "../median.ts";
import type { Counts } from "../peers/counts.ts";
import type { ReadParameter } from "../peers/peer-env.ts";
import type { Row } from "../rows.ts";
import { expectAnswer } from "../send-command.ts";
import type { Instance } from "../workerd.ts";
import { HELP_MARK, personId, TEAM_ID, TICKET_SUBJECT, ZENDESK_CHANNEL, ZOHO_CHANNEL } from "../world.ts";

const COMMANDS = 10;
const HOLD_MS = 20;
const NUMBER = "104207";
const KANA = /[\u3041-\u30ff]/;

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
	const english = await askHelp(origin, 0);
	const japanese = await askHelp(origin, 1);
	if (KANA.test(english.body) || !KANA.test(japanese.body)) {
		throw new Error("help is not in the person's language");
	}
	await takeCounts(origin);
	const { command } = await askHelp(origin, 1);
	const { lastRead, d1Queries: helpQueries } = await takeCounts(origin);
	if (!lastRead) throw new Error("a command without a read: there is nothing for the peers to match");

	const zendesk = await countTickets(origin, desk, ZENDESK_CHANNEL);
	const zoho = await countTickets(origin, desk, ZOHO_CHANNEL);
	const both = [...zendesk, ...zoho];
	const note = `of each of ${both.length} warm commands, both desks`;
	const settings = "; the settings, read again after 10 s, come on top";
	const rows = [
		count(
			"command.ticket.d1_queries",
			"queries",
			`${note}; of /desk help: ${helpQueries}${settings}`,
			both,
			"d1Queries",
		),
		count("command.ticket.object_calls", "calls", note, both, "objectCalls"),
		count("command.ticket.desk_calls.zendesk", "calls", sideBySide(zendesk), zendesk, "deskCalls"),
		count("command.ticket.desk_calls.zoho", "calls", sideBySide(zoho), zoho, "deskCalls"),
	];
	const seen = {
		readSql: lastRead.sql,
		readParameters: lastRead.values.map(toParameter(command)),
		ticketUrls: (zendesk[0]?.urls ?? []).map((url) => url.replaceAll(NUMBER, "{number}")),
	};
	return { rows, seen };
}

async function askHelp(origin: string, person: number) {
	const command = { userId: personId(person), channelId: ZENDESK_CHANNEL, text: "help" };
	return { command, body: (await expectAnswer(origin, command, HELP_MARK)).body };
}

interface TicketCounts {
	d1Queries: number;
	objectCalls: number;
	deskCalls: number;
	sideBySide: number;
	urls: string[];
}

/** One warm command after the other. */
async function countTickets(origin: string, desk: InstantDesk, channelId: string): Promise<TicketCounts[]> {
	const counted: TicketCounts[] = [];
	const ask = (index: number) =>
		expectAnswer(origin, { userId: personId(index), channelId, text: NUMBER }, TICKET_SUBJECT);
	await ask(0);
	for (let index = 1; index <= COMMANDS; index++) {
		await takeCounts(origin);
		desk.record(HOLD_MS);
		await ask(index);
		const { d1Queries, objectCalls } = await takeCounts(origin);
		const { urls, sideBySide } = desk.recorded();
		counted.push({ d1Queries, objectCalls, deskCalls: urls.length, sideBySide, urls });
	}
	desk.endRecording();
	return counted;
}

/** The median: a slow machine may take more than ten seconds, and settings are then read in the middle. */
function count(
	name: string,
	unit: string,
	note: string,
	commands: readonly TicketCounts[],
	what: "d1Queries" | "objectCalls" | "deskCalls",
): Row {
	const values = commands.map((command) => command[what]);
	return { name, value: median(values), unit, against: null, ratio: null, note };
}

function sideBySide(commands: readonly TicketCounts[]): string {
	return `${median(commands.map((command) => command.sideBySide))} side by side`;
}

/** What happened since the last call. */
export async function takeCounts(origin: string): Promise<Counts> {
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
