/** @jsxImportSource preact */

import type { BlockContext } from "./context.ts";
import { Control } from "./control.tsx";
import { asData, asText, type Data } from "./read.ts";
import { plainText } from "./text.tsx";
import { initialValue } from "./values.ts";

/** Label above, help below, the error below the help. */
export function InputBlock({ block, id, ctx }: { block: Data; id: string; ctx: BlockContext }) {
	const element = asData(block.element);
	const inputId = `input-${id}`;
	const error = ctx.inputs?.errors[id];
	const isTyped = asText(element.type).endsWith("_input");
	const dispatches = dispatchesOf(block, element, isTyped);
	const current = () => ctx.inputs?.get(element, id) ?? initialValue(element);
	const group = element.type === "checkboxes" || element.type === "radio_buttons";
	const label = (
		<>
			{plainText(block.label)}
			{block.optional === true ? <span class="optional"> ({ctx.words.optional})</span> : null}
		</>
	);
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: hears what its own field is typed into
		<div
			class={error ? "block-input wrong" : "block-input"}
			onKeyDown={(event) => {
				if (!dispatches.onEnter || event.key !== "Enter" || event.isComposing) return;
				event.preventDefault();
				ctx.act(element, id, current());
			}}
			onInput={() => {
				if (dispatches.onTyping) ctx.actSoon(element, id, current);
			}}
		>
			{group ? (
				<span class="label" id={`${inputId}-label`}>
					{label}
				</span>
			) : (
				<label class="label" for={inputId}>
					{label}
				</label>
			)}
			<Control
				element={element}
				blockId={id}
				inputId={inputId}
				describedBy={`${inputId}-help`}
				value={ctx.inputs?.get(element, id) ?? initialValue(element)}
				onValue={(value) => {
					ctx.inputs?.set(element, id, value);
					if (block.dispatch_action === true && !isTyped) ctx.act(element, id, value);
				}}
				ctx={ctx}
			/>
			<div id={`${inputId}-help`}>
				{block.hint ? <p class="help">{plainText(block.hint)}</p> : null}
				{error ? (
					<p class="error" role="alert">
						{error}
					</p>
				) : null}
			</div>
		</div>
	);
}

/** When a text goes to the app before the view is sent: on Enter unless the app asks otherwise. */
function dispatchesOf(block: Data, element: Data, isTyped: boolean) {
	if (block.dispatch_action !== true || !isTyped) return { onEnter: false, onTyping: false };
	const asked = asData(element.dispatch_action_config).trigger_actions_on;
	const triggers: unknown[] = Array.isArray(asked) ? asked : ["on_enter_pressed"];
	return {
		onEnter: triggers.includes("on_enter_pressed"),
		onTyping: triggers.includes("on_character_entered"),
	};
}
