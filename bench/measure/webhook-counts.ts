import type { InstantDesk } from "../instant-desk.ts";
import type { Row } from "../rows.ts";
import { sendWebhook } from "../send-command.ts";
import type { Instance } from "../workerd.ts";
import { takeCounts } from "./counts.ts";

const WEBHOOKS = 10;

/** The most that any of some warm webhooks took before it was answered; nobody works on the queue meanwhile. */
export async function countWebhooks({ origin }: Instance, desk: InstantDesk): Promise<Row[]> {
	const tell = (index: number) => sendWebhook(origin, { eventId: `01COUNT${index}`, ticketId: 104_207 });
	await tell(0);
	const most = { d1Queries: 0, queueSends: 0, vendorCalls: 0 };
	for (let index = 1; index <= WEBHOOKS; index++) {
		await takeCounts(origin);
		desk.record(0);
		await tell(index);
		const counts = await takeCounts(origin);
		most.d1Queries = Math.max(most.d1Queries, counts.d1Queries);
		most.queueSends = Math.max(most.queueSends, counts.queueSends);
		most.vendorCalls = Math.max(most.vendorCalls, desk.recorded().urls.length);
	}
	desk.endRecording();
	const common = { against: null, ratio: null, note: `the most of ${WEBHOOKS} warm ones` };
	return [
		{ ...common, name: "webhook.accepted.d1_queries", value: most.d1Queries, unit: "queries" },
		{ ...common, name: "webhook.accepted.queue_sends", value: most.queueSends, unit: "sends" },
		{ ...common, name: "webhook.accepted.vendor_calls", value: most.vendorCalls, unit: "calls" },
	];
}
