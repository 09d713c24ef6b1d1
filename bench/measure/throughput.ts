import type { Contestant } from "../build.ts";
import type { Load } from "../load.ts";
import { compareRounds, type RoundPlan, runTurns } from "../rounds.ts";
import type { Row } from "../rows.ts";
import type { Instance } from "../workerd.ts";
import { HELP_MARK, PERSONS, personId, SIGNED_IN, TICKET_SUBJECT, ZENDESK_CHANNEL } from "../world.ts";

type Instances = Record<Contestant, Instance>;

const COMMANDS = "/slack/commands";

export async function measureHelp(load: Load, instances: Instances, plan: RoundPlan): Promise<Row[]> {
	const order = {
		path: COMMANDS,
		userIds: drawPersons(PERSONS),
		channelId: ZENDESK_CHANNEL,
		texts: ["help"],
		mark: HELP_MARK,
	};
	const turns = await runTurns(
		load,
		{
			ours: { ...order, instance: instances.ours },
			bare: { ...order, instance: instances.bare, mark: "help for" },
			slackEdge: { ...order, instance: instances["slack-edge"] },
		},
		plan,
	);
	return [
		compareRounds("command.help.vs_bare", "perSecond", turns, ["ours", "bare", "bare Hono"]),
		compareRounds("command.help.vs_slack_edge", "perSecond", turns, ["ours", "slackEdge", "slack-edge"]),
		compareRounds("command.help.cpu_vs_bare", "cpuMicros", turns, ["ours", "bare", "bare Hono"]),
	];
}

export async function measureTicket(load: Load, instances: Instances, plan: RoundPlan): Promise<Row[]> {
	const order = {
		path: COMMANDS,
		userIds: drawPersons(SIGNED_IN),
		channelId: ZENDESK_CHANNEL,
		texts: Array.from({ length: 97 }, (_, index) => String(100_000 + index)),
		mark: TICKET_SUBJECT,
	};
	const turns = await runTurns(
		load,
		{
			ours: { ...order, instance: instances.ours },
			bare: { ...order, instance: instances.bare, path: `${COMMANDS}/ticket` },
		},
		plan,
	);
	const contest = ["ours", "bare", "bare Hono with the same fetches"] as const;
	return [
		compareRounds("command.ticket.vs_bare", "perSecond", turns, contest),
		compareRounds("command.ticket.cpu_vs_bare", "cpuMicros", turns, contest),
	];
}

/** All of them, in an order that is the same in every run. */
function drawPersons(count: number): string[] {
	// A step that shares no divisor with the counts visits everybody once.
	return Array.from({ length: count }, (_, index) => personId((index * 7_919) % count));
}
