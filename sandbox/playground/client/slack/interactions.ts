import { useRef, useState } from "preact/hooks";
import type { ActInput, SentRequest, SimShortcut } from "../../../vendors/slack-simulator.ts";
import type { PlaygroundInfo } from "../../info.ts";
import type { SlackState } from "../../slack-state.ts";
import { toSandboxHref } from "../addresses.ts";
import { reasonOf, sendSlack, suggestSlack } from "../api.ts";
import { type BlockContext, elementKey, type Inputs } from "../blocks/context.ts";
import { asData, asText, type Data } from "../blocks/read.ts";
import { type InputValue, toActValue } from "../blocks/values.ts";
import { vendorsNow } from "../clock.ts";
import type { Words } from "../words/words.ts";
import { findUser } from "./people.ts";

/** A choice that waits for its confirmation dialog. */
export interface Pending {
	confirm: Data;
	run(): void;
}

/** What goes with every click in a view. */
export type ViewInputs = Inputs & { state(): ActInput["state"] };

const TYPING_PAUSE_MS = 300;

export interface Interactions {
	contextFor(source: ActInput["source"], inputs?: ViewInputs): BlockContext;
	/** A message shortcut with the message it is for, a global one without. */
	runShortcut(shortcut: SimShortcut, ts: string | null): void;
	/** What went wrong with the last click in a modal, which lies above where notices stand. */
	problemIn(viewId: string): string | null;
	pending: Pending | null;
	settle(): void;
}

interface Parts {
	info: PlaygroundInfo;
	state: SlackState;
	words: Words;
	onProblem(text: string): void;
}

/** Turns clicks on drawn blocks into what Slack sends to the app. */
export function useInteractions({ info, state, words, onProblem }: Parts): Interactions {
	const [busy, setBusy] = useState<string | null>(null);
	const [pending, setPending] = useState<Pending | null>(null);
	const [viewProblem, setViewProblem] = useState<{ viewId: string; text: string } | null>(null);
	const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
	const viewer = findUser(state.users, state.userId);
	const person = { teamId: state.teamId, userId: state.userId };

	function report(source: ActInput["source"], text: string) {
		if (source.kind === "view") setViewProblem({ viewId: source.viewId, text });
		else onProblem(text);
	}

	async function send(source: ActInput["source"], element: Data, blockId: string, extra: Partial<ActInput>) {
		const key = elementKey(element, blockId);
		setViewProblem(null);
		setBusy(sourceKey(source) + key);
		try {
			const answer = await sendSlack("act", {
				...person,
				source,
				blockId,
				actionId: asText(element.action_id),
				...extra,
			});
			const problem = toProblem(answer, words);
			if (problem) report(source, problem);
		} catch (error) {
			report(source, reasonOf(error, words));
		} finally {
			setBusy(null);
		}
	}

	function act(
		source: ActInput["source"],
		inputs: ViewInputs | undefined,
		element: Data,
		blockId: string,
		chosen?: InputValue,
	) {
		const held = inputs?.state();
		// With the state of a view goes a list as it is: joined, a comma in an id would cut it.
		const isList = chosen !== undefined && (chosen.type.startsWith("multi_") || chosen.type === "checkboxes");
		const value = chosen && !(held && isList) ? toActValue(chosen) : undefined;
		const extra = { ...(value !== undefined && { value }), ...(held && { state: held }) };
		const run = () => void send(source, element, blockId, extra);
		if (element.confirm) setPending({ confirm: asData(element.confirm), run });
		else run();
	}

	async function runShortcut({ callbackId }: SimShortcut, ts: string | null) {
		const input = { ...person, channelId: state.channelId, callbackId };
		try {
			const answer = await (ts === null
				? sendSlack("global-shortcut", input)
				: sendSlack("message-shortcut", { ...input, ts }));
			const problem = toProblem(answer, words);
			if (problem) onProblem(problem);
		} catch (error) {
			onProblem(reasonOf(error, words));
		}
	}

	return {
		runShortcut: (shortcut, ts) => void runShortcut(shortcut, ts),
		problemIn: (viewId) => (viewProblem?.viewId === viewId ? viewProblem.text : null),
		pending,
		settle: () => setPending(null),
		contextFor: (source, inputs) => ({
			reader: { tz: viewer?.tz ?? "UTC", locale: viewer?.locale ?? "en-US" },
			now: vendorsNow(),
			words,
			people: state.users,
			channels: state.channels,
			toHref: (url) => toSandboxHref(url, info),
			busy: busy?.startsWith(sourceKey(source)) ? busy.slice(sourceKey(source).length) : null,
			inputs: inputs ?? null,
			act: (element, blockId, chosen) => act(source, inputs, element, blockId, chosen),
			actSoon(element, blockId, value) {
				clearTimeout(soon.current);
				soon.current = setTimeout(() => act(source, inputs, element, blockId, value()), TYPING_PAUSE_MS);
			},
			suggest: async (element, blockId, typed) => {
				const actionId = asText(element.action_id);
				const body = { ...person, source, blockId, actionId, query: typed };
				try {
					const answer = await suggestSlack(body);
					const problem = toProblem(answer, words);
					if (problem) report(source, problem);
					return answer.options;
				} catch {
					return [];
				}
			},
		}),
	};
}

function sourceKey(source: ActInput["source"]): string {
	if (source.kind === "message") return `${source.channelId}/${source.ts}//`;
	return source.kind === "view" ? `${source.viewId}//` : "home//";
}

/** null when Slack has nothing to say about the answer. */
export function toProblem({ error }: SentRequest, words: Words): string | null {
	if (error === null) return null;
	if (error === "invalid_response") return words.notTaken;
	return error === "operation_timeout" ? words.actionTimeout : words.actionFailed;
}
