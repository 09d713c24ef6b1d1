import type { Child } from "hono/jsx";
import type { Desk } from "../../services/desks/find-desk.ts";
import { findDeskWithWorkspaces, type WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import type { PageContext } from "../env.ts";
import { messagesFor, renderPage } from "../render.tsx";

/** What every page of the activity is about. */
export interface Place {
	desk: Desk;
	workspaces: WorkspaceView[];
	/** Of the first workspace: a desk has no clock of its own. */
	timezone: string;
	now: number;
}

/** null when the session's desk is being erased. */
export async function openPlace(c: PageContext): Promise<Place | null> {
	const { ctx, session } = c.var;
	const found = await findDeskWithWorkspaces(ctx, session.deskId);
	if (!found) return null;
	return { ...found, timezone: found.workspaces[0]?.workspace.timezone ?? "UTC", now: ctx.now() };
}

export const TABS = {
	deliveries: "/admin/activity",
	problems: "/admin/activity/problems",
	webhooks: "/admin/activity/webhooks",
	syncs: "/admin/activity/syncs",
	errors: "/admin/activity/errors",
	audit: "/admin/activity/audit",
} as const;
export type Tab = keyof typeof TABS;
const ORDER: readonly Tab[] = ["deliveries", "problems", "webhooks", "syncs", "errors", "audit"];

export function renderActivity(
	c: PageContext,
	page: { tab: Tab; title?: string; body: Child; isInvalid?: boolean },
) {
	const { tab, title, body, isInvalid = false } = page;
	const words = messagesFor(c).activity;
	const whole = (
		<>
			<nav class="tabs" aria-label={words.tabsLabel}>
				{ORDER.map((one) => (
					<a href={TABS[one]} aria-current={one === tab ? "page" : undefined}>
						{words.tabs[one]}
					</a>
				))}
			</nav>
			{body}
		</>
	);
	const status = isInvalid ? 422 : 200;
	return renderPage(c, { title: title ?? words.tabs[tab], body: whole, place: "activity", status });
}
