import type { RecordedChange } from "./history.ts";
import type { Account, MetricEventRecord, TicketRecord } from "./state.ts";

/** The clocks of service levels, of which two are simulated: until a person answers, and until it is solved. */
const REPLY = "reply_time";
const RESOLUTION = "requester_wait_time";

type Metric = MetricEventRecord["metric"];

/** What a change of a ticket starts and stops. */
export function recordMetrics(account: Account, ticket: TicketRecord, change: RecordedChange): void {
	const { at } = change;
	if (change.isNew) {
		start(account, ticket, REPLY, at);
		start(account, ticket, RESOLUTION, at);
	}
	for (const comment of change.isNew ? [] : change.comments) {
		const isStaff = account.users.get(comment.authorId)?.role !== "end-user";
		if (isStaff && comment.public) stop(account, ticket, REPLY, at);
		if (!isStaff) start(account, ticket, REPLY, at);
	}
	const status = change.fields.find(({ field }) => field === "status");
	if (!status || change.isNew) return;
	if (isDone(status.current))
		for (const metric of [REPLY, RESOLUTION] as const) stop(account, ticket, metric, at);
	else if (isDone(status.previous)) start(account, ticket, RESOLUTION, at);
}

/** A promise is broken now: the clock runs, and has run too long. */
export function recordBreach(account: Account, ticket: TicketRecord, at: number): MetricEventRecord {
	const running = start(account, ticket, REPLY, at);
	return add(account, { ticketId: ticket.id, metric: REPLY, instance: running, type: "breach", at });
}

/** Already running: goes on running. Answers which run of it this is. */
function start(account: Account, ticket: TicketRecord, metric: Metric, at: number): number {
	const last = lastOf(account, ticket, metric);
	if (last && last.type !== "fulfill") return last.instance;
	const instance = (last?.instance ?? 0) + 1;
	add(account, { ticketId: ticket.id, metric, instance, type: "activate", at });
	return instance;
}

function stop(account: Account, ticket: TicketRecord, metric: Metric, at: number): void {
	const last = lastOf(account, ticket, metric);
	if (!last || last.type === "fulfill") return;
	add(account, { ticketId: ticket.id, metric, instance: last.instance, type: "fulfill", at });
}

function lastOf(account: Account, { id }: TicketRecord, metric: Metric): MetricEventRecord | undefined {
	return account.metricEvents.findLast((event) => event.ticketId === id && event.metric === metric);
}

function add(account: Account, event: Omit<MetricEventRecord, "id" | "deleted">): MetricEventRecord {
	const record = { ...event, id: 926_000_000 + account.metricEvents.length, deleted: false };
	account.metricEvents.push(record);
	return record;
}

function isDone(status: unknown): boolean {
	return status === "solved" || status === "closed";
}
