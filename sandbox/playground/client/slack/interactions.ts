import { useState } from "preact/hooks";
import type { ActInput, SentRequest } from "../../../vendors/slack-simulator.ts";
import type { PlaygroundInfo } from "../../info.ts";
import type { SlackState } from "../../slack-state.ts";
import { toSandboxHref } from "../addresses.ts";
import { reasonOf, sendSlack, suggestSlack } from "../api.ts";
import { type BlockContext, elementKey, type Inputs } from "../blocks/context.ts";
import { asData, asText, type Data } from "../blocks/read.ts";
import { type InputValue, toActValue } from "../blocks/values.ts";
import type { Words } from "../words/words.ts";
import { findUser } from "./people.ts";

/** A choice that waits for its confirmation dialog. */
export interface Pending {
	confirm: Data;
	run(): void;
}

export interface Interactions {
	contextFor(source: ActInput["source"], inputs?: Inputs & { state(): ActInput["state"] }): BlockContext;
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
	const viewer = findUser(state.users, state.userId);
	const person = { teamId: state.teamId, userId: state.userId };

	async function send(source: ActInput["source"], element: Data, blockId: string, extra: Partial<ActInput>) {
		const key = elementKey(element, blockId);
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
			if (problem) onProblem(problem);
		} catch (error) {
			onProblem(reasonOf(error, words));
		} finally {
			setBusy(null);
		}
	}

	return {
		pending,
		settle: () => setPending(null),
		contextFor: (source, inputs) => ({
			reader: { tz: viewer?.tz ?? "UTC", locale: viewer?.locale ?? "en-US" },
			now: Date.now(),
			words,
			people: state.users,
			channels: state.channels,
			toHref: (url) => toSandboxHref(url, info),
			busy: busy?.startsWith(sourceKey(source)) ? busy.slice(sourceKey(source).length) : null,
			inputs: inputs ?? null,
			act(element: Data, blockId: string, chosen?: InputValue) {
				const value = chosen && toActValue(chosen);
				const held = inputs?.state();
				const extra = { ...(value !== undefined && { value }), ...(held && { state: held }) };
				const run = () => void send(source, element, blockId, extra);
				if (element.confirm) setPending({ confirm: asData(element.confirm), run });
				else run();
			},
			suggest: async (element, blockId, typed) => {
				const actionId = asText(element.action_id);
				const body = { ...person, source, blockId, actionId, query: typed };
				try {
					return (await suggestSlack(body)).options;
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
	return error === "operation_timeout" ? words.actionTimeout : words.actionFailed;
}
