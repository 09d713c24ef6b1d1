/** @jsxImportSource preact */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Words } from "../words/words.ts";
import type { Suggestion } from "./context.ts";
import { matchOptions, stepThrough } from "./search-options.ts";

/** A pause in the typing before somebody is asked for options. */
const PAUSE_MS = 250;

export interface SearchSelectProps {
	inputId: string;
	describedBy?: string | undefined;
	label?: string | undefined;
	placeholder: string;
	chosen: readonly Suggestion[];
	several: boolean;
	/** How many may be chosen; null: any number. */
	most: number | null;
	/** From how many characters on there are options. */
	least: number;
	/** null: the options are known and only narrowed down. */
	search: ((typed: string) => Promise<Suggestion[]>) | null;
	options: readonly Suggestion[];
	words: Words;
	onChosen(chosen: Suggestion[]): void;
}

/** A field that finds its options while one types; several choices stand as chips before it. */
export function SearchSelect(props: SearchSelectProps) {
	const { inputId, describedBy, label, placeholder, chosen, several, most, least, words, onChosen } = props;
	const [typed, setTyped] = useState<string | null>(null);
	const [picked, setPicked] = useState(0);
	const list = useRef<HTMLDivElement>(null);
	const found = useFound(props, typed);
	const single = several ? undefined : chosen[0];
	const options =
		found?.filter(({ value }) => !several || chosen.every((one) => one.value !== value)) ?? null;
	const isFull = several && most !== null && chosen.length >= most;

	const shownIds = options?.map(({ value }) => value).join("\n");
	useEffect(() => setPicked(0), [shownIds]);
	useEffect(() => list.current?.scrollIntoView({ block: "nearest" }), [options?.length, typed === null]);

	const choose = (option: Suggestion) => {
		setTyped(several ? "" : null);
		onChosen(several ? [...chosen, option] : [option]);
	};
	const drop = (value: string) => onChosen(chosen.filter((one) => one.value !== value));
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.isComposing) return;
		const option = options?.[picked];
		if (event.key === "ArrowDown" || event.key === "ArrowUp") {
			event.preventDefault();
			if (typed === null) setTyped("");
			else setPicked(stepThrough(picked, event.key === "ArrowDown" ? 1 : -1, options?.length ?? 0));
		} else if (event.key === "Enter" && typed !== null) {
			// Enter in an open list chooses; it never sends the form.
			event.preventDefault();
			if (option && !isFull) choose(option);
		} else if (event.key === "Escape" && typed !== null) {
			event.stopPropagation();
			event.preventDefault();
			setTyped(null);
		} else if (event.key === "Backspace" && several && !typed) {
			const last = chosen.at(-1);
			if (last) drop(last.value);
		}
	};
	const message =
		typed !== null && typed.length < least
			? words.typeToSearch(least)
			: options === null
				? words.searching
				: options.length === 0
					? words.noOptions
					: null;
	return (
		<div
			class="external"
			onFocusOut={(event) => {
				if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setTyped(null);
			}}
		>
			<div class={several ? "search-box several" : "search-box"}>
				{several
					? chosen.map(({ text, value }) => (
							<span key={value} class="chip">
								{text}
								<button type="button" aria-label={words.remove(text)} onClick={() => drop(value)}>
									✕
								</button>
							</span>
						))
					: null}
				<input
					id={inputId}
					type="text"
					role="combobox"
					aria-expanded={typed !== null}
					aria-controls={`${inputId}-list`}
					aria-activedescendant={typed !== null && options?.[picked] ? `${inputId}-${picked}` : undefined}
					aria-describedby={describedBy}
					aria-label={label}
					autoComplete="off"
					placeholder={several && chosen.length > 0 ? "" : single?.text || placeholder}
					value={typed ?? single?.text ?? ""}
					onClick={() => typed === null && setTyped("")}
					onInput={(event) => setTyped(event.currentTarget.value)}
					onKeyDown={onKeyDown}
				/>
				{single ? (
					<button type="button" class="clear" aria-label={words.clear} onClick={() => onChosen([])}>
						✕
					</button>
				) : null}
			</div>
			{typed === null || isFull ? null : (
				<div ref={list} class="menu-list" id={`${inputId}-list`} role="listbox">
					{message === null
						? options?.map((option, index) => (
								<Option
									key={option.value}
									id={`${inputId}-${index}`}
									option={option}
									heading={option.group !== options[index - 1]?.group ? option.group : null}
									isPicked={index === picked}
									onChoose={() => choose(option)}
								/>
							))
						: null}
					{message === null ? null : (
						<p class="help" role="status">
							{message}
						</p>
					)}
				</div>
			)}
		</div>
	);
}

interface OptionProps {
	id: string;
	option: Suggestion;
	heading: string | null;
	isPicked: boolean;
	onChoose(): void;
}

function Option({ id, option, heading, isPicked, onChoose }: OptionProps) {
	const button = useRef<HTMLButtonElement>(null);
	useEffect(() => {
		if (isPicked) button.current?.scrollIntoView({ block: "nearest" });
	}, [isPicked]);
	return (
		<>
			{heading ? <p class="option-group">{heading}</p> : null}
			<button
				ref={button}
				id={id}
				type="button"
				role="option"
				tabIndex={-1}
				aria-selected={isPicked}
				// The field keeps the focus, so that the list is still there when the click ends.
				onMouseDown={(event) => event.preventDefault()}
				onClick={onChoose}
			>
				{option.text}
			</button>
		</>
	);
}

/** null while somebody is being asked. */
function useFound(props: SearchSelectProps, typed: string | null): readonly Suggestion[] | null {
	const { search, options, least } = props;
	const [answer, setAnswer] = useState<{ typed: string; options: Suggestion[] } | null>(null);
	useEffect(() => {
		if (search === null || typed === null || typed.length < least) return;
		let current = true;
		const ask = async () => {
			const found = await search(typed);
			if (current) setAnswer({ typed, options: found });
		};
		const timer = setTimeout(ask, typed === "" ? 0 : PAUSE_MS);
		return () => {
			current = false;
			clearTimeout(timer);
		};
	}, [typed]);
	if (typed === null) return [];
	if (search === null) return matchOptions(options, typed);
	return answer?.typed === typed ? answer.options : null;
}
