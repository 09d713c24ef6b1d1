import { useRef, useState } from "preact/hooks";
import { elementKey, type Inputs } from "../blocks/context.ts";
import { asData, asList, asText, type Data } from "../blocks/read.ts";
import { type InputValue, initialValue, isEmpty } from "../blocks/values.ts";

export type ViewState = Record<string, Record<string, InputValue>>;

export interface HeldInputs extends Inputs {
	valuesOf(blocks: readonly Data[]): ViewState;
}

/** What a person entered. It survives an update of the view where block and action keep their ids, as in Slack. */
export function useHeldInputs(
	errors: Readonly<Record<string, string>>,
	/** What the inputs held when they were last sent: a view below another is drawn anew when that one closes. */
	sent: Readonly<Record<string, Record<string, unknown>>> = {},
	onChange: (blockId: string) => void = () => {},
): HeldInputs {
	// Read by handlers of an older drawing too: a choice must be in the state that is sent with it.
	const held = useRef<Record<string, InputValue>>({});
	const [, redraw] = useState(0);
	const get = (element: Data, blockId: string) =>
		held.current[elementKey(element, blockId)] ?? sentValue(sent, element, blockId) ?? initialValue(element);
	return {
		errors,
		get,
		set(element, blockId, value) {
			held.current[elementKey(element, blockId)] = value;
			redraw((count) => count + 1);
			onChange(blockId);
		},
		valuesOf(blocks) {
			const values: ViewState = {};
			for (const [element, blockId] of elementsOf(blocks)) {
				if (element.type === "button" || element.type === "overflow" || !element.action_id) continue;
				values[blockId] = { ...values[blockId], [asText(element.action_id)]: get(element, blockId) };
			}
			return values;
		},
	};
}

function sentValue(sent: Readonly<Record<string, Record<string, unknown>>>, element: Data, blockId: string) {
	const value = asData(sent[blockId]?.[asText(element.action_id)]);
	return value.type === element.type ? (value as unknown as InputValue) : null;
}

/** Every element with the id of its block. Blocks without an id are known by their place. */
function elementsOf(blocks: readonly Data[]): [Data, string][] {
	return blocks.flatMap((block, index) => {
		const id = asText(block.block_id) || String(index);
		const elements = [asData(block.element), asData(block.accessory), ...asList(block.elements)];
		return elements
			.filter(({ action_id }) => Boolean(action_id))
			.map((element): [Data, string] => [element, id]);
	});
}

/** Inputs that must be filled and are not: Slack does not send the view before they are. */
export function findMissing(
	blocks: readonly Data[],
	held: Pick<Inputs, "get">,
	reason: string,
): Record<string, string> {
	const missing = blocks.flatMap((block, index) => {
		if (block.type !== "input" || block.optional === true) return [];
		const id = asText(block.block_id) || String(index);
		return isEmpty(held.get(asData(block.element), id)) ? [[id, reason]] : [];
	});
	return Object.fromEntries(missing) as Record<string, string>;
}
