import { and, eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { credentials, desks } from "../../db/schema.ts";
import type { DeskFeed } from "../../desk/desk-feed.ts";
import type { DeskProvider, HelpDesk } from "../../desk/help-desk.ts";
import type { Desk } from "../desks/find-desk.ts";
import { tokensOf } from "../desks/open-desk.ts";

/** A desk with the rights of the administrator who connected it. */
export interface OpenFeed {
	desk: Desk;
	provider: DeskProvider;
	feed: DeskFeed;
	/** The same grant for what the feed doesn't tell: figures, the administrator's own role. */
	helpDesk: HelpDesk;
}

const CALL_TIMEOUT_MS = 10_000;

/** null when the desk is gone, or somebody has to sign in to it first. */
export async function openFeed(
	ctx: Context,
	deskId: string,
	timeoutMs = CALL_TIMEOUT_MS,
): Promise<OpenFeed | null> {
	const opened = await openGranted(ctx, deskId, timeoutMs);
	return opened?.desk.state === "connected" ? opened : null;
}

/** Also for a desk that is being taken down: what it holds of ours has to be cleared away. */
export async function openGranted(
	ctx: Context,
	deskId: string,
	timeoutMs = CALL_TIMEOUT_MS,
): Promise<OpenFeed | null> {
	const [row] = await ctx.db
		.select({ desk: desks, credential: credentials })
		.from(desks)
		.innerJoin(credentials, eq(credentials.id, desks.credentialId))
		.where(and(eq(desks.id, deskId), eq(credentials.state, "active")));
	if (!row) return null;
	const { desk, credential } = row;
	const provider = ctx.provider(desk.provider);
	const tokens = tokensOf(ctx, desk.id, credential);
	const call = ctx.call(timeoutMs);
	return {
		desk,
		provider,
		feed: provider.openFeed(desk, tokens, call),
		helpDesk: provider.open(desk, tokens, call),
	};
}
