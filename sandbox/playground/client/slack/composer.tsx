/** @jsxImportSource preact */
import { useRef, useState } from "preact/hooks";
import type { SimShortcut } from "../../../vendors/slack-simulator.ts";
import { Icon } from "../icons.tsx";
import type { Words } from "../words/words.ts";
import { type Attachment, readAttachments } from "./attachments.ts";
import { buildHints } from "./hints.ts";
import { ComposerMenu } from "./shortcut-menu.tsx";

interface ComposerProps {
	title: string;
	command: string;
	ticket: string;
	words: Words;
	answered: string | null;
	disabled: boolean;
	shortcuts: readonly SimShortcut[];
	onShortcut(shortcut: SimShortcut): void;
	onSend(text: string, files: readonly Attachment[]): void;
}

const MOST_FILES = 5;

/** Shared by all channels, as one's memory of what one typed is. */
const typedBefore: string[] = [];

export function Composer(props: ComposerProps) {
	const { title, command, ticket, words, answered, disabled, shortcuts, onShortcut, onSend } = props;
	const [text, setText] = useState("");
	const [picked, setPicked] = useState(0);
	/** How far back in the history; 0 is what is being typed. */
	const [back, setBack] = useState(0);
	const [files, setFiles] = useState<readonly Attachment[]>([]);
	const [problem, setProblem] = useState<string | null>(null);
	const box = useRef<HTMLTextAreaElement>(null);
	const hints = back === 0 ? buildHints(text, command, ticket, words) : [];

	const change = (next: string) => {
		setText(next);
		setBack(0);
		setPicked(0);
	};
	const send = (what: string) => {
		const isCommand = what.trim().startsWith("/");
		if ((what.trim() === "" && files.length === 0) || disabled) return;
		if (what.trim() !== "") typedBefore.push(what.trim());
		change("");
		onSend(what, isCommand ? [] : files);
		// A command takes no files along: they wait for a message.
		if (!isCommand) setFiles([]);
	};
	const attach = async (chosen: readonly File[]) => {
		const { read, problem: reason } = await readAttachments(chosen, words);
		setFiles((before) => [...before, ...read].slice(0, MOST_FILES));
		setProblem(reason);
		box.current?.focus();
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
			{files.length > 0 ? (
				<div class="composer-files">
					{files.map((file) => (
						<span key={file} class="chip">
							{file.name}
							<button
								type="button"
								aria-label={words.remove(file.name)}
								onClick={() => setFiles(files.filter((one) => one !== file))}
							>
								✕
							</button>
						</span>
					))}
				</div>
			) : null}
			{problem ? (
				<p class="error" role="alert">
					{problem}
				</p>
			) : null}
			<div class="composer-box">
				<ComposerMenu shortcuts={shortcuts} words={words} onChoose={onShortcut} onFiles={attach} />
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
					disabled={text.trim() === "" && files.length === 0}
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
