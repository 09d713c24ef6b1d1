import type { Locale } from "../../core/locale.ts";
import { pageMessages } from "../../locales/pages/messages.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import { troubleKind } from "../../slack/views/trouble.ts";
import { channelName, missingScopes } from "../workspace-parts.tsx";
import type { Mend } from "./mend.tsx";

export interface Trouble {
	reason: string;
	mend: Mend;
}

/** The first thing that stands in a workspace's way and what mends it; null where it works. */
export function describeTrouble(view: WorkspaceView, locale: Locale): Trouble | null {
	const { workspace: words, trouble, overview } = pageMessages(locale);
	const { team, workspace, mappings } = view;
	const path = `/admin/workspaces/${workspace.id}`;
	const enable = { label: words.enable, to: `${path}/state`, post: { name: "state", value: "active" } };
	const reauthorize = { label: words.reauthorize, to: "/slack/install" };
	const choose = { label: overview.steps.channelSubmit, to: `${path}/where` };
	const checkAgain = { label: words.checkAgain, to: `${path}/check`, post: {} };
	if (workspace.state === "disabled") return { reason: words.disabled, mend: enable };
	if (team.state === "revoked") return { reason: words.revoked, mend: reauthorize };
	const missing = missingScopes(view);
	if (missing.length > 0) return { reason: words.missingScopes(missing.join(", ")), mend: reauthorize };
	if (team.trouble) return { reason: trouble.channel[troubleKind(team.trouble)], mend: reauthorize };
	if (mappings.length === 0) return { reason: words.notMapped, mend: choose };
	const ill = mappings.find((mapping) => mapping.trouble);
	if (ill?.trouble) {
		const kind = troubleKind(ill.trouble);
		const reason = `${channelName(ill, words)}: ${trouble.channel[kind]}`;
		return { reason, mend: kind === "not_member" ? checkAgain : choose };
	}
	const waiting = mappings.find(({ state }) => state === "needs_invite");
	return waiting ? { reason: words.invite(channelName(waiting, words)), mend: checkAgain } : null;
}
