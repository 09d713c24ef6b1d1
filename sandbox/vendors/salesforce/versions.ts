import type { Org } from "./org.ts";

const OLDEST = 45;
const NEWEST = 67;
/** Orgs for testing get the next release before the others. */
const PREVIEW = 68;
const SEASONS = ["Spring '", "Summer '", "Winter '"];

const newestOf = (org: Org) => (org.seed.isSandbox ? PREVIEW : NEWEST);

export function versionsOf(org: Org) {
	return Array.from({ length: newestOf(org) - OLDEST + 1 }, (_, index) => {
		const number = OLDEST + index;
		const version = `${number}.0`;
		return { label: toLabel(number), url: `/services/data/v${version}`, version };
	});
}

export function isKnownVersion(org: Org, version: string): boolean {
	const number = Number(version);
	return Number.isInteger(number) && number >= OLDEST && number <= newestOf(org);
}

/** Three releases a year; the winter one is named after the year to come. */
function toLabel(number: number): string {
	const releases = number - OLDEST;
	const season = SEASONS[releases % 3] ?? "";
	return `${season}${19 + Math.floor((releases + (releases % 3 === 2 ? 1 : 0)) / 3)}`;
}
