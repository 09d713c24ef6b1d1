import type { ProviderName } from "../desk/help-desk.ts";
import type { FormProblemMessages } from "../locales/slack/acting-messages.ts";
import { BLOCK } from "./modal-ids.ts";
import { openForm, type ParsedForm } from "./modal-values.ts";
import { toLine } from "./mrkdwn.ts";

const MAX_TAGS = 20;
/** Less than either desk takes. */
const MAX_TAG = 80;

export interface TagValues {
	add: string[];
	remove: string[];
}

export function parseTagValues(
	values: unknown,
	words: FormProblemMessages,
	provider: ProviderName,
): ParsedForm<TagValues> {
	const form = openForm(values, words);
	const read = (block: string) =>
		form.inputs.type(block) === "multi_static_select"
			? form.inputs.choices(block)
			: toTags(form.inputs.text(block), provider);
	const add = read(BLOCK.addTags);
	const remove = read(BLOCK.removeTags);
	for (const [block, tags] of [
		[BLOCK.addTags, add],
		[BLOCK.removeTags, remove],
	] as const) {
		if (tags.length > MAX_TAGS) form.refuse(block, words.tooManyTags(MAX_TAGS));
		else if (tags.some((tag) => tag.length > MAX_TAG)) form.refuse(block, words.tagTooLong(MAX_TAG));
	}
	const both = add.find((tag) => remove.includes(tag));
	if (both !== undefined) form.refuse(BLOCK.addTags, words.sameTag(both.slice(0, MAX_TAG)));
	if (add.length + remove.length === 0) form.refuse(BLOCK.addTags, words.noTags);
	return form.close({ add, remove });
}

/** A tag of Zendesk has no spaces in it, one of Zoho Desk may. */
function toTags(text: string, provider: ProviderName): string[] {
	const separators = provider === "zendesk" ? /[\s,、,;]+/u : /[\n,、,;]+/u;
	const tags = text.split(separators).map((tag) => toLine(tag).replace(/^#+/, "").trim());
	return [...new Set(tags.filter(Boolean))];
}
