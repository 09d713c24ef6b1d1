import type { Clock } from "../../vendor.ts";
import { recordInvalid } from "./errors.ts";
import { isCustomField } from "./seed/fields.ts";
import type {
	Account,
	FieldRecord,
	FieldRecordValue,
	TicketPriority,
	TicketRecord,
	TicketStatus,
	TicketType,
	UserRecord,
} from "./state.ts";

/** What a write sets, beside the comment. Whatever is undefined stays. */
export interface TicketFields {
	subject?: string | null | undefined;
	status?: TicketStatus | undefined;
	priority?: TicketPriority | null | undefined;
	type?: TicketType | null | undefined;
	assignee_id?: number | null | undefined;
	group_id?: number | null | undefined;
	tags?: string[] | undefined;
	custom_fields?:
		| { id: number; value?: string | string[] | number | boolean | null | undefined }[]
		| undefined;
}

const MAX_SUBJECT = 255;

/** Checks everything, then changes everything: a refused write leaves the ticket alone. */
export function changeTicket(
	account: Account,
	clock: Clock,
	ticket: TicketRecord,
	fields: TicketFields,
	by: UserRecord,
): void {
	const { groupId, assigneeId } = toAssignment(account, ticket, fields);
	const tags = fields.tags === undefined ? [...ticket.tags] : fields.tags.flatMap(toTags);
	const custom = toCustomFields(account, ticket, fields, tags);
	const status = fields.status ?? ticket.status;
	if (status === "hold" && !hasHold(account)) throw recordInvalid("status", "Status: hold is not enabled");
	if (status === "solved" && ticket.status !== "solved") requireSolvable(account, custom.values);

	if (fields.subject !== undefined) ticket.subject = fields.subject?.slice(0, MAX_SUBJECT) ?? null;
	if (fields.priority !== undefined) ticket.priority = fields.priority;
	if (fields.type !== undefined) ticket.type = fields.type;
	ticket.tags = custom.tags;
	ticket.customFields = custom.values;
	ticket.groupId = groupId;
	// Whoever solves a ticket that nobody has, has it.
	ticket.assigneeId = status === "solved" && assigneeId === null && by.role !== "light" ? by.id : assigneeId;
	setStatus(ticket, status, clock.now());
	ticket.updatedAt = clock.now();
}

/** A ticket with an assignee is no longer new. */
export function setStatus(ticket: TicketRecord, status: TicketStatus, now: number): void {
	if (isDone(status) && !isDone(ticket.status)) ticket.solvedAt = now;
	ticket.status = status === "new" && ticket.assigneeId !== null ? "open" : status;
}

function isDone(status: TicketStatus): boolean {
	return status === "solved" || status === "closed";
}

/** An assignee belongs to the ticket's group; a new assignee alone takes it to a group of theirs. */
function toAssignment(account: Account, ticket: TicketRecord, fields: TicketFields) {
	const { group_id = ticket.groupId, assignee_id = ticket.assigneeId } = fields;
	if (group_id !== null && !account.groups.has(group_id)) throw recordInvalid("group", "Group: is invalid");
	if (assignee_id === null) return { groupId: group_id, assigneeId: null };
	const agent = account.users.get(assignee_id);
	if (!agent || agent.suspended || agent.role === "light" || agent.role === "end-user") {
		throw recordInvalid("assignee", "Assignee: is invalid");
	}
	if (group_id !== null && agent.groups.includes(group_id))
		return { groupId: group_id, assigneeId: agent.id };
	if (fields.assignee_id === undefined) return { groupId: group_id, assigneeId: null };
	if (fields.group_id !== undefined && group_id !== null) {
		throw recordInvalid("assignee", `Assignee: ${agent.name} is not a member of the group`);
	}
	return { groupId: agent.groups[0] ?? group_id, assigneeId: agent.id };
}

/** A drop-down's option is a tag of the ticket too: setting one sets the other. */
function toCustomFields(
	account: Account,
	ticket: TicketRecord,
	fields: TicketFields,
	tags: string[],
): { values: Map<number, FieldRecordValue>; tags: string[] } {
	const values = new Map(ticket.customFields);
	let all = [...new Set(tags)];
	for (const { id, value = null } of fields.custom_fields ?? []) {
		const field = account.fields.find((one) => one.id === id);
		if (!field) continue;
		const set = toValue(field, value);
		values.set(id, set);
		if (field.options.length === 0) continue;
		const options = field.options.map((option) => option.value);
		all = all.filter((tag) => !options.includes(tag));
		all.push(...(Array.isArray(set) ? set : typeof set === "string" ? [set] : []));
	}
	for (const [id, value] of fields.tags === undefined ? [] : values) {
		if (typeof value === "string" && optionsOf(account, id).includes(value) && !all.includes(value)) {
			values.set(id, null);
		}
	}
	return { values, tags: all };
}

function toValue(field: FieldRecord, value: string | string[] | number | boolean | null): FieldRecordValue {
	const options = field.options.map((option) => option.value);
	const refused = [value].flat().find((one) => options.length > 0 && one && !options.includes(String(one)));
	if (refused) throw recordInvalid("base", `${field.title}: ${refused} is not a valid option`);
	if (["integer", "decimal"].includes(field.type) && value && !/^-?\d+(\.\d+)?$/.test(String(value))) {
		throw recordInvalid("base", `${field.title}: is not a number`);
	}
	return typeof value === "number" ? String(value) : value;
}

function optionsOf(account: Account, id: number): string[] {
	return account.fields.find((field) => field.id === id)?.options.map(({ value }) => value) ?? [];
}

/** Required fields of the form, and those that a condition of it asks for. */
function requireSolvable({ fields, form }: Account, values: ReadonlyMap<number, FieldRecordValue>): void {
	const children = form?.conditions.flatMap(({ childIds }) => childIds) ?? [];
	const asked = form?.conditions
		.filter(({ parentId, value }) => values.get(parentId) === value)
		.flatMap(({ childIds }) => childIds);
	const needed = fields.filter(({ id, required }) => {
		const isShown = isCustomField(id) && (form === null || form.fieldIds.includes(id));
		return asked?.includes(id) || (required && isShown && !children.includes(id));
	});
	const missing = needed.filter(({ id }) => {
		const value = values.get(id) ?? "";
		return value === "" || value === false || (Array.isArray(value) && value.length === 0);
	});
	if (missing.length > 0) {
		throw recordInvalid(
			"base",
			missing.map(({ title }) => `${title}: is required when solving a ticket`),
			"BlankValue",
		);
	}
}

function hasHold({ fields }: Account): boolean {
	return fields.some(({ type, subType }) => type === "status" && subType === 1);
}

function toTags(tag: string): string[] {
	return tag
		.toLowerCase()
		.split(/[\s,]+/)
		.filter(Boolean);
}
