import { localMinute, nextLocalMinute } from "./local-time.ts";
import type { QuietHours } from "./notification-settings.ts";

/** When the quiet hours that hold now end; 0 when none do. */
export function quietUntil(hours: QuietHours | null, timezone: string, now: number): number {
	if (!hours || !isWithin(hours, localMinute(timezone, now))) return 0;
	return nextLocalMinute(hours.to, timezone, now);
}

/** From and to the same: none. */
function isWithin({ from, to }: QuietHours, minute: number): boolean {
	if (from === to) return false;
	return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}
