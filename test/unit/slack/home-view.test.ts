import { describe, expect, it } from "vitest";
import { TICKET_EVENT_TYPES } from "../../../src/core/ticket-event.ts";
import { parseAction } from "../../../src/slack/actions.ts";
import { DM_GROUPS, parseHomeAction, parseTime, toTime, withChosen } from "../../../src/slack/home-ids.ts";
import { buildHome, type HomeInput } from "../../../src/slack/views/home.ts";
import { problemsOfHome } from "../../support/block-kit.ts";
import { homeDesk, homeInput, homeLink, ticketOf } from "./hearing-fixtures.ts";
import { TEXTS } from "./texts.ts";
import { HOSTILE, ticket } from "./view-fixtures.ts";

interface Element {
	type: string;
	action_id: string;
	value?: string;
	text?: { text: string };
	options?: { value: string; text: { text: string } }[];
	initial_options?: { value: string }[];
	initial_time?: string;
}
interface Block {
	type: string;
	text?: { text: string };
	elements?: (Element & { text?: { text: string } | string })[];
	accessory?: Element;
}

const blocksOf = (over: Partial<HomeInput> = {}) => buildHome(homeInput(over)).blocks as unknown as Block[];
const elementsOf = (over: Partial<HomeInput> = {}): Element[] =>
	blocksOf(over).flatMap((block) => [
		...(block.type === "actions" ? (block.elements as Element[]) : []),
		...(block.accessory ? [block.accessory] : []),
	]);
const textOf = (over: Partial<HomeInput> = {}) => JSON.stringify(blocksOf(over));
const find = (elements: Element[], kind: string) =>
	elements.find(({ action_id }) => parseHomeAction(action_id)?.kind === kind);

/** Texts that Slack reads as markup. */
function markupOf(view: object): string[] {
	const found: string[] = [];
	JSON.stringify(view, (_, value) => {
		if (value?.type === "mrkdwn") found.push(value.text);
		return value;
	});
	return found;
}

describe("App Home", () => {
	describe.each(["en", "ja"] as const)("in %s", (locale) => {
		it.each(TEXTS)("is taken by Slack with %s text", (_, text) => {
			const items = Array.from({ length: 12 }, () => ticketOf(text));
			const link = homeLink({
				agentName: text,
				tickets: { items, total: 40 },
				quietHours: { from: 1320, to: 420 },
				timezone: text,
			});
			const problem = homeLink({ tickets: { problem: "unavailable" }, switches: { "ticket.closed": false } });
			const named = { deskName: text, provider: "zoho" as const };
			const desks = [
				homeDesk({ ...named, link }),
				homeDesk({ ...named, deskId: "d2", link: null }),
				homeDesk({ ...named, deskId: "d3", link: problem }),
				homeDesk({ ...named, deskId: "d4", state: "disabled" }),
				homeDesk({ ...named, deskId: "d5", state: "paused", link }),
				homeDesk({ ...named, deskId: "d6", state: "not_connected" }),
			];
			for (const shown of [
				desks,
				[],
				Array.from({ length: 12 }, (_, n) => homeDesk({ ...named, deskId: `d${n}`, link })),
			]) {
				const view = buildHome(homeInput({ locale, personName: text, desks: shown, setupUrl: text }));
				expect(problemsOfHome(view)).toEqual([]);
				const markup = markupOf(view).join("\n");
				expect(markup).not.toMatch(/<!here|<!channel|<@|<https:\/\/evil|\*M\*|\u202e/);
			}
		});
	});

	it("greets somebody who hasn't signed in, says what this is, and has a button for each desk", () => {
		const desks = [homeDesk({ link: null }), homeDesk({ deskId: "d2", link: null, provider: "zoho" })];
		expect(textOf({ desks })).toContain("puts your help desk into Slack");
		const connects = elementsOf({ desks }).map(({ action_id }) => parseHomeAction(action_id));
		expect(connects).toEqual([
			{ kind: "connect", deskId: "d1" },
			{ kind: "connect", deskId: "d2" },
		]);
	});

	it("says where a help desk is connected when there is none", () => {
		expect(textOf({ desks: [], setupUrl: "https://deskbridge.example/admin" })).toContain(
			"<https://deskbridge.example/admin|",
		);
		expect(textOf({ desks: [], setupUrl: null })).toContain("No help desk is connected");
	});

	it("lists my open tickets, ten at most, each with its button", () => {
		const items = Array.from({ length: 12 }, (_, n) => ticket({ id: `${n}`, number: `${n}` }));
		const desks = [homeDesk({ link: homeLink({ tickets: { items, total: 43 } }) })];
		const shows = elementsOf({ desks }).flatMap(({ action_id, value }) => {
			const action = parseAction({ actionId: action_id, value: value ?? null });
			return action?.kind === "show" ? [action.ticketId] : [];
		});
		expect(shows).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
		expect(textOf({ desks })).toContain("43 open tickets assigned to you");
		expect(textOf({ desks })).toContain("10 of 43 are shown");
	});

	it("shows fewer of each desk's where several desks have to share the view", () => {
		const items = Array.from({ length: 10 }, (_, n) => ticket({ id: `${n}` }));
		const shown = (count: number) => {
			const link = homeLink({ tickets: { items, total: 10 } });
			const desks = Array.from({ length: count }, (_, n) => homeDesk({ deskId: `d${n}`, link }));
			return elementsOf({ desks }).filter(({ action_id }) => action_id.startsWith("show")).length / count;
		};
		expect([1, 2, 3, 4, 5].map(shown)).toEqual([10, 10, 10, 7, 2]);
	});

	it("says that there are none, and where to find some", () => {
		const desks = [homeDesk({ link: homeLink({ tickets: { items: [], total: 0 } }) })];
		expect(textOf({ desks })).toContain("No open tickets are assigned to you.");
		expect(textOf({ desks })).toContain("/desk unassigned");
	});

	it("says why tickets can't be read, and what to press", () => {
		const failing = (problem: "auth" | "unavailable") => [
			homeDesk({ link: homeLink({ tickets: { problem } }) }),
		];
		expect(textOf({ desks: failing("unavailable") })).toContain("Zendesk is not answering");
		expect(find(elementsOf({ desks: failing("unavailable") }), "reload")).toBeDefined();
		expect(find(elementsOf({ desks: failing("auth") }), "connect")).toBeDefined();
	});

	it("ticks what comes as a direct message, and offers nothing that the desk can't tell", () => {
		const events = TICKET_EVENT_TYPES.filter((type) => type !== "ticket.escalated");
		const desks = [homeDesk({ link: homeLink({ events, switches: { "ticket.closed": false } }) })];
		const boxes = find(elementsOf({ desks }), "dm_ticket");
		const offered = boxes?.options?.map(({ value }) => value);
		expect(offered).toEqual(DM_GROUPS.dm_ticket.filter((type) => type !== "ticket.escalated"));
		expect(boxes?.initial_options?.map(({ value }) => value)).toEqual(
			offered?.filter((type) => type !== "ticket.closed"),
		);
	});

	it("has pickers for quiet hours once there are any", () => {
		const none = elementsOf({ desks: [homeDesk()] });
		expect(find(none, "quiet_on")).toBeDefined();
		expect(find(none, "quiet_from")).toBeUndefined();
		const set = elementsOf({ desks: [homeDesk({ link: homeLink({ quietHours: { from: 1350, to: 0 } }) })] });
		expect(find(set, "quiet_from")?.initial_time).toBe("22:30");
		expect(find(set, "quiet_to")?.initial_time).toBe("00:00");
		expect(find(set, "quiet_off")).toBeDefined();
	});

	it("says as whom I am signed in, and lets me out", () => {
		expect(textOf()).toContain("Signed in to *Acme Support* as Alex Berg since <!date^");
		expect(find(elementsOf(), "disconnect")?.value).toBe("d1");
	});

	it.each([
		["disabled", /switched off for this workspace.+enable it/],
		["not_connected", /isn't connected yet/],
	] as const)("offers nothing of a desk that is %s, but says who can change that", (state, words) => {
		const desks = [homeDesk({ state })];
		expect(textOf({ desks })).toMatch(words);
		expect(elementsOf({ desks })).toEqual([]);
	});

	it("says that nothing comes from a paused desk, and goes on with the rest", () => {
		const desks = [homeDesk({ state: "paused" })];
		expect(textOf({ desks })).toContain("*Acme Support* is paused");
		expect(find(elementsOf({ desks }), "dm_talk")).toBeDefined();
	});

	it("keeps every button apart from every other", () => {
		const items = Array.from({ length: 10 }, (_, n) => ticket({ id: `${n}` }));
		const desks = ["d1", "d2", "d3"].map((id) =>
			homeDesk({ deskId: id, link: homeLink({ tickets: { items, total: 10 } }) }),
		);
		const ids = elementsOf({ desks }).map(({ action_id }) => action_id);
		expect(new Set(ids).size).toBe(ids.length);
	});
});

describe("what App Home sends", () => {
	it("turns into switches, of which only those that differ from the defaults are kept", () => {
		const all = [...DM_GROUPS.dm_talk];
		const off = withChosen({}, "dm_talk", ["reply.received"], all);
		expect(off["reply.received"]).toBeUndefined();
		expect(off["comment.added"]).toBe(false);
		expect(withChosen(off, "dm_talk", all, all)).toEqual({});
	});

	it("changes no switch of the other group, or of what wasn't offered", () => {
		const before = { "ticket.closed": false };
		expect(withChosen(before, "dm_talk", [], ["reply.sent"])).toEqual({ ...before, "reply.sent": false });
	});

	it.each([
		"home_connect",
		"home_connect:",
		"home_nothing:d1",
		"show:d1",
		HOSTILE,
		`home_connect:${"x".repeat(65)}`,
	])("is nothing when it isn't ours: %j", (actionId) => {
		expect(parseHomeAction(actionId)).toBeNull();
	});

	it("has times as minutes after midnight", () => {
		expect(parseTime("22:30")).toBe(1350);
		expect(parseTime(toTime(0))).toBe(0);
		for (const wrong of ["24:00", "7:00", "07:60", "", null, undefined]) expect(parseTime(wrong)).toBeNull();
	});
});
