import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareTicket } from "../../../src/core/compare-ticket.ts";
import type { NewDelivery } from "../../../src/core/delivery.ts";
import { type RoutingRows, routeNotice } from "../../../src/core/route-notice.ts";
import type { Notice } from "../../../src/core/ticket-event.ts";
import { TICKET_EVENT_TYPES } from "../../../src/core/ticket-event.ts";
import type { TicketSnapshot } from "../../../src/core/ticket-snapshot.ts";
import { buildPost } from "../../../src/objects/slack-team/message.ts";
import { buildNoticeSummary } from "../../../src/slack/views/notice.ts";
import { problemsOf } from "../../support/block-kit.ts";
import { hostileText } from "./hostile.ts";
import { dangersIn, markupOf } from "./markup.ts";
import { type Look, NOW, observation } from "./observation.ts";

const option = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const locale = fc.constantFrom("en" as const, "ja" as const);
const switches = fc
	.dictionary(fc.constantFrom(...TICKET_EVENT_TYPES), fc.boolean())
	.map((all) => ({ ...all }) as Record<string, boolean>);
const quiet = option(fc.record({ from: fc.nat(1439), to: fc.nat(1439) }));
const timezone = fc.constantFrom(
	"Europe/Berlin",
	"Asia/Tokyo",
	"America/St_Johns",
	"UTC",
	"",
	"Nowhere/Land",
);

const workspace = fc.record({
	id: fc.uuid(),
	isDisabled: fc.boolean(),
	mode: fc.constantFrom("all" as const, "each" as const),
	layout: fc.constantFrom("threads" as const, "flat" as const),
	locale,
	timezone,
	switches,
	filters: fc.record({
		priorities: fc.subarray(["urgent", "high", "normal", "low", "none"] as const).map((all) => [...all]),
		statuses: fc.subarray(["new", "open", "solved", "closed"] as const).map((all) => [...all]),
		tags: fc.array(hostileText, { maxLength: 2 }),
	}),
	quiet,
	channels: fc.uniqueArray(
		fc.record({ departmentId: fc.constantFrom("*", "d1", "d2"), channelId: fc.constantFrom("C1", "C2") }),
		{ selector: ({ departmentId }) => departmentId },
	),
	links: fc.array(
		fc.record({
			slackUserId: fc.constantFrom("U1", "U2"),
			agentId: fc.constantFrom("a1", "a2"),
			role: fc.constantFrom("admin" as const, "agent" as const, "commenter" as const),
			locale: option(locale),
			switches,
			quiet,
			timezone,
		}),
		{ maxLength: 3 },
	),
});
const rows: fc.Arbitrary<RoutingRows> = fc.record({
	desk: fc.record({
		id: fc.constant("desk-1"),
		name: hostileText,
		provider: fc.constantFrom("zendesk" as const, "zoho" as const),
		isPaused: fc.boolean(),
	}),
	workspaces: fc.uniqueArray(workspace, { maxLength: 3, selector: ({ id }) => id }),
});

/** Looks at a ticket as often as it is given, as the desk's object does, and answers all that it would tell. */
function hear(looks: readonly Look[]): Notice[] {
	let previous: TicketSnapshot | null = null;
	return looks.flatMap((look, index) => {
		const compared = compareTicket({
			...look,
			deskId: "desk-1",
			previous,
			listeningAt: NOW - 3_600_000,
			now: NOW + index * 60_000,
		});
		previous = throughStorage(compared.snapshot);
		return compared.notices;
	});
}

function throughStorage<T>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T;
}

describe("whatever a desk shows of a ticket", () => {
	it("gives every notice at least one event, and no event its id twice", () => {
		fc.assert(
			fc.property(fc.array(observation, { minLength: 1, maxLength: 4 }), (looks) => {
				const notices = hear(looks);
				const ids = notices.flatMap(({ events }) => events.map(({ id }) => id));
				expect(new Set(ids).size).toBe(ids.length);
				for (const { events } of notices) expect(events.length).toBeGreaterThan(0);
				expect(throughStorage(notices)).toEqual(notices);
			}),
			{ numRuns: 300 },
		);
	});

	it("says each event to each destination once at most, or why not", () => {
		fc.assert(
			fc.property(fc.array(observation, { minLength: 1, maxLength: 3 }), rows, (looks, given) => {
				for (const notice of hear(looks)) {
					const deliveries = routeNotice(notice, given, NOW);
					const told = deliveries.flatMap((delivery) =>
						eventsOf(delivery).map((id) => `${placeOf(delivery)} ${id}`),
					);
					for (const { notSent, notBefore } of deliveries) {
						expect(notSent === null || notBefore === 0).toBe(true);
						expect(notBefore === 0 || notBefore > NOW - 1).toBe(true);
					}
					// Somebody who linked two agents, or one agent twice, may be told of both.
					const perLink = given.workspaces.every(
						({ links }) => new Set(links.map((l) => l.slackUserId)).size === links.length,
					);
					if (perLink) expect(new Set(told).size).toBe(told.length);
					const shouldTell = given.workspaces.length * notice.events.length;
					const toChannels = deliveries.filter(({ destination }) => destination.kind === "channel");
					expect(toChannels.flatMap(eventsOf).length).toBe(shouldTell);
				}
			}),
			{ numRuns: 300 },
		);
	});

	it("sends nothing while a workspace is disabled, a desk paused, a department unmapped or a switch off", () => {
		fc.assert(
			fc.property(observation, rows, (look, given) => {
				for (const notice of hear([look])) {
					for (const { notSent, workspaceId, destination, content } of routeNotice(notice, given, NOW)) {
						const workspace = given.workspaces.find(({ id }) => id === workspaceId);
						if (notSent !== null || content.kind !== "notice") continue;
						expect(workspace?.isDisabled || given.desk.isPaused).toBe(false);
						if (destination.kind === "channel") {
							expect(workspace?.channels.map(({ channelId }) => channelId)).toContain(destination.channelId);
							for (const { type } of content.notice.events) expect(workspace?.switches[type]).not.toBe(false);
						} else {
							expect(content.notice.ticket.assignee).not.toBeNull();
						}
					}
				}
			}),
			{ numRuns: 300 },
		);
	});

	it("is shown in each way a message can have, within Slack's limits, and mentions and links to nothing else", () => {
		fc.assert(
			fc.property(
				fc.array(observation, { minLength: 1, maxLength: 2 }),
				rows,
				locale,
				(looks, given, locale) => {
					const notices = hear(looks);
					for (const notice of notices) {
						for (const role of ["card", "reply", "message"] as const) {
							for (const direct of [false, true]) {
								const content = {
									kind: "notice" as const,
									notice: throughStorage(notice),
									layout: "threads" as const,
								};
								const place = { role, direct, now: NOW };
								expectFine(buildPost({ desk: given.desk, locale, content }, place));
							}
						}
					}
					const view = { locale, provider: given.desk.provider, deskName: given.desk.name, now: NOW };
					if (notices.length > 0) expectFine(buildNoticeSummary({ ...view, deskId: "desk-1", notices }));
				},
			),
			{ numRuns: 200 },
		);
	});
});

function expectFine(message: Parameters<typeof problemsOf>[0]) {
	expect(problemsOf(message)).toEqual([]);
	for (const markup of [message.text, ...markupOf(message)]) {
		expect(dangersIn(markup, ["acme.zendesk.com"])).toEqual([]);
	}
}

function eventsOf({ content }: NewDelivery): string[] {
	return content.kind === "notice" ? content.notice.events.map(({ id }) => id) : [];
}

function placeOf({ workspaceId, destination }: NewDelivery): string {
	return `${workspaceId} ${JSON.stringify(destination)}`;
}
