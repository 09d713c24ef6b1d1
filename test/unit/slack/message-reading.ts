import type { SlackMessage } from "../../../src/slack/views/blocks.ts";

interface TextLike {
	text: string;
}

interface ElementLike {
	type: string;
	action_id?: string;
	text?: TextLike;
	placeholder?: TextLike;
	value?: string;
	url?: string;
	options?: { text: TextLike; value: string }[];
}

interface BlockLike {
	type: string;
	text?: TextLike;
	fields?: TextLike[];
	elements?: (ElementLike & TextLike)[];
}

export interface ReadElement {
	label: string;
	actionId: string;
	value: string | null;
	url: string | null;
	options: { label: string; value: string }[];
}

/** The texts of a message from top to bottom, buttons aside. */
export function linesOf({ blocks }: SlackMessage): string[] {
	return (blocks as unknown as BlockLike[]).flatMap((block) => {
		if (block.type === "actions") return [];
		return [block.text, ...(block.fields ?? []), ...(block.elements ?? [])].flatMap(
			(text) => text?.text ?? [],
		);
	});
}

/** What can be clicked or chosen, in order. */
export function elementsOf({ blocks }: SlackMessage): ReadElement[] {
	return (blocks as unknown as BlockLike[])
		.filter((block) => block.type === "actions")
		.flatMap((block) => (block.elements ?? []) as ElementLike[])
		.map((element) => ({
			label: (element.text ?? element.placeholder)?.text ?? "",
			actionId: element.action_id ?? "",
			value: element.value ?? null,
			url: element.url ?? null,
			options: (element.options ?? []).map(({ text, value }) => ({ label: text.text, value })),
		}));
}
