import { Hono } from "hono";
import * as v from "valibot";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import { type ChannelSearch, findChannels } from "../../services/workspaces/list-channels.ts";
import { choice, words as line } from "../activity/query.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { renderNotFound } from "../render.tsx";
import { ChannelChoices, ChannelOptions, SHOWN } from "./channel-picker.tsx";
import { findOwn } from "./frame.tsx";

const asked = v.object({ q: line(80), chosen: line(40), as: choice(["choices", "options"]) });

/** A page isn't kept waiting for long while Slack is still being asked; somebody who types is not at all. */
export const PAGE_WAIT_MS = 2_500;
const TYPING_WAIT_MS = 800;

/** The picker's results alone, for the script that narrows them while somebody types. */
export function createChannelRoutes() {
	return new Hono<AdminEnv>().get("/admin/workspaces/:id/channels", async (c) => {
		const view = await findOwn(c);
		if (!view) return renderNotFound(c);
		const { q: words, chosen, as } = v.parse(asked, c.req.query());
		const { locale } = c.var;
		const channels = await lookFor(c, view, { words, chosen, waitMs: TYPING_WAIT_MS });
		if (as === "options") return c.html(<ChannelOptions {...{ locale, channels }} />);
		return c.html(<ChannelChoices {...{ locale, view, words, channels, chosen }} />);
	});
}

export function lookFor(
	c: PageContext,
	view: WorkspaceView,
	{ chosen, ...query }: { words: string; chosen: string; waitMs: number; isFresh?: boolean },
): Promise<ChannelSearch> {
	return findChannels(c.var.ctx, view.team, { limit: SHOWN, ids: [chosen], ...query });
}
