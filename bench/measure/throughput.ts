import type { Contestant } from "../build.ts";
import type { Load } from "../load.ts";
import { compareRounds, type RoundPlan, runTurns } from "../rounds.ts";
import type { Row } from "../rows.ts";
import { signCommand, signWebhook } from "../signed-request.ts";
import type { Instance } from "../workerd.ts";
import {
	HELP_MARK,
	PERSONS,
	personId,
	SIGNED_IN,
	TICKET_SUBJECT,
	ZENDESK,
	ZENDESK_CHANNEL,
} from "../world.ts";

type Instances = Record<Contestant, Instance>;

const COMMANDS = "/slack/commands";

export async function measureHelp(load: Load, instances: Instances, plan: RoundPlan): Promise<Row[]> {
	const enter = (instance: Instance, mark: string) => ({
		instance,
		mark,
		nextRequests: createCommands({ path: COMMANDS, persons: PERSONS, texts: ["help"] }),
	});
	const turns = await runTurns(
		load,
		{
			ours: enter(instances.ours, HELP_MARK),
			bare: enter(instances.bare, "help for"),
			slackEdge: enter(instances["slack-edge"], HELP_MARK),
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
	const texts = Array.from({ length: 97 }, (_, index) => String(100_000 + index));
	const enter = (instance: Instance, path: string) => ({
		instance,
		mark: TICKET_SUBJECT,
		nextRequests: createCommands({ path, persons: SIGNED_IN, texts }),
	});
	const turns = await runTurns(
		load,
		{ ours: enter(instances.ours, COMMANDS), bare: enter(instances.bare, `${COMMANDS}/ticket`) },
		plan,
	);
	const contest = ["ours", "bare", "bare Hono with the same fetches"] as const;
	return [
		compareRounds("command.ticket.vs_bare", "perSecond", turns, contest),
		compareRounds("command.ticket.cpu_vs_bare", "cpuMicros", turns, contest),
	];
}

/** Every webhook tells of something new: the desk's repeats would cost no write. */
export async function measureWebhook(load: Load, instances: Instances, plan: RoundPlan): Promise<Row[]> {
	const enter = (instance: Instance, path: string) => {
		let sent = 0;
		return {
			instance,
			mark: "",
			nextRequests: (count: number) =>
				Array.from({ length: count }, () => {
					sent += 1;
					return signWebhook({ eventId: `01BENCH${sent}`, ticketId: 100_000 + (sent % 5_000) }, path);
				}),
		};
	};
	const path = `/webhooks/zendesk/${ZENDESK.id}`;
	const turns = await runTurns(
		load,
		{
			ours: enter(instances.ours, path),
			bare: enter(instances.bare, path),
			queue: enter(instances.bare, `${path}/queue`),
		},
		plan,
	);
	const bare = ["ours", "bare", "bare Hono with one D1 write"] as const;
	const queue = ["ours", "queue", "bare Hono with one D1 write and one queue send"] as const;
	return [
		compareRounds("webhook.accepted.vs_bare", "perSecond", turns, bare),
		compareRounds("webhook.accepted.cpu_vs_bare", "cpuMicros", turns, bare),
		compareRounds("webhook.accepted.vs_bare_queue", "perSecond", turns, queue),
		compareRounds("webhook.accepted.cpu_vs_bare_queue", "cpuMicros", turns, queue),
	];
}

/** Of one person after the other, the texts in turn; the same order in every run. */
function createCommands({ path, persons, texts }: { path: string; persons: number; texts: string[] }) {
	let sent = 0;
	return (count: number) =>
		Array.from({ length: count }, () => {
			// A step that shares no divisor with the counts visits everybody once.
			const userId = personId((sent * 7_919) % persons);
			const text = texts[sent % texts.length] ?? "";
			sent += 1;
			return signCommand({ userId, channelId: ZENDESK_CHANNEL, text }, path);
		});
}
