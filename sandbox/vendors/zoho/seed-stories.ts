import { type SimAgent, type SimItem, type SimTicket, toHtml, type ZohoState } from "./state.ts";

/** One message of a seeded conversation. `agent` is an e-mail address. */
export type Turn = {
	text: string;
	html?: string;
	hoursLater?: number;
	attachments?: string[];
	cc?: string;
} & ({ by: "customer" } | { by: "agent" | "note" | "public note" | "draft"; agent: string });

const MINA = "mina@acme.example";
const ALEX = "alex@acme.example";
const MINUTE = 60_000;

/** Adds turns as threads and comments, none of them in the future. */
export function addChapter(
	state: ZohoState,
	ticket: SimTicket,
	turns: Turn[],
	now: number,
	agentOf: (email: string) => SimAgent | undefined,
): void {
	// A conversation that would reach past now is told faster.
	const planned = turns.reduce((hours, turn) => hours + (turn.hoursLater ?? 3), 0) * 60 * MINUTE;
	const pace = Math.min(1, (now - ticket.createdAt - 10 * MINUTE) / Math.max(planned, 1));
	let at = ticket.createdAt;
	for (const [index, turn] of turns.entries()) {
		if (index > 0) at += (turn.hoursLater ?? 3) * 60 * MINUTE * pace;
		ticket.items.push(toItem(state.nextId(), turn, Math.round(at), agentOf));
	}
	ticket.modifiedAt = Math.round(at);
}

function toItem(
	id: string,
	turn: Turn,
	at: number,
	agentOf: (email: string) => SimAgent | undefined,
): SimItem {
	return {
		kind: turn.by === "note" || turn.by === "public note" ? "comment" : "thread",
		id,
		direction: turn.by === "customer" ? "in" : "out",
		isPublic: turn.by !== "note",
		isDraft: turn.by === "draft",
		agentId: turn.by === "customer" ? null : (agentOf(turn.agent)?.id ?? null),
		text: turn.text,
		html: turn.html ?? toHtml(turn.text),
		at,
		attachments: turn.attachments ?? [],
		...(turn.cc === undefined ? {} : { cc: turn.cc }),
	};
}

export function story4702(): Turn[] {
	return [
		{
			by: "customer",
			text: "Hello,\n\nsince this morning's update every label from station 3 comes out blank. The test print of the printer itself is fine, so it can't be the ribbon.\n\nWe ship 400 parcels a day, so this is rather pressing.\n\nIvo Berg\nGlobex KK",
			attachments: ["blank-label.jpg"],
		},
		{
			by: "agent",
			agent: MINA,
			hoursLater: 1,
			text: "Hi Ivo,\n\nthanks for the picture, that helps. Could you open Settings → Printers on station 3 and tell me which driver version it shows?\n\nMina",
		},
		{
			by: "customer",
			hoursLater: 1,
			text: "It says 4.2.0. The other stations are still on 4.1.7 and print normally.",
		},
		{
			by: "note",
			agent: MINA,
			hoursLater: 1,
			text: "zsu[@user:70012346]zsu driver 4.2.0 sets the darkness to 0 for this model. Can you confirm with the other two reports?",
		},
		{
			by: "note",
			agent: ALEX,
			hoursLater: 2,
			text: "Confirmed for both. A fixed driver is on its way, until then darkness 60 in the printer profile works.",
		},
		{
			by: "agent",
			agent: MINA,
			hoursLater: 1,
			text: "Hi Ivo,\n\nwe found it: the new driver forgets the label darkness. Please set it to 60 under Settings → Printers → Profile. A driver that keeps the value follows this week.\n\nMina",
		},
		{ by: "draft", agent: MINA, hoursLater: 1, text: "Draft that nobody should see yet" },
		{
			by: "customer",
			hoursLater: 16,
			cc: '"Globex, shipping" <shipping@globex.example>, support@acme.example',
			text: "Darkness 60 works on station 3, thank you! Two more stations updated themselves overnight and print blank now. Can you set it for all 12 stations at once?",
		},
	];
}

export function story1042(): Turn[] {
	return [
		{
			by: "customer",
			text: "I changed my password yesterday and can no longer sign in on the warehouse tablets. The web works.",
		},
		{
			by: "agent",
			agent: ALEX,
			hoursLater: 1,
			text: "Hi Laura,\n\nthe tablets keep the old session. Please sign out everywhere under Profile → Security, then sign in again.\n\nAlex",
		},
		{ by: "note", agent: ALEX, hoursLater: 1, text: "If that fails: clear the device tokens by hand." },
		{
			by: "customer",
			hoursLater: 4,
			text: "Signed out everywhere, but tablet 5 still refuses. The other four work again.",
		},
	];
}

/** A conversation of `length` messages: customer, agent and notes in turn, for paging. */
export function storyLong(length: number, agent: string): Turn[] {
	return Array.from({ length }, (_, index): Turn => {
		const step = index + 1;
		if (index % 4 === 0)
			return { by: "customer", hoursLater: 2, text: `Reading ${step}: the value is still wrong.` };
		if (index % 4 === 1)
			return { by: "agent", agent, hoursLater: 2, text: `Thank you, noted as reading ${step}.` };
		if (index % 4 === 2)
			return { by: "note", agent, hoursLater: 2, text: `Internal: compared reading ${step} with the log.` };
		return { by: "public note", agent, hoursLater: 2, text: `Status ${step}: we are still measuring.` };
	});
}
