import * as v from "valibot";
import { parseJson } from "../../lib/http.ts";
import type { FeedPage } from "../desk-feed.ts";
import type { ZendeskClient } from "./client.ts";
import { dueTasksAnswer, metricEventsAnswer } from "./schema-feed.ts";
import { toSearchTime } from "./search-query.ts";

/** What a time-based export answers with at most. */
const EXPORT_PAGE = 1_000;
const TASK_PAGE = 100;
const MAX_TASK_PAGES = 10;
const MIN_AGE_SECONDS = 61;
const DAY_MS = 24 * 60 * 60_000;
/** A breach may be written down a little after its time, a task be found a little after it was given its date. */
const OVERLAP_MS = 10 * 60_000;

/** `told` are those within the overlap, so that they aren't told again: their key and time. */
const told = v.array(v.tuple([v.string(), v.number()]));
const cursorSchema = v.variant("step", [
	/** Seconds, as the export counts. */
	v.object({ step: v.literal("breaches"), from: v.number(), dueFrom: v.number(), told }),
	v.object({
		step: v.literal("tasks"),
		from: v.number(),
		dueFrom: v.number(),
		dueUntil: v.number(),
		page: v.number(),
		told,
	}),
]);
type Cursor = v.InferOutput<typeof cursorSchema>;
type Step<S extends Cursor["step"]> = Extract<Cursor, { step: S }>;
type Overdue = { ticketId: string; at: number };

/** First what broke an SLA's promise, then tasks past their date. */
export async function readOverdue(
	client: ZendeskClient,
	cursor: string | null,
	since: number,
	now: number,
): Promise<FeedPage<Overdue>> {
	const position: Cursor = parseCursor(cursor) ?? {
		step: "breaches",
		from: Math.floor(since / 1000),
		dueFrom: since,
		told: [],
	};
	return position.step === "breaches" ? readBreaches(client, position, now) : readTasks(client, position);
}

async function readBreaches(
	client: ZendeskClient,
	position: Step<"breaches">,
	now: number,
): Promise<FeedPage<Overdue>> {
	const from = Math.max(0, Math.min(position.from, Math.floor(now / 1000) - MIN_AGE_SECONDS));
	const {
		ticket_metric_events: events,
		count,
		end_time,
	} = await client.read({
		pattern: "/incremental/ticket_metric_events",
		query: { start_time: String(from), exclude_deleted: "true" },
		schema: metricEventsAnswer,
	});
	const lastStep = new Map(
		events
			.filter(({ type }) => type === "activate" || type === "fulfill")
			.sort((a, b) => a.time - b.time)
			.map((event) => [toInstance(event), event.type]),
	);
	const found = events
		.filter(({ type, deleted }) => type === "breach" && deleted !== true)
		.filter((breach) => lastStep.get(toInstance(breach)) !== "fulfill")
		.map(({ id, ticket_id, time }) => ({ key: `b${id}`, ticketId: ticket_id, at: time }));
	const fresh = toFresh(found, position.told);
	// A full page of one second would otherwise be read for ever.
	const reached = Math.max(end_time ?? 0, ...events.map(({ time }) => Math.floor(time / 1000)), from);
	const next = { dueFrom: position.dueFrom, told: remember(position.told, found) };
	if ((count ?? events.length) >= EXPORT_PAGE) {
		const onwards = Math.max(reached, from + 1);
		return answer(fresh, { step: "breaches", from: onwards, ...next }, true);
	}
	const again = Math.max(from, reached - OVERLAP_MS / 1000);
	return answer(fresh, { step: "tasks", from: again, dueUntil: now, page: 1, ...next }, true);
}

/** A search knows due dates by the day; the times are compared here. */
async function readTasks(client: ZendeskClient, position: Step<"tasks">): Promise<FeedPage<Overdue>> {
	const { from, dueFrom, dueUntil, page } = position;
	const query = [
		"type:ticket ticket_type:task status<solved",
		`due_date>=${toSearchTime(dueFrom - DAY_MS).slice(0, 10)}`,
		`due_date<${toSearchTime(dueUntil)}`,
	].join(" ");
	const { results, next_page } = await client.read({
		pattern: "/search",
		query: {
			query,
			sort_by: "created_at",
			sort_order: "asc",
			per_page: String(TASK_PAGE),
			page: String(page),
		},
		schema: dueTasksAnswer,
	});
	const found = results.flatMap(({ id, due_at }) =>
		due_at !== null && due_at >= dueFrom - OVERLAP_MS && due_at < dueUntil
			? [{ key: `t${id}:${due_at}`, ticketId: id, at: due_at }]
			: [],
	);
	const fresh = toFresh(found, position.told);
	const known = remember(position.told, found);
	if (next_page && page < MAX_TASK_PAGES) {
		return answer(fresh, { ...position, page: page + 1, told: known }, true);
	}
	const kept = known.filter(([key, at]) =>
		key.startsWith("b") ? at >= from * 1000 : at >= dueUntil - OVERLAP_MS,
	);
	return answer(fresh, { step: "breaches", from, dueFrom: dueUntil, told: kept }, false);
}

type Found = Overdue & { key: string };

function toFresh(found: readonly Found[], known: v.InferOutput<typeof told>): Overdue[] {
	const keys = new Set(known.map(([key]) => key));
	return found.filter(({ key }) => !keys.has(key)).map(({ ticketId, at }) => ({ ticketId, at }));
}

function remember(known: v.InferOutput<typeof told>, found: readonly Found[]): v.InferOutput<typeof told> {
	return [...new Map([...known, ...found.map(({ key, at }): [string, number] => [key, at])])];
}

function answer(items: Overdue[], next: Cursor, more: boolean): FeedPage<Overdue> {
	return { items, cursor: JSON.stringify(next), more };
}

type MetricEvent = v.InferOutput<typeof metricEventsAnswer>["ticket_metric_events"][number];

/** One stretch of one clock of one ticket: it is started, broken and kept under the same number. */
function toInstance({ ticket_id, metric, instance_id }: MetricEvent): string {
	return `${ticket_id}:${metric}:${instance_id}`;
}

function parseCursor(cursor: string | null): Cursor | null {
	const parsed = v.safeParse(cursorSchema, cursor === null ? null : parseJson(cursor));
	return parsed.success ? parsed.output : null;
}
