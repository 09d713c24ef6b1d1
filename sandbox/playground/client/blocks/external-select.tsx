/** @jsxImportSource preact */
import { useEffect, useState } from "preact/hooks";
import type { Suggestion } from "./context.ts";
import type { ControlProps } from "./control.tsx";
import { plainText } from "./text.tsx";

/** Slack waits for a pause in the typing before it asks the app. */
const PAUSE_MS = 250;
const DEFAULT_MIN_LENGTH = 3;

/** A search field whose options the app answers with. */
export function ExternalSelect({
	element,
	blockId,
	inputId,
	describedBy,
	value,
	onValue,
	ctx,
}: ControlProps) {
	const [typed, setTyped] = useState<string | null>(null);
	const [options, setOptions] = useState<Suggestion[] | null>(null);
	const least = typeof element.min_query_length === "number" ? element.min_query_length : DEFAULT_MIN_LENGTH;
	const chosen = plainText(value.selected_option?.text);

	useEffect(() => {
		if (typed === null || typed.length < least) return setOptions(null);
		let current = true;
		const timer = setTimeout(async () => {
			const found = await ctx.suggest(element, blockId, typed);
			if (current) setOptions(found);
		}, PAUSE_MS);
		return () => {
			current = false;
			clearTimeout(timer);
		};
	}, [typed]);

	const choose = ({ text, value: chosenValue }: Suggestion) => {
		setTyped(null);
		const option = { text: { type: "plain_text", text }, value: chosenValue };
		onValue({ type: "external_select", selected_option: option });
	};
	return (
		<div class="external">
			<input
				id={inputId}
				type="text"
				role="combobox"
				aria-expanded={typed !== null}
				aria-controls={`${inputId}-list`}
				aria-describedby={describedBy}
				autoComplete="off"
				placeholder={plainText(element.placeholder) || ctx.words.choose}
				value={typed ?? chosen}
				onFocus={() => setTyped("")}
				onInput={(event) => setTyped(event.currentTarget.value)}
				onKeyDown={(event) => {
					const [first] = options ?? [];
					if (event.key === "Enter" && first) {
						event.preventDefault();
						choose(first);
					}
					if (event.key === "Escape" && typed !== null) {
						event.stopPropagation();
						setTyped(null);
					}
				}}
			/>
			{typed === null ? null : (
				<div class="menu-list" id={`${inputId}-list`} role="listbox">
					{options?.map((option) => (
						<button type="button" role="option" aria-selected={false} onClick={() => choose(option)}>
							{option.text}
							{option.group ? <span class="help"> {option.group}</span> : null}
						</button>
					))}
					{options === null ? <p class="help">{ctx.words.typeToSearch(least)}</p> : null}
					{options?.length === 0 ? <p class="help">{ctx.words.noOptions}</p> : null}
				</div>
			)}
		</div>
	);
}
