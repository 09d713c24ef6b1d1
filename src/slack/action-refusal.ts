import type { VendorError } from "../lib/errors.ts";
import type { ActionRefusal } from "../locales/slack/acting-messages.ts";
import { BLOCK, toFieldBlock } from "./modal-ids.ts";

/** The desks' adapters name their refusals by these codes. */
const REASONS: Record<string, Exclude<ActionRefusal["reason"], "blueprint" | "fields_missing">> = {
	closed: "closed",
	no_recipient: "no_recipient",
	comments_only: "comments_only",
	recipients_changed: "recipients_changed",
	ticket_changed: "ticket_changed",
};

/** A desk's refusal as a sentence of ours; null where only the desk's own reasons say it. */
export function toActionRefusal(
	{ code }: Pick<VendorError, "code">,
	transitions: readonly string[] = [],
): ActionRefusal | null {
	if (code === "blueprint") return { reason: "blueprint", transitions };
	const reason = code !== null && Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
	return reason ? { reason } : null;
}

const BLOCKS: Record<string, string> = {
	departmentId: BLOCK.department,
	assigneeId: BLOCK.assignee,
	addTags: BLOCK.addTags,
	removeTags: BLOCK.removeTags,
};

/** A desk's reasons by field → by the form's blocks: ours by name, a department's own by its id. */
export function toFormErrors(reasons: Record<string, string>): Record<string, string> {
	const entries = Object.entries(reasons).map(([name, reason]) => {
		const known = Object.hasOwn(BLOCKS, name) ? BLOCKS[name] : undefined;
		const ours = Object.values<string>(BLOCK).includes(name) ? name : undefined;
		return [known ?? ours ?? toFieldBlock(name) ?? name, reason] as const;
	});
	return Object.fromEntries(entries);
}
