import type { NewMessage } from "../../core/ticket-writing.ts";
import { VendorError } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import { explainRefusal } from "./blueprint.ts";
import type { ZohoClient } from "./client.ts";
import { renameFields } from "./failure.ts";
import { anyObject, created } from "./schema-writing.ts";

/** The vendor's names of a message's parts → ours. */
export const MESSAGE_FIELDS = { content: "text", attachmentIds: "attachments", ticketStatus: "status" };

/** Visibility and type are always said: both have defaults that a setting of the person can change. */
export async function addComment(client: ZohoClient, ticketId: string, comment: NewMessage): Promise<void> {
	const { text, attachments } = comment;
	await client
		.write({
			operation: "POST /tickets/{id}/comments",
			method: "POST",
			path: path`/tickets/${ticketId}/comments`,
			json: {
				content: text,
				contentType: "plainText",
				isPublic: false,
				...(attachments.length > 0 ? { attachmentIds: attachments } : {}),
			},
			schema: anyObject,
		})
		.catch(async (error: unknown) => {
			const attempt = { fields: [], action: "COMMENT" as const };
			throw await explainRefusal(client, ticketId, attempt, renameFields(error, MESSAGE_FIELDS));
		});
}

export async function upload(
	client: ZohoClient,
	file: { name: string; type: string; bytes: ArrayBuffer },
): Promise<string> {
	const operation = "POST /uploads";
	const multipart = new FormData();
	multipart.set("file", new File([file.bytes], file.name, { type: file.type }));
	const answer = await client.write({
		operation,
		method: "POST",
		path: "/uploads",
		multipart,
		schema: created,
	});
	if (!answer) throw new VendorError({ vendor: "zoho", kind: "malformed", status: 204, operation });
	return answer.id;
}
