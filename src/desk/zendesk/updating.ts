import type { TicketChanges } from "../../core/ticket-writing.ts";
import { requireId } from "./address.ts";
import type { ZendeskClient } from "./client.ts";
import { refuse } from "./refusals.ts";
import { isPriorityChoice, isStatusChoice } from "./ticket-forms.ts";
import {
	putTicket,
	readWritableTicket,
	UPDATE_TICKET,
	unlessChanged,
	withoutCollision,
} from "./writable-ticket.ts";

export async function updateTicket(
	client: ZendeskClient,
	ticketId: string,
	changes: TicketChanges,
): Promise<void> {
	const fields = toFields(changes);
	const { addTags = [], removeTags = [] } = changes;
	if (addTags.length === 0 && removeTags.length === 0) {
		if (Object.keys(fields).length > 0) await putTicket(client, ticketId, fields);
		return;
	}
	// An update replaces all tags at once (adding and removing are calls of their own, which would leave half a
	// change behind when the second one fails): the set as it was read, provided that it still is.
	await withoutCollision(UPDATE_TICKET, async () => {
		const { ticket } = await readWritableTicket(client, ticketId);
		const tags = toTags(ticket.tags, addTags, removeTags);
		const hasOtherTags = tags.join(" ") !== ticket.tags.join(" ");
		const all = hasOtherTags ? { ...fields, tags, ...unlessChanged(ticket) } : fields;
		if (Object.keys(all).length > 0) await putTicket(client, ticketId, all);
	});
}

function toFields({ status, priority, assigneeId, departmentId }: TicketChanges): Record<string, unknown> {
	if (status !== undefined && !isStatusChoice(status)) {
		throw refuse("not_a_choice", UPDATE_TICKET, { status: "can't be set" });
	}
	if (priority !== undefined && !isPriorityChoice(priority)) {
		throw refuse("not_a_choice", UPDATE_TICKET, { priority: "can't be set" });
	}
	return {
		...(status === undefined ? {} : { status }),
		...(priority === undefined ? {} : { priority }),
		...(departmentId === undefined ? {} : { group_id: Number(requireId(departmentId)) }),
		...(assigneeId === undefined
			? {}
			: { assignee_id: assigneeId === null ? null : Number(requireId(assigneeId)) }),
	};
}

function toTags(current: readonly string[], add: readonly string[], remove: readonly string[]): string[] {
	const removed = new Set(remove.flatMap(toTag));
	return [...new Set([...current.filter((tag) => !removed.has(tag)), ...add.flatMap(toTag)])];
}

/** Tags are lower-case and without spaces; Zendesk would make two of `very important`. */
function toTag(tag: string): string[] {
	const cleaned = tag
		.trim()
		.toLowerCase()
		.replace(/[\s,]+/g, "_");
	return cleaned === "" ? [] : [cleaned];
}
