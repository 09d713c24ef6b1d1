import type { Context } from "../../context.ts";
import type { Command } from "../../core/command.ts";
import { signInLinks } from "../../db/schema-sign-in.ts";
import { randomToken, sha256Hex } from "../../lib/crypto.ts";
import { holdCommand } from "../commands/deferred.ts";
import type { LocalizedRequest } from "../commands/request.ts";
import { requireOrigin } from "../settings/settings.ts";

/** How long the button works. */
const LINK_LIFETIME_MS = 10 * 60_000;

/**
 * A single-use address where one Slack user signs in to one desk. What they asked for is kept and answered after
 * it; a later request of the same person takes the place of an earlier one.
 */
export async function requestSignIn(
	ctx: Context,
	deskId: string,
	request: Omit<LocalizedRequest, "command"> & { command: Command | null },
): Promise<string> {
	const origin = await requireOrigin(ctx);
	const token = randomToken();
	await ctx.db.insert(signInLinks).values({
		tokenHash: await sha256Hex(token),
		deskId,
		teamId: request.teamId,
		slackUserId: request.userId,
		expiresAt: ctx.now() + LINK_LIFETIME_MS,
	});
	const { command } = request;
	if (command) await holdCommand(ctx, { ...request, command, deskId });
	return `${origin}/link?t=${token}`;
}
