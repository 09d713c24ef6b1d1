import * as v from "valibot";
import { toVisible } from "./mrkdwn.ts";

const optionSchema = v.object({ value: v.string() });

const elementSchema = v.object({
	type: v.optional(v.string(), ""),
	value: v.nullish(v.string()),
	selected_option: v.nullish(optionSchema),
	selected_options: v.nullish(v.array(optionSchema)),
	selected_date: v.nullish(v.string()),
});
type Element = v.InferOutput<typeof elementSchema>;

const valuesSchema = v.record(v.string(), v.record(v.string(), v.unknown()));

/** `view.state.values` by block: what a person typed or chose. */
export interface Inputs {
	blocks: readonly string[];
	/** Without what can't be seen, line ends as `\n`, no white space around it. */
	text(block: string): string;
	/** null where nothing is chosen. */
	choice(block: string): string | null;
	choices(block: string): string[];
	date(block: string): string | null;
	/** Slack's word for the kind of input; empty where there is none. */
	type(block: string): string;
}

/** Anything is read: what isn't there counts as left empty. */
export function readInputs(values: unknown): Inputs {
	const parsed = v.safeParse(valuesSchema, values);
	const elements = new Map<string, Element>();
	for (const [block, actions] of Object.entries(parsed.success ? parsed.output : {})) {
		const element = v.safeParse(elementSchema, Object.values(actions)[0]);
		if (element.success) elements.set(block, element.output);
	}
	return {
		blocks: [...elements.keys()],
		text: (block) => toVisible(elements.get(block)?.value ?? "").trim(),
		choice: (block) => elements.get(block)?.selected_option?.value ?? null,
		choices: (block) => (elements.get(block)?.selected_options ?? []).map(({ value }) => value),
		date: (block) => elements.get(block)?.selected_date ?? null,
		type: (block) => elements.get(block)?.type ?? "",
	};
}
