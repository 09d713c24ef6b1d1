import { describe, expect, it } from "vitest";
import { describeEntry } from "../../../src/admin/activity/describe-entry.ts";
import type { Place } from "../../../src/admin/activity/frame.tsx";
import type { Entry } from "../../../src/services/activity/audit.ts";

const place = {
	desk: { provider: "zoho", connectedByAgentId: "7", connectedByName: "Mina Kato" },
	workspaces: [
		{
			workspace: { id: "w1" },
			team: { teamId: "T1", name: "Acme" },
			mappings: [{ departmentId: "10", departmentName: "Sales", channelId: "C1", channelName: "sales" }],
		},
	],
	timezone: "Asia/Tokyo",
	now: 0,
} as unknown as Place;

function entry(action: string, details: unknown, more: Partial<Entry> = {}): Entry {
	return {
		id: "a",
		deskId: "d",
		actorKind: "admin",
		actorId: "7",
		actorName: "Mina Kato",
		action,
		subject: "workspace:w1",
		details: typeof details === "string" ? details : JSON.stringify(details),
		happenedAt: 0,
		...more,
	};
}

const changesOf = (row: Entry, locale: "en" | "ja" = "en") =>
	describeEntry(row, place, locale).changes.map(({ field, from, to }) => `${field}: ${from ?? "-"} > ${to}`);

describe("an entry of the audit log", () => {
	it("names who did what to which workspace", () => {
		const described = describeEntry(entry("workspace.disabled", {}), place, "en");
		expect(described).toEqual({ who: "Mina Kato", what: "Disabled a workspace", about: "Acme", changes: [] });
	});

	it("says the mapping in names, and what has none as it is", () => {
		const row = entry("workspace.mapping_changed", {
			"mode.from": "all",
			"mode.to": "each",
			from: "*→C9",
			to: "10→C1 11→C9",
		});
		expect(changesOf(row)).toEqual([
			"Departments: all to one channel > each to its own channel",
			"Channels: All departments: C9 > Sales: #sales, 11: C9",
		]);
	});

	it("says which events are off, which tickets are left, and times as a clock shows them", () => {
		expect(
			changesOf(
				entry("workspace.switches_changed", { "switches.from": "{}", "switches.to": '{"reply.sent":false}' }),
			),
		).toEqual(["Switched off: none > Reply to the customer"]);
		expect(
			changesOf(
				entry("workspace.filters_changed", {
					"filters.from": "{}",
					"filters.to": '{"priorities":["urgent","high"],"statuses":[],"tags":["vip"]}',
				}),
				"ja",
			),
		).toEqual(["条件: すべて > 緊急、高; vip"]);
		expect(
			changesOf(
				entry("workspace.times_changed", {
					"digestMinute.from": null,
					"digestMinute.to": 545,
					"digestNextAt.from": null,
					"digestNextAt.to": 1,
				}),
			),
		).toEqual(["Digest at: none > 09:05"]);
	});

	it("says what was changed of a Salesforce org by the names its page has", () => {
		const one = (action: string, details: unknown, locale: "en" | "ja" = "en") =>
			changesOf(entry(action, details, { subject: "org:o1" }), locale);
		expect(one("org.renamed", { from: "Acme", to: "Acme EU" })).toEqual(["Name: Acme > Acme EU"]);
		expect(one("org.features", { from: "", to: "accounts, people" })).toEqual([
			"What runs: none > Accounts → organizations, Contacts and leads → people",
		]);
		expect(one("org.client_replaced", { from: "a.example", to: "b.example" })).toEqual([
			"Address: a.example > b.example",
		]);
		expect(one("org.registered", { environment: "production", address: "x" }, "ja")).toEqual([
			"組織の種類: - > 本番",
			"アドレス: - > x",
		]);
		expect(one("org.sign_in_needed", { crmAnswer: "invalid_grant" })).toEqual([
			"Salesforce's answer: - > invalid_grant",
		]);
		expect(one("org.run_started", { kind: "dry_run" })).toEqual(["Kind: - > Dry run"]);
	});

	it("leaves out what stayed as it was", () => {
		const row = entry("desk.reconnected", { portal: "p", from: "7", to: "7" });
		expect(changesOf(row)).toEqual(["Portal: - > p"]);
	});

	it("shows what it has no words for as it was written down, whatever that is", () => {
		expect(describeEntry(entry("other.thing", { toString: "x" }), place, "en")).toMatchObject({
			what: "other.thing",
			changes: [{ field: "toString", from: null, to: "x" }],
		});
		for (const broken of ["{", "[]", "null", '{"a":{"b":1}}'])
			expect(changesOf(entry("workspace.enabled", broken))).toEqual([]);
	});

	it("names us, Slack or the setup page where no person did it", () => {
		const by = (actorKind: Entry["actorKind"]) =>
			describeEntry(entry("workspace.revoked", {}, { actorKind, actorName: "T1" }), place, "en").who;
		expect(by("slack")).toBe("Slack");
		const system = entry(
			"desk.administrator_lost",
			{},
			{ actorKind: "system", actorId: null, actorName: null },
		);
		expect(describeEntry(system, place, "en").who).toBe("Deskbridge");
	});
});
