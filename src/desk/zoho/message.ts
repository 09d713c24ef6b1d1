import type { Message } from "../../core/ticket.ts";
import { htmlToText } from "../../lib/html-text.ts";
import { emailOf, nameOf, toTime } from "./mapper.ts";
import type { ConversationRow } from "./schema.ts";

/** Zoho user id → name, for mentions. */
export type MentionNames = ReadonlyMap<string, string>;

/** null for a draft: nobody but its writer has seen it. */
export function toMessage(row: ConversationRow, names: MentionNames): Message | null {
	const isComment = isCommentRow(row);
	if (!isComment && row.status === "DRAFT") return null;
	const writer = isComment ? row.commenter : row.author;
	return {
		id: row.id,
		kind: isComment ? commentKind(row) : threadKind(row),
		author: nameOf(writer) ?? emailOf(writer),
		text: resolveMentions(textOf(row, isComment), names),
		createdAt: toTime(isComment ? row.commentedTime : row.createdTime) ?? 0,
		attachments: row.attachments?.length || row.attachmentCount || 0,
	};
}

export function isCommentRow(row: ConversationRow): boolean {
	return row.type === "comment" || (row.type == null && row.commentedTime != null);
}

function threadKind(row: ConversationRow): Message["kind"] {
	if (row.direction === "in") return "incoming";
	return row.visibility === "private" ? "comment" : "outgoing";
}

/** A public comment is shown to the customer in the help centre, and customers write them there. */
function commentKind(row: ConversationRow): Message["kind"] {
	if (!row.isPublic) return "comment";
	return row.commenter?.type === "END_USER" ? "incoming" : "outgoing";
}

function textOf(row: ConversationRow, isComment: boolean): string {
	if (row.plainText) return row.plainText.trim();
	if (!row.content) return (row.summary ?? "").trim();
	// Comments default to HTML; threads name their type in four spellings.
	const type = row.contentType ?? (isComment ? "html" : "text/html");
	return type === "plainText" || type === "text/plain" ? row.content.trim() : htmlToText(row.content);
}

const MENTION = /zsu\[@(\w+):([^\]]*)\]zsu/g;

/** The ids of people mentioned in a row's text. */
export function mentionedUsers(row: ConversationRow): string[] {
	const text = `${row.content ?? ""} ${row.plainText ?? ""}`;
	return [...text.matchAll(MENTION)].filter((match) => match[1] === "user").map((match) => match[2] ?? "");
}

function resolveMentions(text: string, names: MentionNames): string {
	const resolved = text.replace(MENTION, (_whole, kind: string, value: string) => {
		if (kind === "user") return mark(names.get(value));
		// `<id>_<name>`: teams carry their name along.
		return kind === "team" ? mark(/^\d+_(.+)$/.exec(value)?.[1]) : "";
	});
	return resolved === text ? text : resolved.replace(/ {2,}/g, " ").trim();
}

function mark(name: string | undefined): string {
	return name ? `@${name}` : "";
}
