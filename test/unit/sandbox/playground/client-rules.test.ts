import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toSandboxHref } from "../../../../sandbox/playground/client/addresses.ts";
import {
	initialValue,
	isEmpty,
	optionsOf,
	toActValue,
} from "../../../../sandbox/playground/client/blocks/values.ts";
import { filterTickets } from "../../../../sandbox/playground/client/desk/ticket-list.tsx";
import { type Place, parsePlace, toHash } from "../../../../sandbox/playground/client/place.ts";
import { findMissing } from "../../../../sandbox/playground/client/slack/held-inputs.ts";
import { buildHints } from "../../../../sandbox/playground/client/slack/hints.ts";
import { initials } from "../../../../sandbox/playground/client/slack/people.ts";
import { en } from "../../../../sandbox/playground/client/words/en.ts";
import { ja } from "../../../../sandbox/playground/client/words/ja.ts";
import { VENDOR_HOSTS } from "../../../../sandbox/playground/info.ts";

describe("toSandboxHref", () => {
	it.each([
		["https://acme.zendesk.com/agent/tickets/1?x=1#y", "/vendors/acme.zendesk.com/agent/tickets/1?x=1#y"],
		["https://slack.com/oauth/v2/authorize", "/vendors/slack.com/oauth/v2/authorize"],
		["https://desk.zoho.eu/agent/x", "/vendors/desk.zoho.eu/agent/x"],
		["http://localhost:8787/setup", "http://localhost:8787/setup"],
		["https://zendesk.com.evil.example/", "https://zendesk.com.evil.example/"],
		["https://evilzendesk.com/", "https://evilzendesk.com/"],
		["mailto:a@b.example", "mailto:a@b.example"],
		["not an address", "not an address"],
	])("takes %s to %s", (address, href) => {
		expect(toSandboxHref(address, { vendorHosts: VENDOR_HOSTS })).toBe(href);
	});
});

describe("place", () => {
	it("comes back from the address it was written to", () => {
		const id = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" });
		const place: fc.Arbitrary<Place> = fc.oneof(
			fc.record({
				pane: fc.constant("slack" as const),
				teamId: id,
				userId: id,
				channelId: id,
				tab: fc.constantFrom("messages" as const, "home" as const),
			}),
			fc.record({ pane: fc.constantFrom("zendesk" as const, "zoho" as const), ticketId: fc.option(id) }),
			fc.constant({ pane: "settings" as const }),
		);
		fc.assert(
			fc.property(place, (given) => {
				expect(parsePlace(toHash(given))).toEqual(given);
			}),
		);
	});

	it("begins in Slack for an address that says nothing, or nonsense", () => {
		expect(parsePlace("").pane).toBe("slack");
		expect(parsePlace("#/%E0%A4%A/x")).toMatchObject({ pane: "slack", teamId: "x" });
	});
});

describe("buildHints", () => {
	const fills = (typed: string) => buildHints(typed, "/desk", "1042", en).map(({ fill }) => fill);

	it("offers every command for a slash and only what begins alike for more", () => {
		expect(fills("/")).toHaveLength(13);
		expect(fills("/desk h")).toEqual(["/desk history 1042", "/desk help"]);
	});

	it("offers nothing for a message, a full command or another command", () => {
		expect([...fills("hello"), ...fills("/desk mine"), ...fills("/other")]).toEqual([]);
	});
});

describe("filterTickets", () => {
	const base = { id: "1", status: "open", assignee: null, department: null };
	const rows = [
		{ ...base, number: "1042", subject: "Printer on fire", requester: "Bob Baker" },
		{ ...base, number: "1043", subject: "請求書の宛名", requester: "佐藤 恵" },
	];

	it("wants every word, in any part of the row", () => {
		const found = (filter: string) => filterTickets(rows, filter).map(({ number }) => number);
		expect(found("PRINTER bob")).toEqual(["1042"]);
		expect(found("#1043")).toEqual(["1043"]);
		expect(found("請求書")).toEqual(["1043"]);
		expect(found("printer 佐藤")).toEqual([]);
		expect(found("  ")).toEqual(["1042", "1043"]);
	});
});

describe("values", () => {
	const option = { text: { type: "plain_text", text: "Support" }, value: "7" };

	it("have Slack's own form from the start", () => {
		expect(initialValue({ type: "plain_text_input", initial_value: "a" })).toEqual({
			type: "plain_text_input",
			value: "a",
		});
		expect(initialValue({ type: "static_select", initial_option: option })).toEqual({
			type: "static_select",
			selected_option: option,
		});
		expect(initialValue({ type: "checkboxes" })).toEqual({ type: "checkboxes", selected_options: [] });
		expect(initialValue({ type: "users_select", initial_user: "U1" })).toEqual({
			type: "users_select",
			selected_user: "U1",
		});
	});

	it("go with a click as the option's value or the chosen id", () => {
		expect(toActValue({ type: "static_select", selected_option: option })).toBe("7");
		expect(toActValue({ type: "users_select", selected_user: "U1" })).toBe("U1");
		expect(toActValue({ type: "static_select", selected_option: null })).toBeUndefined();
	});

	it("find a select's options inside groups", () => {
		expect(optionsOf({ option_groups: [{ options: [option] }] })).toEqual([option]);
	});

	it("stop a form whose required fields are empty", () => {
		const block = (id: string, optional: boolean) => ({
			type: "input",
			block_id: id,
			optional,
			element: { type: "plain_text_input", action_id: "a" },
		});
		const held = { get: () => ({ type: "plain_text_input", value: "  " }) };
		expect(isEmpty(held.get())).toBe(true);
		expect(findMissing([block("x", false), block("y", true)], held, "fill in")).toEqual({ x: "fill in" });
	});
});

describe("initials", () => {
	it.each([
		["Alex Berg", "AB"],
		["伊藤 健二", "伊"],
		["<!here> *Mallory*", "HM"],
		["", "?"],
	])("of %s are %s", (name, short) => {
		expect(initials(name)).toBe(short);
	});
});

describe("words", () => {
	it("are written in Japanese, not left in English", () => {
		const same = Object.entries(en).filter(
			([key, value]) => typeof value === "string" && Reflect.get(ja, key) === value,
		);
		expect(same.map(([key]) => key)).toEqual([]);
	});
});
