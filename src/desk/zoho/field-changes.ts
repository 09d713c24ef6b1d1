import type { Department, TicketStatus } from "../../core/ticket.ts";
import type { TicketField, TicketFields, TicketObservation } from "../desk-feed.ts";
import type { ZohoClient } from "./client.ts";
import { choicesOf, readFields } from "./fields.ts";
import type { FieldChange, HistoryEvent, TicketHistory } from "./history.ts";
import { toPriority, toStatus } from "./mapper.ts";
import { readDepartments } from "./people.ts";

const CREATED = "TicketCreated";
const FIELDS: readonly TicketField[] = ["status", "priority", "assignee", "department"];

/** Who did what last after `since`. */
export function toChanges({ events }: TicketHistory, since: number): TicketObservation["changes"] {
	const changes: TicketObservation["changes"] = {};
	for (const { at, actor, name, fields } of events) {
		if (at <= since) break;
		if (name === CREATED) changes.created ??= { at, actor };
		else for (const field of FIELDS) if (fields[field]) changes[field] ??= { at, actor };
		if (name === "OvershotDueTime") changes.overdue ??= { at, actor };
		if (name === "TicketEscalated") changes.escalated ??= { at, actor };
	}
	return changes;
}

/** What each field was at `since`: `now` where the history shows that nothing changed it. */
export async function readEarlier(
	client: ZohoClient,
	history: TicketHistory,
	since: number,
	now: TicketFields,
): Promise<Partial<TicketFields>> {
	const earlier: Partial<TicketFields> = {};
	const reachesBack = history.complete || (history.events.at(-1)?.at ?? since + 1) <= since;
	const { status, priority, assignee, department } = Object.fromEntries(
		FIELDS.map((field) => [field, valueAt(history.events, field, since)]),
	) as Record<TicketField, Found>;
	if (status !== "unchanged") {
		const label = typeof status?.value === "string" ? status.value : null;
		if (label) earlier.status = await toStatusOf(client, label, now);
	} else if (reachesBack) earlier.status = now.status;
	if (priority !== "unchanged") {
		if (priority) earlier.priority = toPriority(typeof priority.value === "string" ? priority.value : null);
	} else if (reachesBack) earlier.priority = now.priority;
	if (assignee !== "unchanged") {
		const id = assignee ? idOf(assignee.value) : undefined;
		if (id !== undefined) earlier.assignee = id;
	} else if (reachesBack) earlier.assignee = now.assignee;
	if (department !== "unchanged") {
		const found = department ? await toDepartment(client, department.value, now) : undefined;
		if (found !== undefined) earlier.department = found;
	} else if (reachesBack) earlier.department = now.department;
	return earlier;
}

/** null: it changed, and nothing tells from what. */
type Found = { value: unknown } | "unchanged" | null;

/** Before its first change after `since`; that change may name the value, else the one before it does. */
function valueAt(events: HistoryEvent[], field: TicketField, since: number): Found {
	const changes = events.flatMap(({ at, name, fields }) => {
		const change: FieldChange | undefined = fields[field];
		return change ? [{ at, name, change }] : [];
	});
	const first = changes.findLast(({ at, name }) => at > since && name !== CREATED);
	if (!first) return "unchanged";
	if (Object.hasOwn(first.change, "before")) return { value: first.change.before };
	const known = changes.find(({ at }) => at <= since);
	return known ? { value: known.change.after } : null;
}

/** A label alone doesn't tell its type; the department's own list does. */
async function toStatusOf(client: ZohoClient, label: string, now: TicketFields): Promise<TicketStatus> {
	if (label === now.status.label) return now.status;
	const guess = toStatus({ status: label, statusType: null });
	if (["open", "closed", "onhold"].includes(label.replaceAll(" ", "").toLowerCase())) return guess;
	const fields = await readFields(client, now.department?.id ?? null);
	const choices = choicesOf(fields.find(({ apiName }) => apiName === "status"));
	const statusType = choices.find(({ value }) => value === label)?.statusType ?? null;
	return toStatus({ status: label, statusType });
}

/** An entity's id, or an id as it is; null for nobody; undefined for anything else, such as a name. */
function idOf(value: unknown): string | null | undefined {
	const id = typeof value === "object" && value !== null && "id" in value ? value.id : value;
	if (id === null || id === undefined || id === "") return null;
	return /^\d{6,19}$/.test(String(id)) ? String(id) : undefined;
}

async function toDepartment(
	client: ZohoClient,
	value: unknown,
	now: TicketFields,
): Promise<Department | null | undefined> {
	const id = idOf(value);
	if (id === undefined || id === null) return id;
	if (id === now.department?.id) return now.department;
	const name = typeof value === "object" && value !== null && "name" in value ? value.name : null;
	if (typeof name === "string") return { id, name };
	return (await readDepartments(client)).find((department) => department.id === id) ?? { id, name: "" };
}
