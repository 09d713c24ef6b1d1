/**
 * The blocks of our modals that take input. The element in a block has the block's own id as its `action_id`,
 * so that what a person typed outlives a redrawn view.
 */
export const BLOCK = {
	department: "department",
	requester: "requester",
	subject: "subject",
	description: "description",
	priority: "priority",
	text: "text",
	status: "status",
	assignee: "assignee",
	addTags: "add_tags",
	removeTags: "remove_tags",
	ticket: "ticket",
	visibility: "visibility",
} as const;

/** In the assignee's select: nobody. */
export const NOBODY = "nobody";

/** Slack allows 255 characters for a block's id. */
const MAX_FIELD_ID = 200;

/** The block of a department's own field; null for an id that Slack wouldn't take. */
export function toFieldBlock(fieldId: string): string | null {
	return fieldId.length > 0 && fieldId.length <= MAX_FIELD_ID ? `field:${fieldId}` : null;
}

export function toFieldId(blockId: string): string | null {
	return blockId.startsWith("field:") ? blockId.slice("field:".length) || null : null;
}

/** What a select with looked-up options asks for. */
export function parseSuggestion(actionId: string): "departments" | "agents" | null {
	if (actionId === BLOCK.department) return "departments";
	return actionId === BLOCK.assignee ? "agents" : null;
}
