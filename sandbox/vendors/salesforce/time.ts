/** As records carry it: `2026-11-21T09:30:00.000+0000`. */
export function toTime(ms: number): string {
	return `${new Date(ms).toISOString().slice(0, -1)}+0000`;
}

/** What was written in any ISO form, as records carry it; null for anything else. */
export function parseTime(text: string): string | null {
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/.test(text)) return null;
	const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`;
	const ms = Date.parse(zoned.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
	return Number.isNaN(ms) ? null : toTime(toSecond(ms));
}

export function parseDate(text: string): string | null {
	const isDate = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
	return isDate ? text : null;
}

/** Stamps have no fractions of a second. */
export function toSecond(ms: number): number {
	return Math.floor(ms / 1000) * 1000;
}
