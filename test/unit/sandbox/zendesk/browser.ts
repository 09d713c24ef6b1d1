import type { Clock } from "../../../../sandbox/vendor.ts";
import type { ZendeskSimulator } from "../../../../sandbox/vendors/zendesk/simulator.ts";

export const NOW = Date.parse("2026-11-20T09:00:00Z");

/** Stands still until it is told to go on. */
export function createFixedClock(): Clock {
	let now = NOW;
	return {
		now: () => now,
		advance: (ms) => {
			now += ms;
		},
	};
}

/** Somebody signs in on the authorization page; answers with what the browser is sent back with. */
export async function decide(
	zendesk: ZendeskSimulator,
	authorizationUrl: string,
	personId: number,
	decision: "allow" | "deny" = "allow",
): Promise<URLSearchParams> {
	const body = new URLSearchParams({ person: String(personId), decision });
	const answer = await zendesk.fetch(
		new Request(authorizationUrl, { method: "POST", body, redirect: "manual" }),
	);
	if (answer.status !== 302) throw new Error(`the page answered ${answer.status}`);
	return new URL(answer.headers.get("location") ?? "").searchParams;
}
