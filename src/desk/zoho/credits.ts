import type { CallOptions } from "../../lib/http.ts";

/** What every portal has at least: the Free edition's, also where the edition has a name we don't know. */
const LEAST = 5_000;

/** Credits of a day without those that each user adds: how many there are, the vendor doesn't tell us. */
const CREDITS: Readonly<Record<string, number>> = {
	FREE: LEAST,
	NEW_FREE: LEAST,
	FREE_2019: LEAST,
	EXPRESS: 25_000,
	STANDARD: 50_000,
	PROFESSIONAL: 75_000,
	ENTERPRISE: 100_000,
	ULTIMATE: 100_000,
	ZOHOONE: 100_000,
	CRMPLUS: 100_000,
};

/** By `Portal.edition`. Shared with every other integration of the portal. */
export function creditsOfDay(edition: string | null): number {
	const name = (edition ?? "").toUpperCase().replaceAll(/[\s-]/g, "");
	return Object.hasOwn(CREDITS, name) ? (CREDITS[name] ?? LEAST) : LEAST;
}

/** The call's price as the vendor names it; a call that says nothing, or is lost, counts as one. */
const WEIGHT = "x-rate-limit-request-weight-v3";

/** Credits that the portal has left today, as an answer tells; null where it doesn't. */
export function parseCreditsLeft(headers: Headers): number | null {
	const text = headers.get("x-rate-limit-remaining-v3")?.trim() ?? "";
	return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** `call`, with what goes through it counted. */
export function countCredits(call: CallOptions): { call: CallOptions; spent(): number } {
	let spent = 0;
	const fetch: CallOptions["fetch"] = async (input, init) => {
		let price = 1;
		try {
			const answer = await call.fetch(input, init);
			const weight = answer.headers.get(WEIGHT)?.trim() ?? "";
			if (/^\d{1,6}$/.test(weight)) price = Number(weight);
			return answer;
		} finally {
			spent += price;
		}
	};
	return { call: { ...call, fetch }, spent: () => spent };
}
