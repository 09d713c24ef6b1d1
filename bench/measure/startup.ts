import { median, spread } from "../median.ts";
import { readAgeMs } from "../process-cpu.ts";
import type { Row } from "../rows.ts";
import { sendCommand } from "../send-command.ts";
import type { Instance } from "../workerd.ts";
import { personId, ZENDESK_CHANNEL } from "../world.ts";

type Start = () => Promise<Instance>;

/** From a new workerd to its first answered command, in turn. */
export async function measureStartup(ours: Start, bare: Start, rounds: number): Promise<Row> {
	const times = { ours: [] as number[], bare: [] as number[] };
	for (let round = 0; round < rounds; round++) {
		times.ours.push(await timeStart(ours));
		times.bare.push(await timeStart(bare));
	}
	const ratios = times.ours.map((time, index) => time / (times.bare[index] ?? Number.NaN));
	return {
		name: "startup.vs_bare",
		value: median(times.ours),
		unit: "ms",
		against: median(times.bare),
		ratio: median(ratios),
		note: `from the start of workerd to its first answered command; rounds ${spread(ratios)}`,
	};
}

async function timeStart(start: Start): Promise<number> {
	const from = performance.now();
	const instance = await start();
	try {
		const { status } = await sendCommand(instance.origin, {
			userId: personId(0),
			channelId: ZENDESK_CHANNEL,
			text: "help",
		});
		if (status !== 200) throw new Error(`the first command was answered ${status}`);
		// Without what Miniflare does before it starts workerd, where that can be told.
		return readAgeMs(instance.pid) ?? performance.now() - from;
	} finally {
		await instance.stop();
	}
}
