import type { Context } from "../../context.ts";
import type { NewDelivery } from "../../core/delivery.ts";
import { routeNotice } from "../../core/route-notice.ts";
import type { Notice } from "../../core/ticket-event.ts";
import { findRouting, type OpenableLink, type Routing } from "../../db/routing.ts";
import { createBlueprintReader, withBlueprint, withoutClaims } from "./transitions.ts";

/**
 * Hands notices of one desk to everybody who is to hear of them, whether they are sent or not. Answers those that
 * some team's object did not take: handed over again they change nothing where they were taken.
 */
export async function deliverNotices(
	ctx: Context,
	deskId: string,
	notices: readonly Notice[],
): Promise<Set<Notice>> {
	const routing = await findRouting(ctx.db, deskId, {
		departmentIds: unique(notices.map(({ ticket }) => ticket.department?.id)),
		agentIds: unique(notices.map(({ ticket }) => ticket.assignee?.id)),
	});
	if (!routing) return new Set();
	const objectOf = new Map(routing.workspaces.map(({ id, objectId }) => [id, objectId]));
	const now = ctx.now();
	const readBlueprint = createBlueprintReader(ctx, deskId);
	const routed: { notice: Notice; objectId: string; delivery: NewDelivery }[] = [];
	for (const notice of notices) {
		for (const delivery of routeNotice(notice, routing, now)) {
			const objectId = objectOf.get(delivery.workspaceId);
			if (!objectId) continue;
			routed.push({ notice, objectId, delivery: await personal(delivery, routing, readBlueprint) });
		}
	}
	const failed = new Set<Notice>();
	await Promise.all(
		[...Map.groupBy(routed, ({ objectId }) => objectId)].map(async ([objectId, group]) => {
			try {
				await ctx.slackTeam(objectId).accept(group.map(({ delivery }) => delivery));
			} catch (error) {
				ctx.log.error("notices.not_taken", { count: group.length, error: (error as Error).name });
				for (const { notice } of group) failed.add(notice);
			}
		}),
	);
	return failed;
}

/** Transitions are told to an agent as they may make them, to a channel without a word about who may. */
async function personal(
	delivery: NewDelivery,
	routing: Routing,
	readBlueprint: ReturnType<typeof createBlueprintReader>,
): Promise<NewDelivery> {
	const { content, destination } = delivery;
	if (content.kind !== "notice") return delivery;
	const { notice } = content;
	if (!notice.events.some(({ type }) => type === "transition.upcoming")) return delivery;
	const link = destination.kind === "direct" ? findLink(routing, delivery, destination.slackUserId) : null;
	const own = link && !delivery.notSent ? await readBlueprint(link, notice.ticket.id) : null;
	const [first, ...rest] = notice.events.map((event) =>
		withBlueprint(event, (seen) => own ?? withoutClaims(seen)),
	);
	return first
		? { ...delivery, content: { ...content, notice: { ...notice, events: [first, ...rest] } } }
		: delivery;
}

function findLink(routing: Routing, { workspaceId }: NewDelivery, slackUserId: string): OpenableLink | null {
	const workspace = routing.workspaces.find(({ id }) => id === workspaceId);
	return workspace?.links.find((link) => link.slackUserId === slackUserId) ?? null;
}

function unique(ids: readonly (string | undefined)[]): string[] {
	return [...new Set(ids.filter((id) => id !== undefined))];
}
