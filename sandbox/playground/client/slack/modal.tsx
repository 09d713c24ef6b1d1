/** @jsxImportSource preact */
import { useEffect, useRef, useState } from "preact/hooks";
import type { SimView } from "../../../vendors/slack-simulator.ts";
import type { SlackState } from "../../slack-state.ts";
import { reasonOf, sendSlack, tellSlack } from "../api.ts";
import { Blocks } from "../blocks/block.tsx";
import { asList } from "../blocks/read.ts";
import { plainText } from "../blocks/text.tsx";
import { Icon } from "../icons.tsx";
import type { Words } from "../words/words.ts";
import { findMissing, useHeldInputs } from "./held-inputs.ts";
import { type Interactions, toProblem } from "./interactions.ts";

/** A button is no field: Enter would press it before anybody has read what is above it. */
const FIELDS = ":is(input, select, textarea)";

interface ModalProps {
	view: SimView;
	state: SlackState;
	words: Words;
	contextFor: Interactions["contextFor"];
	/** Why a click in it came to nothing. */
	clickProblem: string | null;
	/** A confirmation lies above: Escape is meant for that one. */
	locked: boolean;
}

export function Modal({ view, state, words, contextFor, clickProblem, locked }: ModalProps) {
	const dialog = useRef<HTMLDialogElement>(null);
	const body = useRef<HTMLDivElement>(null);
	const [busy, setBusy] = useState(false);
	const [missing, setMissing] = useState<Record<string, string>>({});
	/** Fields written in since the last attempt: what was wrong with them may be right now. */
	const [mended, setMended] = useState<ReadonlySet<string>>(new Set());
	const [attempts, setAttempts] = useState(0);
	const [problem, setProblem] = useState<string | null>(null);
	const blocks = asList(view.view.blocks);
	const errors = { ...view.errors, ...missing };
	const shown = Object.entries(errors).filter(([blockId]) => !mended.has(blockId));
	const inputs = useHeldInputs(Object.fromEntries(shown), view.values, (blockId) => {
		if (errors[blockId] !== undefined) setMended((before) => new Set(before).add(blockId));
	});
	const place = { teamId: state.teamId, userId: state.userId, viewId: view.id };
	const stacked = state.views.filter(({ type }) => type === "modal").length > 1;
	// Closing it ends all of them: there is no way back to show.
	const hasBack = stacked && view.view.clear_on_close !== true;

	useEffect(() => {
		dialog.current?.showModal();
		return () => dialog.current?.close();
	}, []);
	useEffect(() => {
		// An update may take the field away that had the focus: the loading view becomes the form.
		const held = document.activeElement;
		if (held !== body.current && body.current?.contains(held)) return;
		// Without a field the text itself, so that arrows scroll it and Enter sends nothing.
		(body.current?.querySelector<HTMLElement>(FIELDS) ?? body.current)?.focus();
	}, [view.hash]);
	useEffect(() => {
		const wrong = body.current?.querySelector<HTMLElement>(".wrong");
		wrong?.scrollIntoView({ block: "nearest" });
		wrong?.querySelector<HTMLElement>("input, select, textarea")?.focus();
		// The errors themselves: a reload of the same ones must not take the focus away.
	}, [attempts, JSON.stringify(errors)]);

	const close = (cleared: boolean) =>
		void tellSlack("close", { ...place, cleared }).catch((error) => setProblem(reasonOf(error, words)));
	async function submit() {
		const empty = findMissing(blocks, inputs, words.required);
		setMissing(empty);
		setMended(new Set());
		setAttempts((count) => count + 1);
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
				if (!locked && !event.currentTarget.querySelector("details.menu[open]")) close(false);
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
					{hasBack ? (
						<button type="button" class="button quiet" aria-label={words.back} onClick={() => close(false)}>
							<Icon name="back" />
						</button>
					) : (
						<span class="avatar app small" aria-hidden="true">
							<Icon name="bridge" size={16} />
						</span>
					)}
					<h2 id="modal-title">{plainText(view.view.title)}</h2>
					<button type="button" class="button quiet" aria-label={words.close} onClick={() => close(true)}>
						✕
					</button>
				</header>
				<div class="modal-body" ref={body} tabIndex={-1}>
					{(problem ?? clickProblem) ? (
						<p class="error" role="alert">
							{problem ?? clickProblem}
						</p>
					) : null}
					<Blocks blocks={blocks} ctx={ctx} />
				</div>
				<footer>
					<button type="button" class="button" onClick={() => close(false)}>
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
