import { eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { TICKET_EVENT_TYPES, type TicketEventType } from "../../core/ticket-event.ts";
import type { Caller, CallerDesk, CallerLink } from "../../db/callers.ts";
import { desks, workspaces } from "../../db/schema.ts";
import type { ProviderName } from "../../desk/help-desk.ts";
import { isVendorError } from "../../lib/errors.ts";
import { findDmSettings } from "../../services/agent-links/dm-settings.ts";
import { findDesk } from "../../services/desks/find-desk.ts";
import { openDesk } from "../../services/desks/open-desk.ts";
import { requireOrigin } from "../../services/settings/settings.ts";
import type { HomeDesk, HomeLink } from "../views/home-desk.ts";

const MAX_TICKETS = 10;
/** A desk that is slower than that is said to be: App Home doesn't wait for one of several. */
const LIST_TIMEOUT_MS = 4_000;

/** Every desk of the team as one person has it, read side by side. The team's default comes first. */
export async function loadHomeDesks(ctx: Context, caller: Caller): Promise<HomeDesk[]> {
	const inOrder = [...caller.desks].sort(
		(a, b) => Number(b.workspace.isDefault) - Number(a.workspace.isDefault),
	);
	const [origin, paused] = await Promise.all([requireOrigin(ctx), findPausedDesks(ctx, caller.teamId)]);
	const read = await Promise.all(
		inOrder.map(async (desk) => {
			const state = stateOf(desk, paused);
			const isOpen = state === "active" || state === "paused";
			return { desk, state, tickets: isOpen && desk.link ? await loadTickets(ctx, desk, desk.link) : null };
		}),
	);
	// Last: what was chosen while a slow desk was being read is shown as it was chosen.
	const settings = await findDmSettings(ctx, caller);
	return read.map(({ desk, state, tickets }) => {
		const own = settings.get(desk.id);
		return {
			deskId: desk.id,
			deskName: desk.name,
			provider: desk.provider,
			state,
			settingsUrl: `${origin}/admin`,
			link: own && tickets ? { ...own, tickets, events: eventsOf(ctx, desk.provider) } : null,
		};
	});
}

/** What this desk tells of at all; nothing when there is no such desk. */
export async function eventsOfDesk(ctx: Context, deskId: string): Promise<TicketEventType[]> {
	const desk = await findDesk(ctx.db, deskId);
	return desk ? eventsOf(ctx, desk.provider) : [];
}

function eventsOf(ctx: Context, provider: ProviderName): TicketEventType[] {
	const ways = ctx.provider(provider).events;
	return TICKET_EVENT_TYPES.filter((type) => ways[type].webhook || ways[type].poll);
}

async function loadTickets(ctx: Context, desk: CallerDesk, link: CallerLink): Promise<HomeLink["tickets"]> {
	if (link.credential.state !== "active") return { problem: "auth" };
	try {
		const helpDesk = openDesk(
			ctx,
			desk,
			link,
			ctx.call(LIST_TIMEOUT_MS, AbortSignal.timeout(LIST_TIMEOUT_MS)),
		);
		const page = { cursor: null, size: MAX_TICKETS };
		const { items, total } = await helpDesk.list({ kind: "mine", departmentId: null }, link.agentId, page);
		return { items, total };
	} catch (error) {
		if (!isVendorError(error)) throw error;
		const { kind, code } = error;
		ctx.log.warn("slack.home_list_failed", { desk: desk.id, kind, code });
		return { problem: kind === "aborted" ? "unavailable" : kind };
	}
}

function stateOf(desk: CallerDesk, paused: ReadonlySet<string>): HomeDesk["state"] {
	if (desk.workspace.state !== "active") return "disabled";
	if (desk.state === "registered") return "not_connected";
	return paused.has(desk.id) ? "paused" : "active";
}

async function findPausedDesks(ctx: Context, teamId: string): Promise<ReadonlySet<string>> {
	const rows = await ctx.db
		.select({ id: desks.id, pausedAt: desks.pausedAt })
		.from(workspaces)
		.innerJoin(desks, eq(desks.id, workspaces.deskId))
		.where(eq(workspaces.teamId, teamId));
	return new Set(rows.filter(({ pausedAt }) => pausedAt !== null).map(({ id }) => id));
}
