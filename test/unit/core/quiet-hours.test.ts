import { describe, expect, it } from "vitest";
import { localDay, localMinute, nextLocalMinute } from "../../../src/core/local-time.ts";
import { quietUntil } from "../../../src/core/quiet-hours.ts";

const time = (text: string) => Date.parse(text);
const shown = (ms: number) => (ms === 0 ? 0 : new Date(ms).toISOString());
const hours = (from: number, to: number) => ({ from: from * 60, to: to * 60 });

describe("quiet hours", () => {
	const night = hours(22, 7);

	it.each([
		["2026-11-20T12:59:00Z", 0],
		["2026-11-20T13:00:00Z", "2026-11-20T22:00:00.000Z"],
		["2026-11-20T21:59:59Z", "2026-11-20T22:00:00.000Z"],
		["2026-11-20T22:00:00Z", 0],
	])("over midnight in Tokyo, at %s, last until %s", (now, until) => {
		expect(shown(quietUntil(night, "Asia/Tokyo", time(now)))).toBe(until);
	});

	it("within a day end on that day", () => {
		const lunch = hours(12, 13);
		expect(shown(quietUntil(lunch, "UTC", time("2026-11-20T12:30:00Z")))).toBe("2026-11-20T13:00:00.000Z");
		expect(quietUntil(lunch, "UTC", time("2026-11-20T13:00:00Z"))).toBe(0);
	});

	it("from and to the same time, or none, are never", () => {
		expect(quietUntil(hours(8, 8), "UTC", time("2026-11-20T08:00:00Z"))).toBe(0);
		expect(quietUntil(null, "UTC", time("2026-11-20T08:00:00Z"))).toBe(0);
	});

	it("end by the clock in the night that clocks are put forward or back", () => {
		const until = (now: string) => shown(quietUntil(night, "Europe/Berlin", time(now)));
		expect(until("2026-03-28T22:00:00Z")).toBe("2026-03-29T05:00:00.000Z");
		expect(until("2026-10-24T22:00:00Z")).toBe("2026-10-25T06:00:00.000Z");
	});

	it("are in UTC where nobody knows the zone", () => {
		expect(shown(quietUntil(night, "Mars/Base", time("2026-11-20T23:00:00Z")))).toBe(
			"2026-11-21T07:00:00.000Z",
		);
	});
});

describe("the next time a clock shows a minute", () => {
	const next = (minute: number, zone: string, now: string) => shown(nextLocalMinute(minute, zone, time(now)));

	it("is today while it is to come, else tomorrow, never now", () => {
		expect(next(540, "Asia/Tokyo", "2026-11-19T23:59:00Z")).toBe("2026-11-20T00:00:00.000Z");
		expect(next(540, "Asia/Tokyo", "2026-11-20T00:00:00Z")).toBe("2026-11-21T00:00:00.000Z");
	});

	it("is a day of 23 or 25 hours later where clocks are changed", () => {
		expect(next(540, "Europe/Berlin", "2026-03-28T08:00:00Z")).toBe("2026-03-29T07:00:00.000Z");
		expect(next(540, "Europe/Berlin", "2026-10-24T07:00:00Z")).toBe("2026-10-25T08:00:00.000Z");
	});

	it("is right after the hour that is left out", () => {
		expect(next(150, "America/New_York", "2026-03-08T05:00:00Z")).toBe("2026-03-08T07:30:00.000Z");
	});

	it("comes twice where an hour is repeated", () => {
		expect(next(90, "America/New_York", "2026-11-01T04:00:00Z")).toBe("2026-11-01T05:30:00.000Z");
		expect(next(90, "America/New_York", "2026-11-01T05:30:00Z")).toBe("2026-11-01T06:30:00.000Z");
	});

	it("is found in zones of half and quarter hours", () => {
		expect(next(0, "Asia/Kathmandu", "2026-11-20T12:00:00Z")).toBe("2026-11-20T18:15:00.000Z");
	});
});

it("knows the day and the minute there", () => {
	expect(localDay("Asia/Tokyo", time("2026-11-20T15:00:00Z"))).toBe("2026-11-21");
	expect(localMinute("Asia/Tokyo", time("2026-11-20T15:01:30Z"))).toBe(1);
});
