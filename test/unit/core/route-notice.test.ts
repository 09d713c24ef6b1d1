import { describe, expect, it } from "vitest";
import { NO_FILTERS } from "../../../src/core/notification-settings.ts";
import {
	type RoutingLink,
	type RoutingRows,
	type RoutingWorkspace,
	routeNotice,
} from "../../../src/core/route-notice.ts";
import type { Ticket } from "../../../src/core/ticket.ts";
import type { Notice, TicketEvent, TicketEventDetail } from "../../../src/core/ticket-event.ts";
import { at, KEN, MINA, OPEN, SOLVED, ticket } from "./observations.ts";

const closed = { type: "ticket.closed", from: OPEN, to: SOLVED } as const;
const assigned = { type: "ticket.assigned", to: MINA } as const;
const raised = { type: "ticket.priority_changed", from: null, to: null } as const;

function notice(
	details: TicketEventDetail[],
	changes: Partial<Ticket> = {},
	more: Partial<Notice> = {},
): Notice {
	const [first, ...rest] = details.map((detail): TicketEvent => {
		return { ...detail, id: `desk:t1:${detail.type}:r4`, at: at(4), actor: null };
	});
	if (!first) throw new Error("no event");
	return {
		deskId: "desk",
		ticket: ticket(changes),
		tags: [],
		revision: 4,
		events: [first, ...rest],
		at: at(4),
		...more,
	};
}

function by(agentId: string, told: Notice): Notice {
	const [first, ...rest] = told.events.map((event) => ({ ...event, actor: { agentId, name: null } }));
	return first ? { ...told, events: [first, ...rest] } : told;
}

const workspace = (more: Partial<RoutingWorkspace> = {}): RoutingWorkspace => ({
	id: "w1",
	isDisabled: false,
	mode: "all",
	layout: "threads",
	locale: "en",
	timezone: "UTC",
	switches: {},
	filters: NO_FILTERS,
	quiet: null,
	channels: [{ departmentId: "*", channelId: "CALL" }],
	links: [],
	...more,
});

const link = (more: Partial<RoutingLink> = {}): RoutingLink => ({
	slackUserId: "UMINA",
	agentId: MINA.id,
	role: "agent",
	locale: null,
	switches: {},
	quiet: null,
	timezone: "UTC",
	...more,
});

function route(told: Notice, spaces: RoutingWorkspace[], desk: Partial<RoutingRows["desk"]> = {}) {
	const rows = {
		desk: { id: "desk", name: "Acme", provider: "zoho", isPaused: false, ...desk },
		workspaces: spaces,
	};
	return routeNotice(told, rows as RoutingRows, at(5));
}

/** Who hears of which events, or why not. */
function told(...args: Parameters<typeof route>) {
	return route(...args).map(({ destination, content, notSent }) => [
		destination.kind === "channel" ? destination.channelId : destination.slackUserId,
		content.kind === "notice" ? content.notice.events.map(({ type }) => type.split(".")[1]) : [],
		notSent,
	]);
}

describe("a channel", () => {
	it("of all departments hears also of tickets without one", () => {
		expect(told(notice([assigned], { department: null }), [workspace()])).toEqual([
			["CALL", ["assigned"], null],
		]);
	});

	it("of a department hears of that department only", () => {
		const each = workspace({
			mode: "each",
			channels: [
				{ departmentId: "*", channelId: "CALL" },
				{ departmentId: "d1", channelId: "C1" },
			],
		});
		expect(told(notice([assigned]), [each])).toEqual([["C1", ["assigned"], null]]);
		for (const department of [null, { id: "d2", name: "Sales" }]) {
			expect(told(notice([assigned], { department }), [each])).toEqual([["", ["assigned"], "unmapped"]]);
		}
	});

	it.each([
		["disabled", workspace({ isDisabled: true }), {}],
		["paused", workspace(), { isPaused: true }],
		["switched_off", workspace({ switches: { "ticket.assigned": false } }), {}],
		["filtered", workspace({ filters: { ...NO_FILTERS, priorities: ["urgent"] } }), {}],
		["filtered", workspace({ filters: { ...NO_FILTERS, statuses: ["solved"] } }), {}],
		["filtered", workspace({ filters: { ...NO_FILTERS, tags: ["vip"] } }), {}],
	])("hears nothing where it is %s", (reason, space, desk) => {
		expect(told(notice([assigned]), [space], desk)).toEqual([["CALL", ["assigned"], reason]]);
	});

	it("hears of tickets that fit every filter, tags without regard to case", () => {
		const filters = { priorities: ["normal", "none"], statuses: ["open"], tags: ["VIP", "x"] } as const;
		const space = workspace({
			filters: { priorities: [...filters.priorities], statuses: ["open"], tags: [...filters.tags] },
		});
		expect(told(notice([assigned], {}, { tags: ["vip"] }), [space])[0]?.[2]).toBeNull();
		expect(told(notice([assigned], { priority: null }, { tags: ["vip"] }), [space])[0]?.[2]).toBeNull();
		expect(told(notice([assigned], { status: SOLVED }, { tags: ["vip"] }), [space])[0]?.[2]).toBe("filtered");
	});

	it("hears the rest of a change of which a part is switched off", () => {
		const space = workspace({ switches: { "ticket.priority_changed": false } });
		const deliveries = route(notice([assigned, raised]), [space]);
		expect(deliveries.map(({ notSent, key }) => [notSent, key])).toEqual([
			[null, "desk:t1:ticket.assigned:r4|w1|channel:CALL"],
			["switched_off", "desk:t1:ticket.priority_changed:r4|w1|channel:CALL"],
		]);
	});

	it("that is missing in two workspaces is missing in each of them", () => {
		const spaces = ["w1", "w2"].map((id) => workspace({ id, mode: "each", channels: [] }));
		const deliveries = route(notice([assigned]), spaces);
		expect(deliveries.map(({ notSent }) => notSent)).toEqual(["unmapped", "unmapped"]);
		expect(new Set(deliveries.map(({ key }) => key)).size).toBe(2);
	});

	it("hears of a close as of any status where closing is switched off", () => {
		const space = workspace({ switches: { "ticket.closed": false } });
		expect(told(notice([closed]), [space])).toEqual([["CALL", ["status_changed"], null]]);
		const neither = workspace({ switches: { "ticket.closed": false, "ticket.status_changed": false } });
		expect(told(notice([closed]), [neither])).toEqual([["CALL", ["status_changed"], "switched_off"]]);
	});

	it("reads in its workspace's language and waits for the end of its quiet hours", () => {
		const space = workspace({ locale: "ja", quiet: { from: 9 * 60, to: 10 * 60 } });
		expect(route(notice([assigned]), [space])[0]).toMatchObject({ locale: "ja", notBefore: at(60) });
	});
});

describe("a linked agent", () => {
	const space = workspace({ links: [link()], channels: [] });
	const direct = (deliveries: ReturnType<typeof told>) => deliveries.filter(([who]) => who === "UMINA");

	it("hears of tickets that are theirs, not of others'", () => {
		expect(direct(told(notice([closed], { assignee: MINA }), [space]))).toEqual([
			["UMINA", ["closed"], null],
		]);
		for (const assignee of [KEN, null])
			expect(direct(told(notice([closed], { assignee }), [space]))).toEqual([]);
	});

	it("hears in every workspace they are linked in", () => {
		const other = workspace({ id: "w2", links: [link()] });
		expect(direct(told(notice([closed], { assignee: MINA }), [space, other]))).toHaveLength(2);
	});

	it("is offered what their role lets them do; a channel's readers are not known", () => {
		const light = workspace({ links: [link({ role: "commenter" })] });
		const contents = route(notice([closed], { assignee: MINA }), [light]).map(({ content }) => content);
		expect(contents).toMatchObject([{ kind: "notice" }, { kind: "notice", role: "commenter" }]);
		expect(contents[0]).not.toHaveProperty("role");
	});

	it("does not hear of their own doing", () => {
		const own = by(MINA.id, notice([assigned], { assignee: MINA }));
		expect(direct(told(own, [space]))).toEqual([["UMINA", ["assigned"], "own_action"]]);
		const others = by(KEN.id, notice([assigned], { assignee: MINA }));
		expect(direct(told(others, [space]))).toEqual([["UMINA", ["assigned"], null]]);
	});

	it("chooses what comes and when, apart from the channel", () => {
		const mine = link({ locale: "ja", switches: { "ticket.closed": false }, quiet: { from: 540, to: 600 } });
		const chosen = workspace({ links: [mine], switches: { "ticket.assigned": false } });
		const deliveries = route(notice([assigned, closed], { assignee: MINA }), [chosen]);
		const [first] = deliveries.filter(({ destination }) => destination.kind === "direct");
		expect(first).toMatchObject({
			locale: "ja",
			notBefore: at(60),
			notSent: null,
			content: { layout: "flat" },
		});
		expect(first?.content.kind === "notice" && first.content.notice.events.map(({ type }) => type)).toEqual([
			"ticket.assigned",
			"ticket.status_changed",
		]);
	});

	it("hears nothing while the workspace is disabled or the desk paused", () => {
		const mine = notice([closed], { assignee: MINA });
		expect(direct(told(mine, [{ ...space, isDisabled: true }]))[0]?.[2]).toBe("disabled");
		expect(direct(told(mine, [space], { isPaused: true }))[0]?.[2]).toBe("paused");
	});
});
