import type { TicketChanges } from "../../core/ticket-writing.ts";
import { isVendorError } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import { explainRefusal } from "./blueprint.ts";
import type { ZohoClient } from "./client.ts";
import { renameFields } from "./failure.ts";
import { readTicketRow } from "./fields.ts";
import { anyObject, tagList } from "./schema-writing.ts";

/**
 * May be repeated: every step leaves what is already so as it is. The department comes last, because the ticket may
 * be out of this person's sight after it; an assignee of the new department can only follow it.
 */
export async function updateTicket(
	client: ZohoClient,
	ticketId: string,
	changes: TicketChanges,
): Promise<void> {
	const { status, priority, assigneeId, departmentId, addTags = [], removeTags = [] } = changes;
	const assignee = assigneeId === undefined ? {} : { assigneeId };
	const isMoved = departmentId !== undefined;
	await patch(client, ticketId, {
		...(status === undefined ? {} : { status }),
		...(priority === undefined ? {} : { priority }),
		...(isMoved ? {} : assignee),
	});
	if (addTags.length > 0 || removeTags.length > 0) await changeTags(client, ticketId, addTags, removeTags);
	if (!isMoved) return;
	await move(client, ticketId, departmentId);
	await patch(client, ticketId, assignee);
}

async function patch(client: ZohoClient, ticketId: string, json: Record<string, unknown>): Promise<void> {
	if (Object.keys(json).length === 0) return;
	const operation = "PATCH /tickets/{id}";
	try {
		const address = path`/tickets/${ticketId}`;
		await client.write({ operation, method: "PATCH", path: address, json, schema: anyObject });
	} catch (error) {
		throw await explainRefusal(client, ticketId, { fields: Object.keys(json) }, error);
	}
}

async function move(client: ZohoClient, ticketId: string, departmentId: string): Promise<void> {
	const operation = "POST /tickets/{id}/move";
	const address = path`/tickets/${ticketId}/move`;
	try {
		await client.write({
			operation,
			method: "POST",
			path: address,
			json: { departmentId },
			schema: anyObject,
		});
	} catch (error) {
		const explained = await explainRefusal(client, ticketId, { fields: ["departmentId"] }, error);
		if (!isVendorError(explained) || explained.kind !== "invalid" || explained.code === "blueprint") {
			throw explained;
		}
		// Refused for being there already: that is what was wanted.
		const row = await readTicketRow(client, ticketId).catch(() => null);
		if (row?.departmentId !== departmentId) throw error;
	}
}

async function changeTags(
	client: ZohoClient,
	ticketId: string,
	add: string[],
	remove: string[],
): Promise<void> {
	const answer = await client.read({
		operation: "GET /tickets/{id}/tags",
		path: path`/tickets/${ticketId}/tags`,
		schema: tagList,
	});
	const present = new Set((answer?.tags ?? []).flatMap(({ name }) => (name ? [name.toLowerCase()] : [])));
	const has = (tag: string) => present.has(tag.toLowerCase());
	const added = add.filter((tag) => !has(tag));
	const removed = remove.filter(has);
	if (added.length > 0) await writeTags(client, ticketId, "associateTag", added, "addTags");
	if (removed.length > 0) await writeTags(client, ticketId, "dissociateTag", removed, "removeTags");
}

async function writeTags(
	client: ZohoClient,
	ticketId: string,
	action: "associateTag" | "dissociateTag",
	tags: string[],
	field: "addTags" | "removeTags",
): Promise<void> {
	const operation = `POST /tickets/{id}/${action}`;
	const address = path`/tickets/${ticketId}/${action}`;
	await client
		.write({ operation, method: "POST", path: address, json: { tags }, schema: anyObject })
		.catch((error: unknown) => {
			throw renameFields(error, { tags: field });
		});
}
