import type { Context } from "../../context.ts";
import type { TicketEvent } from "../../core/ticket-event.ts";
import type { Blueprint } from "../../core/ticket-writing.ts";
import type { OpenableLink } from "../../db/routing.ts";
import { isVendorError } from "../../lib/errors.ts";
import { type Desk, findDesk } from "../desks/find-desk.ts";
import { tokensOf } from "../desks/open-desk.ts";

const READ_TIMEOUT_MS = 5_000;

/** What a channel reads: who may do it is not for everybody the same, so nothing is said about it. */
export function withoutClaims(blueprint: Blueprint): Blueprint {
	return {
		...blueprint,
		transitions: blueprint.transitions.map((transition) => ({ ...transition, mine: false, owners: [] })),
	};
}

/** What an agent may do next, as the desk tells them: null where it can't be read with their own token now. */
async function readOwnBlueprint(
	ctx: Context,
	desk: Desk,
	link: OpenableLink,
	ticketId: string,
): Promise<Blueprint | null> {
	if (link.credential?.state !== "active") return null;
	try {
		const tokens = tokensOf(ctx, desk.id, link.credential);
		const helpDesk = ctx.provider(desk.provider).open(desk, tokens, ctx.call(READ_TIMEOUT_MS));
		return await helpDesk.blueprint(ticketId);
	} catch (error) {
		ctx.log.warn("transitions.unread", { error: isVendorError(error) ? error.kind : (error as Error).name });
		return null;
	}
}

/** Reads each agent's transitions of each ticket at most once. */
export function createBlueprintReader(ctx: Context, deskId: string) {
	const known = new Map<string, Promise<Blueprint | null>>();
	let desk: Promise<Desk | null> | null = null;
	return (link: OpenableLink, ticketId: string): Promise<Blueprint | null> => {
		const key = JSON.stringify([link.agentId, ticketId]);
		const reading =
			known.get(key) ??
			(async () => {
				desk ??= findDesk(ctx.db, deskId);
				const row = await desk;
				return row ? readOwnBlueprint(ctx, row, link, ticketId) : null;
			})();
		known.set(key, reading);
		return reading;
	};
}

/** The event with other transitions, where it is about transitions. */
export function withBlueprint<E extends TicketEvent>(event: E, change: (own: Blueprint) => Blueprint): E {
	return event.type === "transition.upcoming" ? { ...event, blueprint: change(event.blueprint) } : event;
}
