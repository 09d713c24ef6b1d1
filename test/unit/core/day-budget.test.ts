import { describe, expect, it } from "vitest";
import { dayOf, findSpent, NOTHING_USED, nextDayAt } from "../../../src/core/day-budget.ts";

const LIMITS = { rowsRead: 5_000_000, rowsWritten: 100_000, queueOperations: 10_000 };

describe("a day's budget", () => {
	it.each([
		[{}, null],
		[{ rowsWritten: 79_999 }, null],
		[{ rowsWritten: 80_000 }, "rowsWritten"],
		[{ rowsRead: 4_000_000 }, "rowsRead"],
		[{ queueOperations: 8_000 }, "queueOperations"],
	])("is spent at 80 %% of any limit: %j is %s", (used, expected) => {
		expect(findSpent(LIMITS, { ...NOTHING_USED, ...used })).toBe(expected);
	});

	it("is never spent where the plan has no limit", () => {
		const used = { rowsRead: 1e12, rowsWritten: 1e12, queueOperations: 0 };
		expect(findSpent({ ...LIMITS, rowsRead: null, rowsWritten: null }, used)).toBeNull();
	});

	it("begins at midnight UTC", () => {
		const late = Date.parse("2026-02-28T23:59:59.999Z");
		expect(dayOf(late)).toBe("2026-02-28");
		expect(new Date(nextDayAt(late)).toISOString()).toBe("2026-03-01T00:00:00.000Z");
		expect(dayOf(nextDayAt(late))).toBe("2026-03-01");
		expect(nextDayAt(nextDayAt(late)) - nextDayAt(late)).toBe(24 * 3_600_000);
	});
});
