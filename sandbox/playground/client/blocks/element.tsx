/** @jsxImportSource preact */
import { isSafeUrl } from "../mrkdwn/entities.ts";
import { type BlockContext, elementKey } from "./context.ts";
import { Control } from "./control.tsx";
import { asText, type Data } from "./read.ts";
import { plainText } from "./text.tsx";
import { initialValue } from "./values.ts";

/** An interactive element outside an input block: every change is a click for the app. */
export function Element({ element, blockId, ctx }: { element: Data; blockId: string; ctx: BlockContext }) {
	if (element.type === "button") return <Button element={element} blockId={blockId} ctx={ctx} />;
	if (element.type === "overflow") return <Overflow element={element} blockId={blockId} ctx={ctx} />;
	return (
		<Control
			element={element}
			blockId={blockId}
			inputId={`act-${blockId}-${asText(element.action_id)}`}
			value={ctx.inputs?.get(element, blockId) ?? initialValue(element)}
			onValue={(value) => {
				ctx.inputs?.set(element, blockId, value);
				ctx.act(element, blockId, value);
			}}
			ctx={ctx}
		/>
	);
}

function Button({ element, blockId, ctx }: { element: Data; blockId: string; ctx: BlockContext }) {
	const style = element.style === "primary" || element.style === "danger" ? ` ${element.style}` : "";
	const url = asText(element.url);
	const label = asText(element.accessibility_label) || undefined;
	// Slack tells the app about a click on an address too.
	if (isSafeUrl(url)) {
		return (
			<a
				class={`button${style}`}
				href={ctx.toHref(url)}
				target="_blank"
				rel="noopener noreferrer"
				aria-label={label}
				onClick={() => ctx.act(element, blockId)}
			>
				{plainText(element.text)}
				<span class="new-tab" aria-hidden="true">
					↗
				</span>
			</a>
		);
	}
	const busy = ctx.busy === elementKey(element, blockId);
	return (
		<button
			type="button"
			class={`button${style}${busy ? " busy" : ""}`}
			aria-label={label}
			aria-busy={busy}
			onClick={() => !busy && ctx.act(element, blockId)}
		>
			{plainText(element.text)}
		</button>
	);
}

/** A `details`, so that it opens by keyboard; the page closes it on a click elsewhere and on Escape. */
function Overflow({ element, blockId, ctx }: { element: Data; blockId: string; ctx: BlockContext }) {
	const options = Array.isArray(element.options) ? (element.options as Data[]) : [];
	return (
		<details class="menu">
			<summary class="button" aria-label={ctx.words.moreActions}>
				⋯
			</summary>
			<div class="menu-list">
				{options.map((option) => {
					const choose = () => ctx.act(element, blockId, { type: "overflow", selected_option: option });
					const url = asText(option.url);
					return isSafeUrl(url) ? (
						<a href={ctx.toHref(url)} target="_blank" rel="noopener noreferrer" onClick={choose}>
							{plainText(option.text)}
						</a>
					) : (
						<button type="button" onClick={choose}>
							{plainText(option.text)}
						</button>
					);
				})}
			</div>
		</details>
	);
}
