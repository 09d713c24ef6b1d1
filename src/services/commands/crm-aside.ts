import type { DeskCustomer, OrgFacts } from "../orgs/facts.ts";

/** From the command's beginning: a card has 2 s in all, and one that took longer by itself waits for nothing more. */
const PATIENCE_MS = 1_400;

/**
 * What the orgs know of a customer, read beside the rest of an answer. An org that isn't there in time is left out,
 * the others aren't. `later` keeps the late ones going: they are there for the next look.
 */
export function readCrmAside(
	start: (customer: DeskCustomer) => Promise<OrgFacts | null>[],
	{ now, later }: { now: () => number; later: (work: Promise<unknown>) => void },
	patienceMs = PATIENCE_MS,
) {
	const deadline = now() + patienceMs;
	let readings: Promise<OrgFacts | null>[] | null = null;
	return {
		/** It is known whose facts are wanted. Only the first call counts. */
		begin(customer: DeskCustomer): void {
			if (readings !== null) return;
			readings = start(customer).map((reading) => reading.catch(() => null));
			if (readings.length > 0) later(Promise.all(readings));
		},
		/** In the orgs' order. */
		async result(): Promise<OrgFacts[]> {
			if (readings === null || readings.length === 0) return [];
			let timer: ReturnType<typeof setTimeout> | undefined;
			const late = new Promise<null>((resolve) => {
				timer = setTimeout(() => resolve(null), Math.max(0, deadline - now()));
			});
			try {
				const told = await Promise.all(readings.map((reading) => Promise.race([reading, late])));
				return told.filter((facts) => facts !== null);
			} finally {
				clearTimeout(timer);
			}
		},
	};
}
