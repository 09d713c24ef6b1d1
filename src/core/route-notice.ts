import type { Destination, NewDelivery, NotSentReason } from "./delivery.ts";
import type { Locale } from "./locale.ts";
import {
	type Filters,
	isSwitchedOn,
	type Layout,
	type MappingMode,
	type QuietHours,
	type Switches,
} from "./notification-settings.ts";
import { quietUntil } from "./quiet-hours.ts";
import type { AgentRole } from "./ticket-actions.ts";
import type { Notice, TicketEvent } from "./ticket-event.ts";

/** Everything that decides who hears of a desk's tickets. */
export interface RoutingRows {
	desk: NewDelivery["desk"] & { isPaused: boolean };
	workspaces: RoutingWorkspace[];
}

export interface RoutingWorkspace {
	id: string;
	isDisabled: boolean;
	mode: MappingMode;
	layout: Layout;
	locale: Locale;
	timezone: string;
	switches: Switches;
	filters: Filters;
	quiet: QuietHours | null;
	/** `*` stands for all departments. */
	channels: { departmentId: string; channelId: string }[];
	links: RoutingLink[];
}

/** An agent who linked their account in a workspace. */
export interface RoutingLink {
	slackUserId: string;
	agentId: string;
	role: AgentRole;
	/** null when we have not met this person in Slack. */
	locale: Locale | null;
	switches: Switches;
	quiet: QuietHours | null;
	timezone: string;
}

/** One delivery per destination for what is sent there, and one for each reason why the rest is not. */
export function routeNotice(notice: Notice, rows: RoutingRows, now: number): NewDelivery[] {
	return rows.workspaces.flatMap((workspace) => [
		...toChannel(notice, rows, workspace, now),
		...workspace.links
			.filter(({ agentId }) => agentId === notice.ticket.assignee?.id)
			.flatMap((link) => toAgent(notice, rows, workspace, link, now)),
	]);
}

/** The key that a delivery has however often its notice is routed. */
export function destinationKey(destination: Destination): string {
	return destination.kind === "channel"
		? `channel:${destination.channelId}`
		: `direct:${destination.slackUserId}`;
}

function toChannel(
	notice: Notice,
	{ desk }: RoutingRows,
	workspace: RoutingWorkspace,
	now: number,
): NewDelivery[] {
	const wanted = workspace.mode === "all" ? "*" : notice.ticket.department?.id;
	const channel = workspace.channels.find(({ departmentId }) => departmentId === wanted);
	const standing = standingReason(desk, workspace) ?? (channel ? null : "unmapped");
	const reasonFor = (event: TicketEvent): NotSentReason | null => {
		if (standing) return standing;
		if (!isSwitchedOn(workspace.switches, event.type)) return "switched_off";
		return fits(notice, workspace.filters) ? null : "filtered";
	};
	const place = {
		workspace,
		destination: { kind: "channel", channelId: channel?.channelId ?? "" },
		locale: workspace.locale,
		layout: workspace.layout,
		notBefore: quietUntil(workspace.quiet, workspace.timezone, now),
	} as const;
	const events = notice.events.map((event) => downgrade(event, workspace.switches));
	return split(notice, desk, place, events, reasonFor);
}

function toAgent(
	notice: Notice,
	{ desk }: RoutingRows,
	workspace: RoutingWorkspace,
	link: RoutingLink,
	now: number,
): NewDelivery[] {
	const standing = standingReason(desk, workspace);
	const reasonFor = (event: TicketEvent): NotSentReason | null => {
		if (standing) return standing;
		if (event.actor?.agentId === link.agentId) return "own_action";
		return isSwitchedOn(link.switches, event.type) ? null : "switched_off";
	};
	const place = {
		workspace,
		destination: { kind: "direct", slackUserId: link.slackUserId },
		locale: link.locale ?? workspace.locale,
		layout: "flat",
		role: link.role,
		notBefore: quietUntil(link.quiet, link.timezone, now),
	} as const;
	const events = notice.events.map((event) => downgrade(event, link.switches));
	return split(notice, desk, place, events, reasonFor);
}

function standingReason(desk: RoutingRows["desk"], workspace: RoutingWorkspace): NotSentReason | null {
	if (workspace.isDisabled) return "disabled";
	return desk.isPaused ? "paused" : null;
}

/** Who switched off closing or reopening hears of it as of any change of status. */
function downgrade(event: TicketEvent, switches: Switches): TicketEvent {
	const isEnd = event.type === "ticket.closed" || event.type === "ticket.reopened";
	if (!isEnd || isSwitchedOn(switches, event.type)) return event;
	return { ...event, type: "ticket.status_changed" };
}

/** By what the ticket is now. */
function fits({ ticket, tags }: Notice, filters: Filters): boolean {
	const wanted = filters.tags.map(fold);
	return (
		(filters.priorities.length === 0 || filters.priorities.includes(ticket.priority?.level ?? "none")) &&
		(filters.statuses.length === 0 || filters.statuses.includes(ticket.status.category)) &&
		(wanted.length === 0 || tags.some((tag) => wanted.includes(fold(tag))))
	);
}

function fold(tag: string): string {
	return tag.normalize("NFKC").trim().toLowerCase();
}

interface Place {
	workspace: RoutingWorkspace;
	destination: Destination;
	locale: Locale;
	layout: Layout;
	role?: AgentRole;
	notBefore: number;
}

function split(
	notice: Notice,
	{ id, name, provider }: RoutingRows["desk"],
	{ workspace, destination, locale, notBefore, ...look }: Place,
	events: readonly TicketEvent[],
	reasonFor: (event: TicketEvent) => NotSentReason | null,
): NewDelivery[] {
	return [...Map.groupBy(events, reasonFor)].flatMap(([notSent, [first, ...rest]]): NewDelivery[] => {
		if (!first) return [];
		return [
			{
				// Two teams may both have no channel for it, or share one.
				key: `${first.id}|${workspace.id}|${destinationKey(destination)}`,
				workspaceId: workspace.id,
				desk: { id, name, provider },
				destination,
				locale,
				at: notice.at,
				notBefore: notSent ? 0 : notBefore,
				content: { kind: "notice", notice: { ...notice, events: [first, ...rest] }, ...look },
				notSent,
			},
		];
	});
}
