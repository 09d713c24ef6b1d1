import type { InstantDesk } from "../instant-desk.ts";
import { median } from "../median.ts";
import type { Row } from "../rows.ts";
import { expectAnswer } from "../send-command.ts";
import type { Instance } from "../workerd.ts";
import { personId, TICKET_SUBJECT, ZOHO_CHANNEL } from "../world.ts";

const COMMANDS = 3;
/** Longer than Slack waits for the card. */
const HOLD_MS = 4_000;

/** The card of a ticket whose blueprint doesn't come: it has to go without. */
export async function measureSlowBlueprint({ origin }: Instance, desk: InstantDesk): Promise<Row> {
	const ask = async (index: number) => {
		const command = { userId: personId(index), channelId: ZOHO_CHANNEL, text: "104207" };
		return (await expectAnswer(origin, command, TICKET_SUBJECT)).ms;
	};
	const times: { held: number[]; prompt: number[] } = { held: [], prompt: [] };
	for (let index = 0; index < COMMANDS; index++) times.prompt.push(await ask(index));
	desk.holdBlueprints(HOLD_MS);
	for (let index = 0; index < COMMANDS; index++) times.held.push(await ask(index));
	desk.holdBlueprints(0);
	const [value, against] = [Math.max(...times.held), median(times.prompt)];
	return {
		name: "command.ticket.slow_blueprint",
		value,
		unit: "ms",
		against,
		ratio: value / against,
		note: `the slowest of ${COMMANDS} whose blueprint takes ${HOLD_MS} ms; against one that comes at once`,
	};
}
