import { describe, expect, it } from "vitest";
import {
	type ChannelOption,
	parseChannelReference,
	searchChannels,
} from "../../../src/core/channel-search.ts";

const channel = (name: string, isMember = false): ChannelOption => ({
	id: `C${name}`,
	name,
	isMember,
	isPrivate: false,
	isShared: false,
});
const names = (words: string, channels: readonly ChannelOption[], limit = 10) =>
	searchChannels(channels, words, limit).found.map(({ name }) => name);

describe("searching channels", () => {
	const channels = ["zz-support", "support-eu", "support", "billing"].map((name) => channel(name));

	it("has the very name first, then what begins with the words, then the rest", () => {
		expect(names("support", channels)).toEqual(["support", "support-eu", "zz-support"]);
	});

	it("takes words in any order, capital letters and the sign in front", () => {
		expect(names("EU support", channels)).toEqual(["support-eu"]);
		expect(names("#Billing", channels)).toEqual(["billing"]);
	});

	it("finds wide letters as they are typed in Japan", () => {
		expect(names("ｂｉｌｌ", channels)).toEqual(["billing"]);
		expect(names("障害", [channel("障害-連絡")])).toEqual(["障害-連絡"]);
	});

	it("without words begins with the channels the app is in", () => {
		expect(names("", [channel("a"), channel("z", true), channel("b")])).toEqual(["z", "a", "b"]);
	});

	it("counts what it doesn't show", () => {
		expect(searchChannels(channels, "", 2)).toMatchObject({ total: 4, found: [{}, {}] });
	});
});

describe("what was entered for a channel", () => {
	it.each([
		["C0SUPPORT1", { kind: "id", id: "C0SUPPORT1" }],
		["<#C0SUPPORT1|support>", { kind: "id", id: "C0SUPPORT1" }],
		["https://acme.slack.com/archives/C0SUPPORT1", { kind: "id", id: "C0SUPPORT1" }],
		[" https://acme.slack.com/archives/C0SUPPORT1/p1700000000000100 ", { kind: "id", id: "C0SUPPORT1" }],
		["https://app.slack.com/client/T0ACME0001/C0SUPPORT1", { kind: "id", id: "C0SUPPORT1" }],
		["#Support", { kind: "name", name: "support" }],
		["障害-連絡", { kind: "name", name: "障害-連絡" }],
		[
			"https://evil.example/archives/C0SUPPORT1",
			{ kind: "name", name: "https://evil.example/archives/c0support1" },
		],
		["  ", null],
		["#", null],
	])("%s", (text, expected) => {
		expect(parseChannelReference(text)).toEqual(expected);
	});
});
