import { describe, expect, it } from "vitest";
import {
	dayKey,
	formatDistance,
	formatSlackDate,
	nearDay,
} from "../../../../sandbox/playground/client/mrkdwn/dates.ts";

const TOKYO = { tz: "Asia/Tokyo", locale: "ja-JP" };
const CHICAGO = { tz: "America/Chicago", locale: "en-US" };
/** 2026-11-21 15:30 UTC: already the 22nd in Tokyo. */
const AT = Date.UTC(2026, 10, 21, 15, 30) / 1000;
const NOW = Date.UTC(2026, 10, 21, 18, 20);

describe("formatSlackDate", () => {
	it.each([
		["{date_num}", CHICAGO, "2026-11-21"],
		["{date_num}", TOKYO, "2026-11-22"],
		["{date_short}", CHICAGO, "Nov 21, 2026"],
		["{date_long}", TOKYO, "2026年11月22日日曜日"],
		["{date_short_pretty} {time}", CHICAGO, "today 9:30 AM"],
		["{date_pretty}", TOKYO, "今日"],
		["{time_secs}", TOKYO, "0:30:00"],
		["{ago}", CHICAGO, "3 hours ago"],
		["{ago}", TOKYO, "3 時間前"],
		["at {nothing}", CHICAGO, "at {nothing}"],
	])("says %s as the reader's clock does", (format, reader, said) => {
		expect(formatSlackDate(AT, format, reader, NOW).replaceAll("\u202f", " ")).toBe(said);
	});

	it("answers nothing for a time no calendar has", () => {
		expect(formatSlackDate(9e12, "{date}", CHICAGO, NOW)).toBe("");
	});
});

describe("nearDay", () => {
	it("names only yesterday, today and tomorrow", () => {
		const day = 86_400_000;
		const said = [-2, -1, 0, 1, 2].map((days) => nearDay(NOW + days * day, NOW, CHICAGO));
		expect(said).toEqual([null, "yesterday", "today", "tomorrow", null]);
	});
});

describe("formatDistance", () => {
	it("rounds to the largest unit that fits", () => {
		const minute = 60_000;
		const said = [1, 90, 60 * 26, -119].map((minutes) => formatDistance(NOW - minutes * minute, NOW, "en"));
		expect(said).toEqual(["1 minute ago", "1 hour ago", "yesterday", "in 2 hours"]);
	});
});

describe("dayKey", () => {
	it("is the calendar day of the zone", () => {
		expect([dayKey(AT * 1000, "Asia/Tokyo"), dayKey(AT * 1000, "UTC")]).toEqual(["2026-11-22", "2026-11-21"]);
	});
});
