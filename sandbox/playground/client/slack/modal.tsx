/** @jsxImportSource preact */
import { useEffect, useRef, useState } from "preact/hooks";
import type { SimView } from "../../../vendors/slack-simulator.ts";
import type { SlackState } from "../../slack-state.ts";
import { reasonOf, sendSlack, tellSlack } from "../api.ts";
import { Blocks } from "../blocks/block.tsx";
import { asList } from "../blocks/read.ts";
import { plainText } from "../blocks/text.tsx";
import type { Words } from "../words/words.ts";
import { findMissing, useHeldInputs } from "./held-inputs.ts";
import { type Interactions, toProblem } from "./interactions.ts";

interface ModalProps {
	view: SimView;
	state: SlackState;
	words: Words;
	contextFor: Interactions["contextFor"];
	/** A confirmation lies above: Escape is meant for that one. */
	locked: boolean;
}

export function Modal({ view, state, words, contextFor, locked }: ModalProps) {
	const dialog = useRef<HTMLDialogElement>(null);
	const [busy, setBusy] = useState(false);
	const [missing, setMissing] = useState<Record<string, string>>({});
	const [problem, setProblem] = useState<string | null>(null);
	const blocks = asList(view.view.blocks);
	const inputs = useHeldInputs({ ...view.errors, ...missing });
	const place = { teamId: state.teamId, userId: state.userId, viewId: view.id };
	const stacked = state.views.filter(({ type }) => type === "modal").length > 1;

	useEffect(() => {
		dialog.current?.showModal();
		// The first field, not the close button above it.
		dialog.current?.querySelector<HTMLElement>(".modal-body :is(input, select, textarea, .button)")?.focus();
		return () => dialog.current?.close();
	}, []);

	const close = () => void tellSlack("close", place).catch((error) => setProblem(reasonOf(error, words)));
	async function submit() {
		const empty = findMissing(blocks, inputs, words.required);
		setMissing(empty);
		setProblem(null);
		if (Object.keys(empty).length > 0) return;
		setBusy(true);
		try {
			const answer = await sendSlack("submit", { ...place, values: inputs.valuesOf(blocks) });
			setProblem(toProblem(answer, words));
		} catch (error) {
			setProblem(reasonOf(error, words));
		}
		setBusy(false);
	}
	const source = { kind: "view", viewId: view.id } as const;
	const ctx = contextFor(source, { ...inputs, state: () => inputs.valuesOf(blocks) });
	return (
		<dialog
			ref={dialog}
			class="modal"
			aria-labelledby="modal-title"
			onCancel={(event) => {
				event.preventDefault();
				if (!locked) close();
			}}
		>
			<form
				noValidate
				onSubmit={(event) => {
					event.preventDefault();
					if (!busy) void submit();
				}}
			>
				<header>
					<span class="avatar app small" aria-hidden="true" />
					<h2 id="modal-title">{plainText(view.view.title)}</h2>
					<button
						type="button"
						class="button quiet"
						aria-label={stacked ? words.back : words.close}
						onClick={close}
					>
						{stacked ? "←" : "✕"}
					</button>
				</header>
				<div class="modal-body">
					{problem ? (
						<p class="error" role="alert">
							{problem}
						</p>
					) : null}
					<Blocks blocks={blocks} ctx={ctx} />
				</div>
				<footer>
					<button type="button" class="button" onClick={close}>
						{plainText(view.view.close) || (stacked ? words.back : words.cancel)}
					</button>
					{view.view.submit ? (
						<button type="submit" class={busy ? "button primary busy" : "button primary"} aria-busy={busy}>
							{plainText(view.view.submit)}
						</button>
					) : null}
				</footer>
			</form>
		</dialog>
	);
}
