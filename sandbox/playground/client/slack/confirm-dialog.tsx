/** @jsxImportSource preact */
import { useEffect, useRef } from "preact/hooks";
import { asText } from "../blocks/read.ts";
import { plainText } from "../blocks/text.tsx";
import type { Words } from "../words/words.ts";
import type { Pending } from "./interactions.ts";

interface ConfirmDialogProps {
	pending: Pending;
	words: Words;
	onDone(): void;
}

export function ConfirmDialog({ pending, words, onDone }: ConfirmDialogProps) {
	const dialog = useRef<HTMLDialogElement>(null);
	const { confirm, run } = pending;
	useEffect(() => {
		dialog.current?.showModal();
	}, []);
	const style = asText(confirm.style) === "danger" ? "danger" : "primary";
	return (
		<dialog ref={dialog} class="modal narrow" aria-labelledby="confirm-title" onClose={onDone}>
			<header>
				<h2 id="confirm-title">{plainText(confirm.title) || words.confirmTitle}</h2>
			</header>
			<div class="modal-body">
				<p>{plainText(confirm.text)}</p>
			</div>
			<footer>
				<button type="button" class="button" onClick={onDone}>
					{plainText(confirm.deny) || words.cancel}
				</button>
				<button
					type="button"
					class={`button ${style}`}
					onClick={() => {
						onDone();
						run();
					}}
				>
					{plainText(confirm.confirm) || words.confirmYes}
				</button>
			</footer>
		</dialog>
	);
}
