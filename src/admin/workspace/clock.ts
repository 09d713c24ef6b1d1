/** Minutes after midnight as a form has them, `18:30`; null for none. */
export function toClock(minute: number | null): string {
	if (minute === null) return "";
	return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** null for no time at all, `undefined` for what is none. Browsers may add seconds. */
export function parseClock(text: string): number | null | undefined {
	if (text.trim() === "") return null;
	const match = /^([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/.exec(text.trim());
	return match ? Number(match[1]) * 60 + Number(match[2]) : undefined;
}
