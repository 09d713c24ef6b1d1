import { describe, expect, it } from "vitest";
import { decideBelonging } from "../../../../src/core/sync/belonging.ts";
import { judgeMatches, toQuestion } from "../../../../src/core/sync/match-record.ts";
import type { MembershipSettings } from "../../../../src/core/sync/settings.ts";

const OFF: MembershipSettings = { primary: false, several: false, secondary: false, removes: false };
const PRIMARY = { ...OFF, primary: true };
const SEVERAL = { ...PRIMARY, several: true };
const ALL = { ...SEVERAL, secondary: true };

describe("a person's organizations", () => {
	const linked = { primary: "org1", secondary: ["org2", "org1"] };
	const unlinked = { primary: null, secondary: ["org2"] };

	it.each([
		["nothing switched on: none is set", OFF, true, linked, undefined, []],
		["several without the first: none is set", { ...OFF, several: true }, false, linked, undefined, []],
		["made, the first only: it is the person's", PRIMARY, true, linked, "org1", []],
		["there already, the first only: it takes the other's place", PRIMARY, false, linked, "org1", []],
		["made, several: it is the default one", SEVERAL, true, linked, "org1", []],
		["there already, several: added, the default stays", SEVERAL, false, linked, undefined, ["org1"]],
		["there already, further accounts too: each once", ALL, false, linked, undefined, ["org1", "org2"]],
		["made, further accounts too", ALL, true, linked, "org1", ["org2"]],
		["an account without counterpart: nothing", PRIMARY, true, unlinked, undefined, []],
		["an account without counterpart, further ones with", ALL, false, unlinked, undefined, ["org2"]],
	] as const)("%s", (_name, settings, isMade, accounts, organizationId, joins) => {
		expect(decideBelonging(settings, isMade, accounts)).toEqual({ organizationId, joins });
	});
});

describe("a counterpart", () => {
	const person = (id: string, isStaff = false) => ({ id, name: `Person ${id}`, isStaff });

	it("is the only one that a rule finds, also when it is found twice", () => {
		expect(judgeMatches([person("1"), person("1")])).toMatchObject({ is: "found", id: "1" });
		expect(judgeMatches([])).toEqual({ is: "none" });
	});

	it("is nobody who works at the desk, and never one of several", () => {
		expect(judgeMatches([person("1", true)])).toEqual({ is: "staff", id: "1" });
		expect(judgeMatches([person("1"), person("2", true)])).toMatchObject({ is: "ambiguous" });
	});

	it("is asked for by the record's own values, an address in lower case; not at all where there is none", () => {
		const record = { id: "003000000000001AAA", fields: { Email: " Aya@Globex.TEST ", Name: null, Code: 7 } };
		expect(toQuestion(record, { by: "external_id" })).toEqual({ by: "external_id", value: record.id });
		expect(toQuestion(record, { by: "email", path: "Email" })).toEqual({
			by: "email",
			value: "aya@globex.test",
		});
		expect(toQuestion(record, { by: "name", path: "Name" })).toBeNull();
		expect(toQuestion(record, { by: "field", path: "Code", target: "code" })).toEqual({
			by: "field",
			field: "code",
			value: 7,
		});
	});
});
