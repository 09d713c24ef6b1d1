import { describe, expect, it } from "vitest";
import { parseConfig } from "../../src/config.ts";

const KEY = btoa(String.fromCharCode(...new Uint8Array(32)));
const good = { SEAL_KEYS: `k1:${KEY}`, SETUP_TOKEN: "a-token-of-24-characters" };

describe("configuration", () => {
	it("takes several seal keys, newest first", () => {
		const result = parseConfig({ ...good, SEAL_KEYS: `new:${KEY}, old:${KEY}` });
		expect(result.ok && result.config.sealKeys.map(({ id }) => id)).toEqual(["new", "old"]);
	});

	it.each([
		[{ ...good, SEAL_KEYS: undefined }, "SEAL_KEYS", "missing"],
		[{ ...good, SEAL_KEYS: KEY }, "SEAL_KEYS", "malformed"],
		[{ ...good, SEAL_KEYS: "k1:c2hvcnQ=" }, "SEAL_KEYS", "malformed"],
		[{ ...good, SEAL_KEYS: `k1:${KEY},broken` }, "SEAL_KEYS", "malformed"],
		[{ ...good, SETUP_TOKEN: undefined }, "SETUP_TOKEN", "missing"],
		[{ ...good, SETUP_TOKEN: "short" }, "SETUP_TOKEN", "malformed"],
	])("names what is wrong: %#", (env, name, problem) => {
		const { SEAL_KEYS, SETUP_TOKEN } = env;
		const given = { ...(SEAL_KEYS ? { SEAL_KEYS } : {}), ...(SETUP_TOKEN ? { SETUP_TOKEN } : {}) };
		expect(parseConfig(given)).toEqual({ ok: false, problems: [{ name, problem }] });
	});

	it("takes the plan's limits of a day, and no limit where none is given", () => {
		const limits = { ROWS_READ_PER_DAY: "5000000", ROWS_WRITTEN_PER_DAY: "" };
		const result = parseConfig({ ...good, ...limits });
		const expected = { rowsRead: 5_000_000, rowsWritten: null, queueOperations: null };
		expect(result.ok && result.config.dayLimits).toEqual(expected);
	});

	it("refuses a limit that is no number, rather than having none", () => {
		const result = parseConfig({ ...good, ROWS_WRITTEN_PER_DAY: "100,000" });
		const problems = [{ name: "ROWS_WRITTEN_PER_DAY", problem: "malformed" }];
		expect(result).toEqual({ ok: false, problems });
	});

	it("names everything that is missing at once", () => {
		const result = parseConfig({});
		expect(!result.ok && result.problems.map(({ name }) => name)).toEqual(["SEAL_KEYS", "SETUP_TOKEN"]);
	});
});
