/** @jsxImportSource preact */
import { useRef, useState } from "preact/hooks";
import { Icon } from "../icons.tsx";
import type { Words } from "../words/words.ts";
import { buildHints } from "./hints.ts";

interface ComposerProps {
	title: string;
	command: string;
	ticket: string;
	words: Words;
	answered: string | null;
	disabled: boolean;
	onSend(text: string): void;
}

/** Shared by all channels, as one's memory of what one typed is. */
const typedBefore: string[] = [];

export function Composer({ title, command, ticket, words, answered, disabled, onSend }: ComposerProps) {
	const [text, setText] = useState("");
	const [picked, setPicked] = useState(0);
	/** How far back in the history; 0 is what is being typed. */
	const [back, setBack] = useState(0);
	const box = useRef<HTMLTextAreaElement>(null);
	const hints = back === 0 ? buildHints(text, command, ticket, words) : [];

	const change = (next: string) => {
		setText(next);
		setBack(0);
		setPicked(0);
	};
	const send = (what: string) => {
		if (what.trim() === "" || disabled) return;
		typedBefore.push(what.trim());
		change("");
		onSend(what);
	};
	const recall = (steps: number) => {
		const next = Math.max(0, Math.min(typedBefore.length, back + steps));
		setBack(next);
		setText(next === 0 ? "" : (typedBefore.at(-next) ?? ""));
	};
	const take = (fill: string) => {
		change(fill);
		box.current?.focus();
	};
	const onKeyDown = (event: KeyboardEvent) => {
		// Enter that ends a Japanese conversion is not the person's Enter.
		if (event.isComposing) return;
		const hint = hints[picked];
		const go = (act: () => void) => {
			event.preventDefault();
			act();
		};
		if (event.key === "Tab" && hint && !event.shiftKey) go(() => take(hint.fill));
		else if (event.key === "Enter" && !event.shiftKey) {
			go(() => (hint && (picked > 0 || text.length < command.length) ? take(hint.fill) : send(text)));
		} else if (event.key === "ArrowUp" && hints.length > 0) {
			go(() => setPicked((picked + hints.length - 1) % hints.length));
		} else if (event.key === "ArrowDown" && hints.length > 0)
			go(() => setPicked((picked + 1) % hints.length));
		else if (event.key === "ArrowUp" && (text === "" || back > 0)) go(() => recall(1));
		else if (event.key === "ArrowDown" && back > 0) go(() => recall(-1));
		else if (event.key === "Escape" && hints.length > 0) go(() => change(""));
	};
	return (
		<form
			class="composer"
			onSubmit={(event) => {
				event.preventDefault();
				send(text);
			}}
		>
			{hints.length > 0 ? (
				<div class="hints" role="listbox" id="hints" aria-label={words.choose}>
					{hints.map(({ fill, about }, index) => (
						<button
							type="button"
							role="option"
							tabIndex={-1}
							aria-selected={index === picked}
							onClick={() => take(fill)}
						>
							<code>{fill}</code>
							<span>{about}</span>
						</button>
					))}
				</div>
			) : null}
			<div class="composer-box">
				<textarea
					ref={box}
					rows={Math.min(6, text.split("\n").length)}
					value={text}
					disabled={disabled}
					aria-label={words.composerLabel(title)}
					aria-controls="hints"
					placeholder={words.composerPlaceholder(title)}
					onInput={(event) => change(event.currentTarget.value)}
					onKeyDown={onKeyDown}
				/>
				<button
					type="submit"
					class="button primary send"
					aria-label={words.send}
					disabled={text.trim() === ""}
				>
					<Icon name="send" size={18} />
				</button>
			</div>
			<p class="composer-foot">
				<span>{words.history}</span>
				<span role="status">{answered}</span>
			</p>
		</form>
	);
}
