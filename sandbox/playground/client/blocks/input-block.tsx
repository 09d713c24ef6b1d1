/** @jsxImportSource preact */

import type { BlockContext } from "./context.ts";
import { Control } from "./control.tsx";
import { asData, type Data } from "./read.ts";
import { plainText } from "./text.tsx";
import { initialValue } from "./values.ts";

/** Label above, help below, the error below the help. */
export function InputBlock({ block, id, ctx }: { block: Data; id: string; ctx: BlockContext }) {
	const element = asData(block.element);
	const inputId = `input-${id}`;
	const error = ctx.inputs?.errors[id];
	const group = element.type === "checkboxes" || element.type === "radio_buttons";
	const label = (
		<>
			{plainText(block.label)}
			{block.optional === true ? <span class="optional"> ({ctx.words.optional})</span> : null}
		</>
	);
	return (
		<div class={error ? "block-input wrong" : "block-input"}>
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
					if (block.dispatch_action === true) ctx.act(element, id, value);
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
