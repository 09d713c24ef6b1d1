import type { Locale } from "../core/locale.ts";
import { type PageMessages, pageMessages } from "../locales/pages/messages.ts";
import type { WorkspaceView } from "../services/workspaces/find-workspace.ts";
import { BOT_SCOPES } from "../slack/oauth.ts";
import { State } from "./parts.tsx";

/** A workspace's state as a dot and a word. */
export function WorkspaceState({ view, locale }: { view: WorkspaceView; locale: Locale }) {
	const { states } = pageMessages(locale).common;
	if (view.workspace.state === "disabled") return <State kind="off">{states.off}</State>;
	if (!isHealthy(view)) return <State kind="attention">{states.attention}</State>;
	return view.desk.pausedAt === null ? (
		<State kind="good">{states.working}</State>
	) : (
		<State kind="off">{states.paused}</State>
	);
}

/** What was granted at the install and is needed by now. */
export function missingScopes({ team }: WorkspaceView): string[] {
	const granted = team.scopes.split(",");
	return BOT_SCOPES.filter((scope) => !granted.includes(scope));
}

export function channelName(
	mapping: WorkspaceView["mappings"][number] | undefined,
	words: PageMessages["workspace"],
): string {
	if (!mapping) return words.notMapped;
	return mapping.channelKind === "direct" ? words.direct : `#${mapping.channelName || mapping.channelId}`;
}

/** In one line, each once. */
export function channelNames(view: WorkspaceView, words: PageMessages["workspace"]): string {
	if (view.mappings.length === 0) return words.notMapped;
	return [...new Set(view.mappings.map((mapping) => channelName(mapping, words)))].join(", ");
}

function isHealthy(view: WorkspaceView): boolean {
	const isReady = ({ state, trouble }: WorkspaceView["mappings"][number]) => state === "ready" && !trouble;
	const ready = view.mappings.length > 0 && view.mappings.every(isReady);
	const { state, trouble } = view.team;
	return state === "active" && !trouble && ready && missingScopes(view).length === 0;
}
