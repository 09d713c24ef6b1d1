import { describe, expect, it } from "vitest";
import { startOfDay } from "../../../src/core/local-time.ts";

const iso = (day: string, timezone: string) => new Date(startOfDay(day, timezone)).toISOString();

describe("a day's beginning", () => {
	it("is midnight as a clock there shows it", () => {
		expect(iso("2026-11-20", "UTC")).toBe("2026-11-20T00:00:00.000Z");
		expect(iso("2026-11-20", "Asia/Tokyo")).toBe("2026-11-19T15:00:00.000Z");
	});

	it("keeps to the clock where it is put forward and back", () => {
		expect(iso("2026-03-29", "Europe/Berlin")).toBe("2026-03-28T23:00:00.000Z");
		expect(iso("2026-03-30", "Europe/Berlin")).toBe("2026-03-29T22:00:00.000Z");
		expect(iso("2026-10-26", "Europe/Berlin")).toBe("2026-10-25T23:00:00.000Z");
	});

	it("is the first moment of a day whose midnight is skipped", () => {
		expect(iso("2026-09-06", "America/Santiago")).toBe("2026-09-06T04:00:00.000Z");
	});
});
